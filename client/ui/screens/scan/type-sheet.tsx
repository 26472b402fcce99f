/** A code typed by hand: as good as a scanned one. */
import { useState } from 'preact/hooks';
import { looksMistyped } from '../../../../shared/codes.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { screenWords } from '../../words/screen-words.ts';

export interface TypeSheetProps {
  readonly onCode: (text: string) => void;
  readonly onClose: () => void;
}

export function TypeSheet({ onCode, onClose }: TypeSheetProps) {
  const [text, setText] = useState('');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.scan.type;
  const isEmpty = text.trim() === '';
  const submit = (): void => {
    setTried(true);
    if (isEmpty) return;
    onClose();
    onCode(text.trim());
  };
  return (
    <Dialog
      sheet
      title={w.title}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits>
          {w.go}
        </Button>
      }
    >
      <Field
        label={w.label}
        hint={looksMistyped(text) ? screenWords.value.codes.mistyped : w.hint}
        value={text}
        focusFirst
        takesCodes
        onInput={setText}
        trouble={isEmpty && wasTried ? screenWords.value.wrong.empty : undefined}
      />
    </Dialog>
  );
}
