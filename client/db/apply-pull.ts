/**
 * One answer of the server becomes one transaction: rows, outcomes, settled changes, replayed changes and
 * the cursor, all or nothing. So the cursor can never run ahead of the rows, nor an acknowledgement ahead
 * of its effect.
 *
 *   row without a shadow ─────────────────────────────▶ live
 *   row with a shadow ──▶ shadow ──┐
 *   change settled ──▶ acked ──────┴─▶ replayOutbox ──▶ live
 *
 * A change is *acknowledged* when its outcome is known, and *settled* when the rows that hold its effect
 * are here as well, which is certain after the last page only: a row that has changed once more since
 * comes with a later version. Between the two it stays in the outbox, so nothing flickers back.
 */
import { syncedTables, type AnyRow, type SyncedTable } from '../../shared/entities.ts';
import { rowKey } from '../../shared/mutation-reach.ts';
import type { MutationResult, SyncAnswer, SyncRequest } from '../../shared/protocol.ts';
import { clientMark, makeStamp, stampToMs, type Stamp } from '../../shared/stamps.ts';
import { inTransaction } from './in-transaction.ts';
import type { LocalDatabase, OutboxRow, ShadowRow } from './local-database.ts';
import { readMetas, writeMetas, type MetaValues } from './meta.ts';
import { replayOutbox } from './replay-outbox.ts';
import { isStillAsking } from './request-moment.ts';
import { settleOutbox } from './settle-outbox.ts';
import { stageRows, swapStaged } from './staging.ts';
import { writeLiveRows } from './write-live-rows.ts';

export interface Exchange {
  readonly request: SyncRequest;
  /** This phone's clock. */
  readonly sentAt: number;
  readonly answeredAt: number;
}

export type AppliedAnswer =
  /** Another tab was quicker, or the history was changed meanwhile: nothing was written. */
  | { readonly kind: 'stale' }
  /** `moved`: the cursor or an acknowledgement went forward. */
  | { readonly kind: 'applied'; readonly moved: boolean; readonly rows: number };

/** Smaller differences are the network's travelling time, not the clock's. */
const clockToleranceMs = 1_000;

export function applyAnswer(
  db: LocalDatabase,
  answer: SyncAnswer,
  exchange: Exchange,
): Promise<AppliedAnswer> {
  return inTransaction(db, db.tables, () => apply(db, answer, exchange));
}

async function apply(
  db: LocalDatabase,
  answer: SyncAnswer,
  exchange: Exchange,
): Promise<AppliedAnswer> {
  const { request } = exchange;
  const meta = await readMetas(db, [
    'clientId',
    'epoch',
    'cursor',
    'resyncing',
    'ackedMid',
    'touched',
    'generation',
    'lastStamp',
    'clockOffsetMs',
  ]);
  if (!isStillAsking(meta, request)) return { kind: 'stale' };

  const ackedMid = ackedBy(answer, request, meta.ackedMid);
  await rememberOutcomes(db, answer.results, ackedMid);
  const isLast = !answer.more;
  const touched = meta.touched + 1;
  const named = meta.resyncing
    ? await stageRows(db, answer.rows)
    : await writePage(db, answer, { isLast, touched });
  const settled = isLast ? await settleOutbox(db, ackedMid, answer.serverTime) : new Set<string>();
  const { vanished } =
    meta.resyncing && isLast
      ? await swapStaged(db, touched)
      : await replayOutbox(db, [...named, ...settled], touched);

  const rows = syncedTables.reduce((sum, table) => sum + (answer.rows[table]?.length ?? 0), 0);
  const isAcked = ackedMid > meta.ackedMid || settled.size > 0;
  const wroteRows = rows > 0 || named.length > 0 || settled.size > 0;
  await writeChanged(db, meta, {
    epoch: answer.epoch,
    cursor: answer.cursor,
    resyncing: meta.resyncing && !isLast,
    ackedMid,
    touched: wroteRows ? touched : meta.touched,
    generation: meta.generation + (vanished ? 1 : 0),
    ...(await clockAfter(db, meta, { answer, exchange })),
  });
  return { kind: 'applied', moved: isAcked || !isSame(answer.cursor, request.cursor), rows };
}

