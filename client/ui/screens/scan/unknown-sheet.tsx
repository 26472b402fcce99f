/** A code that nothing has yet: two taps to an item that has it from now on, or to a new one with the code filled in. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import { looksMistyped } from '../../../../shared/codes.ts';
import type { ScannedCode } from '../../../../shared/scanned-code.ts';
import type { FoundItem } from '../../../state/find-code.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { AttachSheet } from './attach-sheet.tsx';
import { CodeFacts } from './code-facts.tsx';
import { scanSessionOf } from './scan-session-of.ts';
import '../../styles/scan.css';

export interface UnknownSheetProps {
  readonly value: string;
  readonly code: ScannedCode;
  readonly onItem: (found: FoundItem) => void;
  readonly onClose: () => void;
}

export function UnknownSheet({ value, code, onItem, onClose }: UnknownSheetProps) {
  const [isAttaching, setAttaching] = useState(false);
  const w = screenWords.value.scan.unknown;
  if (isAttaching) {
    return (
      <AttachSheet value={value} code={code} onItem={onItem} onBack={() => setAttaching(false)} />
    );
  }
  return (
    <Dialog
      sheet
      title={w.title}
      onClose={onClose}
      footer={<BindButtons value={value} onAttach={() => setAttaching(true)} onClose={onClose} />}
    >
      <p>{w.more}</p>
      <CodeFacts value={value} code={code} />
      {looksMistyped(value) && <p class="state low">{screenWords.value.codes.mistyped}</p>}
    </Dialog>
  );
}

export interface BindButtonsProps {
  readonly value: string;
  readonly onAttach: () => void;
  readonly onClose: () => void;
}

export function BindButtons({ value, onAttach, onClose }: BindButtonsProps) {
  const app = useApp();
  const { route } = useLocation();
  const w = screenWords.value.scan.unknown;
  const make = (): void => {
    onClose();
    route(paths.newItemScanned(value, scanSessionOf(app).here.peek()));
  };
  return (
    <>
      {app.may('item.create') && (
        <Button icon="plus" onClick={make}>
          {w.newItem}
        </Button>
      )}
      {app.may('code.create') && (
        <Button kind="primary" icon="link" onClick={onAttach}>
          {w.attach}
        </Button>
      )}
    </>
  );
}
