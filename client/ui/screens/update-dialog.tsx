/** Asks before a new version takes away what somebody is typing. */
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { forgetUnsaved } from '../unsaved.ts';
import { screenWords } from '../words/screen-words.ts';

export interface UpdateDialogProps {
  readonly apply: () => void;
  readonly onClose: () => void;
}

export function UpdateDialog({ apply, onClose }: UpdateDialogProps) {
  const w = screenWords.value.install.update;
  return (
    <Dialog
      title={w.title}
      onClose={onClose}
      footer={
        <>
          <Button kind="primary" onClick={onClose}>
            {w.stay}
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              // Else the browser would ask once more.
              forgetUnsaved();
              apply();
            }}
          >
            {w.go}
          </Button>
        </>
      }
    >
      <p>{w.more}</p>
    </Dialog>
  );
}
