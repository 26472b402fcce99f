/** The batch of a line of the running list: what it was taken for, and the way to another one. */
import { useState } from 'preact/hooks';
import { hasBatch, type Batch } from '../../../../shared/batches.ts';
import type { CodeRemarks, ScanLine } from '../../../state/scan-line.ts';
import type { ScanSession } from '../../../state/scan-session.ts';
import { batchesAt, knownBatches } from '../../../state/choose-batch.ts';
import { FreshnessMark } from '../../parts/batch-name.tsx';
import { Icon } from '../../parts/icons.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useLive } from '../../use-live.ts';
import { batchWords } from '../../words/batch-words.ts';
import { failureWords } from '../../words/failure-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { BatchSheet } from './batch-sheet.tsx';

export interface LineBatchProps {
  readonly line: ScanLine;
  readonly session: ScanSession;
}

export function LineBatch({ line, session }: LineBatchProps) {
  const [isChoosing, setChoosing] = useState(false);
  const { item, batch, isBatched, loan, state } = line;
  const w = screenWords.value.batches;
  if (!isBatched) return null;
  const name = batchWords(batch);
  // A loan comes back into the batch that it went out of.
  if (state === 'undone' || loan?.kind === 'giveBack') return <p class="under">{name}</p>;
  return (
    <>
      <button
        type="button"
        class="chip line-batch"
        aria-label={w.change(item.name, name)}
        onClick={() => setChoosing(true)}
      >
        <span>{name}</span>
        <Icon name="edit" little />
      </button>
      <FreshnessMark batch={batch} />
      {isChoosing && (
        <OtherBatch line={line} session={session} onClose={() => setChoosing(false)} />
      )}
    </>
  );
}

function OtherBatch({ line, session, onClose }: LineBatchProps & { onClose: () => void }) {
  const { item, key, placeId, fromId, mode } = line;
  const stock = useLive((db) => db.stock.where('itemId').equals(item.id).toArray(), [item.id]);
  if (stock === undefined) return null;
  const place = fromId ?? placeId;
  const options = mode === 'receive' ? knownBatches(stock) : batchesAt(stock, place);
  const choose = async (batch: Batch): Promise<void> => {
    onClose();
    const changed = await session.changeBatch(key, batch);
    if (changed?.ok === false) showToast({ text: failureWords(changed.failure) });
  };
  return (
    <BatchSheet
      item={item}
      stock={stock}
      place={place}
      options={options}
      choose={(batch) => void choose(batch)}
      onClose={onClose}
    />
  );
}

/** What the code said and the batch does not say already. */
export function besideBatch({ remarks, batch }: ScanLine): CodeRemarks {
  if (!hasBatch(batch)) return remarks;
  const { lot: _lot, expiry: _expiry, ...others } = remarks;
  return others;
}
