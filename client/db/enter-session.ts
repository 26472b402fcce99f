/**
 * Another person on the same phone. Waiting changes keep their author: those of the person who enters are
 * sent, those of others are held back and shown as such, and those made before anyone had signed in are
 * adopted by the first who does.
 */
import { fail, succeed, type Result } from '../../shared/result.ts';
import type { SessionFacts } from '../../shared/session.ts';
import { beginResync } from './heal.ts';
import { inTransaction } from './in-transaction.ts';
import type { LocalDatabase } from './local-database.ts';
import { readMetas, writeMeta, type Moment } from './meta.ts';
import { takeNewLog } from './new-log.ts';
import { countUnsent, wipe } from './sign-out.ts';

/** The phone holds waiting changes, photos or sheets of another space: sign out of that one first. */
export interface OtherSpace {
  readonly kind: 'otherSpace';
  /** All together. */
  readonly waiting: number;
}

export function enterSession(
  db: LocalDatabase,
  session: SessionFacts,
  moment: Moment,
): Promise<Result<void, OtherSpace>> {
  return inTransaction(db, db.tables, async () => {
    const before = await readMetas(db, ['session', 'cursor', 'epoch']);
    const outbox = await db.outbox.toArray();
    if (before.session !== null && before.session.spaceId !== session.spaceId) {
      const unsent = await countUnsent(db);
      const waiting = unsent.waiting + unsent.photos + unsent.sheets;
      if (waiting > 0) return fail({ kind: 'otherSpace', waiting } as const);
      await wipe(db);
      await writeMeta(db, 'session', session);
      return succeed(undefined);
    }
    await writeMeta(db, 'session', session);
    const adopted = outbox.map((change) => ({
      ...change,
      personId: change.personId ?? session.personId,
    }));
    if (before.session === null) {
      await db.outbox.bulkPut(adopted);
      return succeed(undefined);
    }
    const isSamePerson = before.session.personId === session.personId;
    if (!isSamePerson) await takeNewLog(db, adopted, moment);
    // The server tells each role and person different things: rows read as somebody else are not theirs.
    const seesTheSame = isSamePerson && before.session.role === session.role;
    if (!seesTheSame && before.cursor !== null) await beginResync(db, before.epoch);
    return succeed(undefined);
  });
}
