/**
 * A new client id and with it a new log: changes of the person signed in are numbered from 1 again, those
 * of others are held back below 1 until their author returns. Their uuids stay, so a change that the
 * server has already seen under another number is still the same change to it.
 */
import type { ClientId } from '../../shared/ids.ts';
import type { LocalDatabase, OutboxRow } from './local-database.ts';
import { inTransaction } from './in-transaction.ts';
import { makeId, readMeta, writeMetas, type Moment } from './meta.ts';

/** Inside a transaction. `outbox`: all that shall wait, in the order in which it was made. */
export async function takeNewLog(
  db: LocalDatabase,
  outbox: readonly OutboxRow[],
  moment: Moment,
): Promise<void> {
  const personId = (await readMeta(db, 'session'))?.personId ?? null;
  const waiting = outbox.map(({ outcome: _, ...change }): OutboxRow => change);
  const mine = waiting.filter((change) => change.personId === personId);
  const heldBack = waiting.filter((change) => change.personId !== personId);
  await db.outbox.clear();
  await db.outbox.bulkAdd([
    ...heldBack.map((change, place) => ({ ...change, mid: place - heldBack.length + 1 })),
    ...mine.map((change, place) => ({ ...change, mid: place + 1 })),
  ]);
  await writeMetas(db, {
    clientId: makeId<'client'>(moment),
    nextMid: mine.length + 1,
    ackedMid: 0,
  });
}

/** The client id of this browser, made when it is first needed. */
export async function ensureClientId(db: LocalDatabase, moment: Moment): Promise<ClientId> {
  return await inTransaction(db, [db.meta], async () => {
    const known = await readMeta(db, 'clientId');
    if (known !== null) return known;
    const clientId = makeId<'client'>(moment);
    await writeMetas(db, { clientId });
    return clientId;
  });
}