/** Only what this request has carried is acknowledged: an outcome never heard of would never be shown. */
function ackedBy(answer: SyncAnswer, { mutations }: SyncRequest, ackedMid: number): number {
  const first = mutations[0];
  const last = mutations.at(-1);
  if (first === undefined || last === undefined || first.mid > ackedMid + 1) return ackedMid;
  return Math.max(ackedMid, Math.min(answer.lastMid, last.mid));
}

async function rememberOutcomes(
  db: LocalDatabase,
  results: readonly MutationResult[],
  ackedMid: number,
): Promise<void> {
  const outcomes = new Map(
    results.filter(({ mid }) => mid <= ackedMid).map(({ mid, outcome }) => [mid, outcome]),
  );
  const changes = await db.outbox.bulkGet([...outcomes.keys()]);
  await db.outbox.bulkPut(
    changes.flatMap((change): OutboxRow[] => {
      const outcome = outcomes.get(change?.mid ?? 0);
      return change === undefined || outcome === undefined ? [] : [{ ...change, outcome }];
    }),
  );
}

interface Page {
  readonly isLast: boolean;
  readonly touched: number;
}

/**
 * Answers the keys of the shadows that have a new row. Only after the last page do all rows belong to one
 * moment: before it a movement may be here and the stock that includes it not yet, or the other way
 * round, and a change replayed on them would count twice or vanish for a while. So rows on which
 * changes wait are kept beside their shadow until then.
 */
async function writePage(
  db: LocalDatabase,
  answer: SyncAnswer,
  { isLast, touched }: Page,
): Promise<string[]> {
  const shadowKeys = new Set(await db.shadow.toCollection().primaryKeys());
  const arrived = new Map<string, AnyRow>();
  const live: Partial<Record<SyncedTable, readonly AnyRow[]>> = {};
  for (const table of syncedTables) {
    const rows: readonly AnyRow[] = answer.rows[table] ?? [];
    live[table] = rows.filter((row) => {
      if (shadowKeys.size === 0) return true;
      const key = rowKey(table, row.id);
      if (!shadowKeys.has(key)) return true;
      arrived.set(key, row);
      return false;
    });
  }
  const shadows = await (isLast ? db.shadow.toArray() : db.shadow.bulkGet([...arrived.keys()]));
  const changed = shadows.flatMap((shadow): ShadowRow[] => {
    if (shadow === undefined) return [];
    const { next, ...known } = shadow;
    const row = arrived.get(shadow.key) ?? next;
    if (row === undefined) return [];
    return [isLast ? { ...known, row } : { ...known, next: row }];
  });
  await Promise.all([db.shadow.bulkPut(changed), writeLiveRows(db, live, touched)]);
  return isLast ? changed.map(({ key }) => key) : [];
}

interface Answered {
  readonly answer: SyncAnswer;
  readonly exchange: Exchange;
}

/**
 * The server's clock as seen from here. Once nothing waits, a last stamp from a clock that ran ahead is
 * taken back, or every later change would carry that error on.
 */
async function clockAfter(
  db: LocalDatabase,
  meta: Pick<MetaValues, 'clientId' | 'clockOffsetMs' | 'lastStamp'>,
  { answer, exchange }: Answered,
): Promise<{ clockOffsetMs: number; lastStamp: Stamp | null }> {
  const { serverTime } = answer;
  const offsetMs = Math.round(serverTime - (exchange.sentAt + exchange.answeredAt) / 2);
  const isOff = Math.abs(offsetMs - meta.clockOffsetMs) > clockToleranceMs;
  const isAhead = meta.lastStamp !== null && stampToMs(meta.lastStamp) > serverTime;
  const mark = clientMark(meta.clientId ?? '');
  return {
    clockOffsetMs: isOff ? offsetMs : meta.clockOffsetMs,
    lastStamp:
      isAhead && (await db.outbox.count()) === 0
        ? makeStamp({ ms: serverTime, counter: 0, mark })
        : meta.lastStamp,
  };
}

async function writeChanged(
  db: LocalDatabase,
  before: Partial<MetaValues>,
  after: Partial<MetaValues>,
): Promise<void> {
  const isNew = ([key, value]: [string, unknown]): boolean =>
    !isSame(value, before[key as keyof MetaValues]);
  await writeMetas(db, Object.fromEntries(Object.entries(after).filter(isNew)));
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
