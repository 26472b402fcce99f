/** Whether this device holds anything of a person's, and what of it is nowhere else: for the note that outlives a clearing. */
import { countUnsent } from '../db/sign-out.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readMetas } from '../db/meta.ts';

export interface HoldingsHere {
  readonly isAnythingHere: boolean;
  /** Somebody signed out of this very database: it is empty because they wanted it so. */
  readonly wasLeft: boolean;
  /** Of whomever. */
  readonly waiting: number;
  readonly photos: number;
  /** Safety data sheets. */
  readonly sheets: number;
}

export function readHoldingsHere(db: LocalDatabase): Promise<HoldingsHere> {
  const tables = [db.meta, db.outbox, db.blobs, db.photo, db.image, db.sheets, db.item];
  return db.transaction('r', tables, async () => {
    const { session, generation } = await readMetas(db, ['session', 'generation']);
    const unsent = await countUnsent(db);
    const isAnythingHere = session !== null || unsent.waiting + unsent.photos + unsent.sheets > 0;
    return { isAnythingHere, wasLeft: !isAnythingHere && generation > 0, ...unsent };
  });
}

/** Whether anybody has ever recorded a change on this device. */
export async function hasRecorded(db: LocalDatabase): Promise<boolean> {
  const { nextMid } = await readMetas(db, ['nextMid']);
  return nextMid > 1;
}
