/** Each change that waits, for whoever wants to look at them. */
import type { PersonId } from '../../shared/ids.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readSubject, type Subject } from './attention.ts';

export interface WaitingChange {
  readonly mid: number;
  readonly name: string;
  readonly subject: Subject | undefined;
  readonly recordedAt: number;
  readonly isMine: boolean;
}

/** The oldest first, as they will be sent. */
export async function readWaitingChanges(
  db: LocalDatabase,
  { personId, most }: { readonly personId: PersonId | null; readonly most: number },
): Promise<readonly WaitingChange[]> {
  const rows = await db.outbox.orderBy('mid').limit(most).toArray();
  return Promise.all(
    rows.map(async ({ mid, name, args, recordedAt, ...row }) => ({
      mid,
      name,
      recordedAt,
      subject: await readSubject(db, { name, args }),
      isMine: row.personId === null || row.personId === personId,
    })),
  );
}
