/** The two questions of the share screen: really throw them away, and how the new item is called. */
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';

export interface DiscardDialogProps {
  readonly count: number;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
}

export function DiscardDialog({ count, onClose, onDiscard }: DiscardDialogProps) {
  const w = screenWords.value.install.share;
  return (
    <Dialog
      title={w.discardTitle(count)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{w.keep}</Button>
          <Button kind="danger" onClick={onDiscard}>
            {w.discard}
          </Button>
        </>
      }
    >
      <p>{w.discardMore}</p>
    </Dialog>
  );
}

export interface NewItemDialogProps {
  readonly name: string;
  readonly onClose: () => void;
  readonly onName: (name: string) => void;
}

export function NewItemDialog({ name: typed, onClose, onName }: NewItemDialogProps) {
  const [name, setName] = useState(typed);
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.install.share;
  const isEmpty = name.trim() === '';
  const submit = (): void => {
    setTried(true);
    if (!isEmpty) onName(name.trim());
  };
  return (
    <Dialog
      title={w.newTitle}
      sheet
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{words.value.parts.cancel}</Button>
          <Button kind="primary" submits>
            {w.create}
          </Button>
        </>
      }
    >
      <Field
        label={w.nameLabel}
        value={name}
        trouble={wasTried && isEmpty ? screenWords.value.wrong.empty : undefined}
        focusFirst
        required
        onInput={setName}
      />
    </Dialog>
  );
}
