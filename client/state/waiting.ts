/** What of this phone's work the server has not settled yet: how much, since when, and on which rows. */
import type { PersonId } from '../../shared/ids.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { Moment } from '../db/meta.ts';
import { exportOutbox, readOutbox, readPendingKeys } from '../db/read-outbox.ts';
import { readSubject, type Subject } from './attention.ts';

export interface Waiting {
  readonly count: number;
  /** Changes of somebody else on this phone; they wait for their author. */
  readonly heldBack: number;
  /** When the oldest was made, by this phone's clock; null if none. */
  readonly oldestAt: number | null;
  readonly itemIds: ReadonlySet<string>;
  /** As rowKey names them. */
  readonly rowKeys: ReadonlySet<string>;
}

export const nothingWaiting: Waiting = {
  count: 0,
  heldBack: 0,
  oldestAt: null,
  itemIds: new Set(),
  rowKeys: new Set(),
};

export async function readWaiting(db: LocalDatabase): Promise<Waiting> {
  const [rowKeys, outbox] = await Promise.all([readPendingKeys(db), readOutbox(db)]);
  const itemIds = new Set<string>();
  for (const key of rowKeys) {
    if (key.startsWith('item:')) itemIds.add(key.slice('item:'.length));
    if (key.startsWith('stock:')) itemIds.add(key.slice('stock:'.length, key.indexOf('/')));
  }
  const { waiting: count, heldBack, oldestAt } = outbox;
  return { count, heldBack, oldestAt, itemIds, rowKeys };
}

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

/** As a file for somebody who can help: every waiting change, of whomever. */
export function exportWaiting({
  db,
  moment,
}: {
  readonly db: LocalDatabase;
  readonly moment: () => Moment;
}): Promise<string> {
  return exportOutbox(db, moment().nowMs);
}
