/** The rows of a stocktake on this phone, each read by itself, so that a tally does not make thousands of bins be read again. */
import type {
  Count,
  Image,
  Movement,
  Photo,
  Stock,
  Stocktake,
  Tally,
} from '../../shared/entities.ts';
import type { ClientId, ItemId, PhotoId } from '../../shared/ids.ts';
import { uploadSource } from '../../shared/images.ts';
import type { Money } from '../../shared/money.ts';
import { holdsPlace, type StocktakeScope } from '../../shared/stocktake-scope.ts';
import { readMeta, readMetas } from '../db/meta.ts';
import type { LocalDatabase } from './live.ts';

/** Beyond this many items their facts are read as a whole, which is then quicker. */
const itemsOneByOneMax = 150;
const placesOneByOneMax = 200;

/** The newest first; open ones before the others. */
export async function readStocktakes(db: LocalDatabase): Promise<readonly Stocktake[]> {
  const all = await db.stocktake.toArray();
  return all.toSorted((one, other) => {
    const [isOpen, isOtherOpen] = [one.state === 'open', other.state === 'open'];
    if (isOpen !== isOtherOpen) return isOpen ? -1 : 1;
    return one.id < other.id ? 1 : -1;
  });
}

/** Null: this phone knows no such stocktake. */
export async function readStocktake(db: LocalDatabase, id: string): Promise<Stocktake | null> {
  return (await db.stocktake.get(id)) ?? null;
}

export function readTalliesOf(db: LocalDatabase, id: string): Promise<readonly Tally[]> {
  return db.tally.where('stocktakeId').equals(id).toArray();
}

/** Which counter this phone is; null before it has ever said anything. */
export function readOwnCounter(db: LocalDatabase): Promise<ClientId | null> {
  return readMeta(db, 'clientId');
}

export async function readBins(
  db: LocalDatabase,
  scope: StocktakeScope,
): Promise<readonly Stock[]> {
  const { places } = scope;
  const rows =
    places !== null && places.size <= placesOneByOneMax
      ? await db.stock
          .where('locationId')
          .anyOf([...places])
          .toArray()
      : await db.stock.toArray();
  return rows.filter(({ locationId }) => holdsPlace(scope, locationId));
}

export interface ReviewedRows {
  readonly stocks: readonly Stock[];
  readonly movements: readonly Movement[];
  readonly counts: readonly Count[];
  readonly costs: ReadonlyMap<ItemId, Money>;
  readonly isWhole: boolean;
}

/** All that is known of the bins in the scope and of those that were tallied elsewhere. */
export async function readReviewedRows(
  db: LocalDatabase,
  scope: StocktakeScope,
  tallies: readonly Tally[],
): Promise<ReviewedRows> {
  const tables = [db.stock, db.movement, db.count, db.item, db.meta];
  return db.transaction('r', tables, async () => {
    const tallied = new Set(tallies.flatMap(({ itemId }) => itemId ?? []));
    const inScope = await readBins(db, scope);
    const ofTallied = await db.stock
      .where('itemId')
      .anyOf([...tallied])
      .toArray();
    const stocks = [...new Map([...inScope, ...ofTallied].map((row) => [row.id, row])).values()];
    const finished = new Set(
      tallies.filter(({ kind }) => kind === 'finish').map(({ locationId }) => locationId),
    );
    const onFinished = stocks.filter(({ locationId }) => finished.has(locationId));
    const ids = [...new Set([...tallied, ...onFinished.map(({ itemId }) => itemId)])];
    const [movements, counts, items, { cursor }] = await Promise.all([
      factsOf<Movement>(db, 'movement', ids),
      factsOf<Count>(db, 'count', ids),
      db.item.bulkGet(ids),
      readMetas(db, ['cursor']),
    ]);
    const costs = new Map(
      items.flatMap((item) => (item?.unitCost ? [[item.id, item.unitCost]] : [])),
    );
    return { stocks, movements, counts, costs, isWhole: (cursor?.skipFactsUntil ?? 0) === 0 };
  });
}

async function factsOf<Fact extends { readonly itemId: ItemId }>(
  db: LocalDatabase,
  name: 'movement' | 'count',
  ids: readonly ItemId[],
): Promise<readonly Fact[]> {
  const table = db.table<Fact, string>(name);
  if (ids.length > itemsOneByOneMax) {
    const wanted = new Set(ids);
    return (await table.toArray()).filter(({ itemId }) => wanted.has(itemId));
  }
  const each = ids.map((id) =>
    table.where('[itemId+stamp]').between([id, ''], [id, '\uffff']).toArray(),
  );
  return (await Promise.all(each)).flat();
}

/** Of photos that belong to no item: what the server has made of each, and its bytes here. */
export type TallyPhotos = ReadonlyMap<PhotoId, { readonly photo: Photo; readonly image?: Image }>;

export async function readTallyPhotos(
  db: LocalDatabase,
  ids: readonly PhotoId[],
): Promise<TallyPhotos> {
  const photos = (await db.photo.bulkGet([...ids])).flatMap((photo) => photo ?? []);
  const images = await db.image
    .where('source')
    .anyOf(photos.map(({ sha256 }) => uploadSource(sha256)))
    .toArray();
  const bySource = new Map(images.map((image) => [image.source, image]));
  return new Map(
    photos.map((photo) => {
      const image = bySource.get(uploadSource(photo.sha256));
      return [photo.id, { photo, ...(image && { image }) }];
    }),
  );
}
