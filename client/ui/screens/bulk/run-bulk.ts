/**
 * Does a change to many items, or takes one back, and says what became of it: with the way back, how far it came where
 * it was stopped, or why it could not go on.
 */
import type { ItemId } from '../../../../shared/ids.ts';
import {
  changeMany,
  takeBackMany,
  type BulkDeed,
  type BulkOutcome,
  type BulkRecord,
} from '../../../state/bulk-actions.ts';
import type { App } from '../../app-context.ts';
import { showToast } from '../../parts/toast.tsx';
import { deedWords } from '../../words/bulk-words.ts';
import { failureWords } from '../../words/failure-words.ts';
import { formatNumber } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface Follow {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

const unfollowed = (): Follow => ({
  signal: new AbortController().signal,
  onProgress: () => undefined,
});

export async function runBulk(
  app: App,
  { ids, deed }: { readonly ids: readonly ItemId[]; readonly deed: BulkDeed },
  follow: Follow,
): Promise<BulkOutcome> {
  const outcome = await changeMany(app, { ids, deed }, follow);
  const w = screenWords.value.bulk.done;
  const { record } = outcome;
  const what = record === undefined ? w.nothing : w.line(deedWords(deed, app), record.changed);
  showToast({
    text: withEnd(what, outcome, ids.length),
    undo: record && (() => void takeBack(app, record, unfollowed())),
  });
  return outcome;
}

export async function takeBack(app: App, record: BulkRecord, follow: Follow): Promise<void> {
  const w = screenWords.value.bulk.done;
  // Some seconds of work, and the button that began it is gone.
  if (record.portions > 1) showToast({ text: w.takingBack(record.changed) });
  const outcome = await takeBackMany(app, record, follow);
  showToast({ text: withEnd(w.back(outcome.done), outcome, record.changed) });
}

function withEnd(what: string, { failure, done }: BulkOutcome, of: number): string {
  const w = screenWords.value.bulk.done;
  if (failure !== undefined)
    return w.broke(failureWords(failure), formatNumber(done), formatNumber(of));
  return done < of ? `${what}. ${w.stopped(formatNumber(done), formatNumber(of))}` : what;
}
