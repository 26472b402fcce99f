/**
 * One deed for the chosen items: its questions, what it would come to, and, where there are thousands, how far it is.
 * Up to one portion it closes at once and is said when it is durable, like every other deed of the app.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ItemId } from '../../../../shared/ids.ts';
import type { BulkItem } from '../../../state/bulk-plan.ts';
import { previewBulk } from '../../../state/bulk-preview.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { ProgressBar } from '../../parts/progress-bar.tsx';
import { formatNumber } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { emptyDraft, readDraft, type BulkDraft, type BulkKind } from './bulk-draft.ts';
import { BulkEntries } from './bulk-entries.tsx';
import { BulkPreview } from './bulk-preview.tsx';
import { runBulk } from './run-bulk.ts';

export interface BulkFormProps {
  readonly kind: BulkKind;
  readonly ids: readonly ItemId[];
  /** Undefined while they are being read. */
  readonly items: readonly BulkItem[] | undefined;
  readonly onRunning: (isRunning: boolean) => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Beyond, it takes seconds, and is shown. */
const atOnceMax = 1000;

export function BulkForm(props: BulkFormProps) {
  const { kind, ids, items } = props;
  const app = useApp();
  const [draft, setDraft] = useState<BulkDraft>(emptyDraft);
  const [wasTried, setTried] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const stopper = useRef(new AbortController());
  useEffect(() => () => stopper.current.abort(), []);
  const read = readDraft(kind, draft);
  const key = read.ok ? JSON.stringify(read.value) : '';
  const preview = useMemo(
    () =>
      read.ok && items !== undefined
        ? previewBulk(read.value, { items, of: ids.length })
        : undefined,
    [key, items],
  );
  const w = screenWords.value.bulk;

  const submit = async (): Promise<void> => {
    setTried(true);
    if (!read.ok || done !== null || preview?.change === 0) return;
    const isLong = ids.length > atOnceMax;
    const { signal } = isLong ? stopper.current : new AbortController();
    if (isLong) {
      setDone(0);
      props.onRunning(true);
    } else props.onDone();
    await runBulk(app, { ids, deed: read.value }, { signal, onProgress: isLong ? setDone : noOne });
    if (isLong) props.onDone();
  };
  return (
    <Dialog
      sheet
      title={w.deeds[kind]}
      onClose={props.onClose}
      onSubmit={() => void submit().catch(app.onTrouble)}
      footer={
        done === null ? (
          <Buttons kind={kind} count={preview?.change ?? ids.length} onBack={props.onBack} />
        ) : (
          <Button onClick={() => stopper.current.abort()}>{w.done.stop}</Button>
        )
      }
    >
      {done === null ? (
        <>
          <BulkEntries
            kind={kind}
            draft={draft}
            troubles={!read.ok && wasTried ? read.failure : {}}
            onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
          />
          {preview !== undefined && <BulkPreview kind={kind} preview={preview} />}
          {read.ok && items === undefined && <p class="quiet">{w.sheet.reading}</p>}
          {(kind === 'move' || kind === 'adjust') && (
            <Field
              label={w.move.note}
              hint={w.move.noteHint}
              value={draft.note}
              onInput={(note) => setDraft((before) => ({ ...before, note }))}
            />
          )}
        </>
      ) : (
        <ProgressBar
          label={w.done.progress(formatNumber(done), formatNumber(ids.length))}
          done={done}
          of={ids.length}
        />
      )}
    </Dialog>
  );
}

const noOne = (): void => undefined;

interface ButtonsProps {
  readonly kind: BulkKind;
  /** How many would be changed. */
  readonly count: number;
  readonly onBack: () => void;
}

function Buttons({ kind, count, onBack }: ButtonsProps) {
  return (
    <>
      <Button onClick={onBack}>{screenWords.value.bulk.sheet.back}</Button>
      <Button kind={kind === 'delete' ? 'danger' : 'primary'} submits disabled={count === 0}>
        {submitWords(kind, count)}
      </Button>
    </>
  );
}

function submitWords(kind: BulkKind, count: number): string {
  const w = screenWords.value.bulk.sheet;
  if (count === 0) return w.nothing;
  if (kind === 'delete') return w.doDelete(count);
  return kind === 'restore' ? w.doRestore(count) : w.doIt(count);
}
