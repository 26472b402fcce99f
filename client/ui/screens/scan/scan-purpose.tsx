/** What everything is for that is scanned from now on: said once, and in sight until it is changed. */
import { useState } from 'preact/hooks';
import { readPurposes, rememberPurpose } from '../../../state/purposes.ts';
import type { ScanSession } from '../../../state/scan-session.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { PurposeField } from '../item/purpose-field.tsx';
import { textTrouble } from '../item/text-trouble.ts';
import '../../styles/deeds.css';

export interface PurposeChipProps {
  readonly session: ScanSession;
  readonly onChoose: () => void;
}

export function PurposeChip({ session, onChoose }: PurposeChipProps) {
  const purpose = session.purpose.value;
  const w = screenWords.value.deeds;
  // A count says what is so, for whatever it may be.
  if (session.mode.value === 'count') return null;
  const isSet = purpose !== '';
  return (
    <button
      type="button"
      class={isSet ? 'chip chosen' : 'chip'}
      aria-label={isSet ? w.purposeChange(purpose) : undefined}
      onClick={onChoose}
    >
      <Icon name="category" little />
      <span class="here-name">{isSet ? w.purposeFor(purpose) : w.purpose}</span>
    </button>
  );
}

export interface PurposeSheetProps {
  readonly session: ScanSession;
  readonly onClose: () => void;
}

export function PurposeSheet({ session, onClose }: PurposeSheetProps) {
  const { db, onTrouble } = useApp();
  const [purpose, setPurpose] = useState(session.purpose.peek());
  const recent = useLive(readPurposes, []) ?? [];
  const w = screenWords.value.deeds;
  const trouble = textTrouble('purpose', purpose);
  const use = (wanted: string): void => {
    session.purpose.value = wanted;
    void rememberPurpose(db, wanted).catch(onTrouble);
    onClose();
  };
  return (
    <Dialog
      sheet
      title={w.purposeAll}
      onClose={onClose}
      onSubmit={() => trouble === undefined && use(purpose.trim())}
      footer={
        <>
          {session.purpose.value !== '' && <Button onClick={() => use('')}>{w.purposeNone}</Button>}
          <Button kind="primary" submits>
            {w.purposeUse}
          </Button>
        </>
      }
    >
      <PurposeField value={purpose} recent={recent} trouble={trouble} onInput={setPurpose} />
    </Dialog>
  );
}
