/** What the rules see of the world: the rows that were loaded for a change, and who made it when. */
import type { Movement, RowOf, SyncedTable } from './entities.ts';
import type { ItemId, PersonId } from './ids.ts';
import { stampToMs, type Stamp } from './stamps.ts';

/** The rows a mutation may look at and change, already in memory. */
export interface Rows {
  get<Table extends SyncedTable>(table: Table, id: string): RowOf[Table] | undefined;
  put<Table extends SyncedTable>(table: Table, row: RowOf[Table]): void;
  /** At least all known movements of the item that are stamped after `stamp`. */
  movementsAfter(itemId: ItemId, stamp: Stamp): Iterable<Movement>;
}

export interface Judgement {
  /** When it was meant, clamped by the server. */
  readonly stamp: Stamp;
  readonly personId: PersonId | null;
  /** The server's time of receipt; null on the phone. */
  readonly receivedAt: number | null;
}

/** When something is said to have been decided: Unix milliseconds, the server's clock once it has been there. */
export function timeOf({ stamp, receivedAt }: Judgement): number {
  return receivedAt ?? stampToMs(stamp);
}
