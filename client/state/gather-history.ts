/**
 * A whole history for a file: all that this phone holds, and before that, if it is wanted, what only the server has,
 * page by page until the period begins.
 */
import { historyLimitMax, type HistoryScope } from '../../shared/history.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { stampToMs } from '../../shared/stamps.ts';
import { dayStart } from './history-filters.ts';
import { noOlder, readHistoryPage, tellStory, withOlder, type Story } from './history-page.ts';
import type { LocalDatabase } from './live.ts';
import type { Server } from './server.ts';

export interface GatherSource {
  readonly db: LocalDatabase;
  readonly server: Pick<Server, 'readHistory'>;
}

export interface GatherAsked {
  readonly scope: HistoryScope;
  /** Nothing before this day is needed; "" for all. */
  readonly since: string;
  readonly withOlder: boolean;
  /** How many older lines have come so far. */
  readonly onProgress: (lines: number) => void;
  readonly signal: AbortSignal;
}

export interface Gathered {
  readonly story: Story;
  /** The server has more of this period. */
  readonly isPart: boolean;
}

export type GatherFailure = 'cancelled' | 'noAnswer';

/** More than any phone holds. */
const everything = 10_000_000;

export async function gatherHistory(
  { db, server }: GatherSource,
  { scope, since, withOlder: wantsOlder, onProgress, signal }: GatherAsked,
): Promise<Result<Gathered, GatherFailure>> {
  const page = await readHistoryPage(db, scope, everything);
  const from = since === '' ? 0 : dayStart(since);
  let older = noOlder;
  let before = page.olderFrom;
  const isNeeded = (): boolean => before !== null && older.more && stampToMs(before.stamp) >= from;
  while (isNeeded()) {
    if (!wantsOlder) break;
    if (signal.aborted) return fail('cancelled');
    const answer = await server.readHistory({ scope, before, limit: historyLimitMax });
    if (signal.aborted) return fail('cancelled');
    if (!answer.ok) return fail('noAnswer');
    older = withOlder(older, answer.value);
    before = older.next ?? before;
    onProgress(older.movements.length + older.counts.length);
  }
  return succeed({ story: tellStory(page, older, scope), isPart: isNeeded() });
}

/** Whether there would be anything to ask the server for. */
export async function hasOlderThanHere(db: LocalDatabase, scope: HistoryScope): Promise<boolean> {
  return (await readHistoryPage(db, scope, everything)).olderFrom !== null;
}
