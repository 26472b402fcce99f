/**
 * What a history shows: the newest facts that this phone holds, as many as are asked for, and behind them what the
 * server has told of older ones. Names come with them, of deleted items and places too.
 *
 *     newest ────────────────────────── cut ───────────────────────────▶ oldest
 *     read here, without a gap           read on, or asked of the server
 *
 * A phone that came later holds no fact that the server received before a certain moment, but may hold one that was
 * made before it and came late. So here "without a gap" ends where the oldest receipt lies.
 */
import type { Count, Item, Location, Movement, Stock } from '../../shared/entities.ts';
import type { HistoryAnswer, HistoryPlace, HistoryScope } from '../../shared/history.ts';
import type { ItemId, LocationId } from '../../shared/ids.ts';
import { makeStamp, type Stamp } from '../../shared/stamps.ts';
import { readNewestFacts, readOldestReceipt, type NewestFacts } from '../db/read-newest-facts.ts';
import { makeHistory, type HistoryLine } from './history.ts';
import type { LocalDatabase } from './live.ts';

export interface HistoryPage {
  readonly movements: readonly Movement[];
  readonly counts: readonly Count[];
  readonly stock: readonly Stock[];
  readonly items: ReadonlyMap<ItemId, Item>;
  /** Every fact after it is here; null if all there ever were are. */
  readonly cut: Stamp | null;
  /** This phone holds more than it has read. */
  readonly hasMoreHere: boolean;
  /** Where the server's part begins; null while this phone has not been read to its end, or holds everything. */
  readonly olderFrom: HistoryPlace | null;
}

/** What the server has told so far. */
export interface OlderFacts extends HistoryAnswer {
  readonly next: HistoryPlace | null;
}

export const noOlder: OlderFacts = {
  movements: [],
  counts: [],
  items: [],
  locations: [],
  more: true,
  next: null,
};

export function readHistoryPage(
  db: LocalDatabase,
  scope: HistoryScope,
  limit: number,
): Promise<HistoryPage> {
  const tables = [db.movement, db.count, db.stock, db.item, db.meta];
  return db.transaction('r', tables, async () => {
    const [newest, stock, oldestReceipt] = await Promise.all([
      readNewestFacts(db, scope, limit),
      readStock(db, scope),
      readOldestReceipt(db),
    ]);
    const { movements, counts } = newest;
    const itemIds = [...new Set([...movements, ...counts].map(({ itemId }) => itemId))];
    if (scope.kind === 'item') itemIds.push(scope.itemId);
    const items = await db.item.bulkGet(itemIds);
    const cut = cutOf(newest, oldestReceipt);
    return {
      movements,
      counts,
      stock,
      items: new Map(items.flatMap((item) => (item === undefined ? [] : [[item.id, item]]))),
      cut,
      hasMoreHere: newest.cut !== null,
      olderFrom: newest.cut === null && cut !== null ? { stamp: cut, id: '' } : null,
    };
  });
}

function readStock(db: LocalDatabase, scope: HistoryScope): Promise<Stock[]> {
  if (scope.kind === 'item') return db.stock.where('itemId').equals(scope.itemId).toArray();
  if (scope.kind === 'all') return db.stock.toArray();
  return db.stock.where('locationId').equals(scope.locationId).toArray();
}

/**
 * After which stamp nothing is missing. Of a phone that was cut off by its first sync: what is not here was received
 * before all that is, and nothing is stamped later than it was received.
 */
export function cutOf(
  { movements, counts, cut }: NewestFacts,
  oldestReceipt: number | null,
): Stamp | null {
  if (oldestReceipt === null) return cut;
  let oldest = oldestReceipt;
  for (const { receivedAt } of [...movements, ...counts]) {
    if (receivedAt !== null) oldest = Math.min(oldest, receivedAt);
  }
  const seam = makeStamp({ ms: oldest, counter: 0, mark: '00000000' });
  return cut === null || seam > cut ? seam : cut;
}

/** One more answer of the server behind those before. */
export function withOlder(older: OlderFacts, answer: HistoryAnswer): OlderFacts {
  const [last] = [...answer.movements, ...answer.counts].toSorted((one, other) =>
    one.stamp < other.stamp || (one.stamp === other.stamp && one.id < other.id) ? -1 : 1,
  );
  return {
    movements: [...older.movements, ...answer.movements],
    counts: [...older.counts, ...answer.counts],
    items: [...older.items, ...answer.items],
    locations: [...older.locations, ...answer.locations],
    more: answer.more,
    next: last === undefined ? older.next : { stamp: last.stamp, id: last.id },
  };
}

export interface Story {
  /** Newest first. */
  readonly lines: readonly HistoryLine[];
  readonly items: ReadonlyMap<ItemId, Item>;
  /** Places that this phone has never heard of, because they were deleted before it came. */
  readonly gonePlaces: ReadonlyMap<LocationId, Location>;
}

/** `older` continues the page where it ends. */
export function tellStory(page: HistoryPage, older: OlderFacts, scope: HistoryScope): Story {
  const { stock } = page;
  const items = new Map([...older.items.map((item) => [item.id, item] as const), ...page.items]);
  const lines = makeHistory({
    movements: merge(page.movements, older.movements),
    counts: merge(page.counts, older.counts),
    stock,
    cut: older.more ? (older.next?.stamp ?? page.cut) : null,
    place: scope.kind === 'location' ? scope.locationId : null,
  });
  return { lines, items, gonePlaces: new Map(older.locations.map((place) => [place.id, place])) };
}

/** What both have is taken from this phone: there it may be newer. */
function merge<Fact extends { readonly id: string }>(
  here: readonly Fact[],
  older: readonly Fact[],
): readonly Fact[] {
  if (older.length === 0) return here;
  const byId = new Map([...older, ...here].map((fact) => [fact.id, fact]));
  return [...byId.values()];
}
