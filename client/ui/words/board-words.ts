/** How fresh the board is, in one line: a board that hangs without a link says so, and since when. */
import type { SyncKind, SyncView } from '../../state/sync-view.ts';
import { formatTime } from './format.ts';
import { screenWords } from './screen-words.ts';
import { syncWords } from './sync-words.ts';

/** A phone that is well asks for news every minute. */
const freshMs = 5 * 60_000;

const cutOff: readonly SyncKind[] = ['offline', 'stayingOffline', 'failing'];
const stopped: readonly SyncKind[] = ['notSaved', 'signedOut', 'notJoined', 'updateNeeded'];

export interface BoardMoment {
  readonly text: string;
  readonly isBehind: boolean;
}

export function boardMoment(facts: {
  readonly lastSyncedAt: number | null;
  readonly sync: SyncView;
  readonly nowMs: number;
}): BoardMoment {
  const { lastSyncedAt, sync, nowMs } = facts;
  const w = screenWords.value.board;
  if (lastSyncedAt === null) return { text: w.never, isBehind: true };
  const time = formatTime(lastSyncedAt, nowMs);
  if (stopped.includes(sync.kind))
    return { text: w.asOfBecause(time, syncWords(sync)), isBehind: true };
  const isOld = nowMs - lastSyncedAt > freshMs;
  if (isOld || cutOff.includes(sync.kind)) return { text: w.asOfBehind(time), isBehind: true };
  return { text: w.asOf(time), isBehind: false };
}
