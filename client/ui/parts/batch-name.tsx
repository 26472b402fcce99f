/** A batch by its name, and marked where it is past its date or nearly so: by shape, colour and word. */
import type { Batch } from '../../../shared/batches.ts';
import { freshnessOf } from '../../state/choose-batch.ts';
import { toDay } from '../../state/to-day.ts';
import { useApp } from '../app-context.ts';
import { batchWords } from '../words/batch-words.ts';
import { screenWords } from '../words/screen-words.ts';

export function BatchName({ batch }: { batch: Batch }) {
  return (
    <>
      {batchWords(batch)} <FreshnessMark batch={batch} />
    </>
  );
}

const shapes = {
  soon: 'M8 1.5 15.5 14.5H.5z',
  expired: 'M2 2h12v12H2zM4 4v8h8V4z',
} as const;

export function FreshnessMark({ batch }: { batch: Batch }) {
  const { moment, settings } = useApp();
  const today = toDay(moment().nowMs);
  const freshness = freshnessOf(batch, { today, soonDays: settings.value?.expiryDays ?? 0 });
  if (freshness === 'good') return null;
  return (
    <span class={`state ${freshness === 'expired' ? 'out' : 'low'}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={shapes[freshness]} fill-rule="evenodd" />
      </svg>
      {screenWords.value.batches[freshness]}
    </span>
  );
}
