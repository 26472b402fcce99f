/**
 * One line of the rack: what the list of items shows and what search looks through, made from an item,
 * its stock and its codes. Pure, and small, because there may be 50,000 of them in memory.
 */
import type { CategoryId, ItemId, LocationId } from '../../shared/ids.ts';
import type { Item, Stock } from '../../shared/entities.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { fold, toSortKey } from './fold.ts';

export type StockState = 'fine' | 'low' | 'out' | 'needsCount';

export interface ListedItem {
  readonly id: ItemId;
  readonly name: string;
  readonly sku: string;
  readonly description: string;
  readonly unit: string;
  /** Sum over all places. */
  readonly quantity: Quantity;
  readonly minimum: Quantity;
  readonly state: StockState;
  readonly categoryId: CategoryId | null;
  readonly homeLocationId: LocationId | null;
  /** Where some of it lies (or is missing: a negative stock is a place too). */
  readonly locationIds: readonly LocationId[];
  /** The last good day of the batch that goes first, among those of which something is there; "" for none. */
  readonly expiry: string;
  readonly active: boolean;
  readonly codeKeys: readonly string[];
  /** An address, or a photo. */
  readonly hasImage: boolean;
  /** The cover; null without any picture. */
  readonly picture: ListedPicture | null;
  /** Folded; begins with the name, whose length is `nameLength`. */
  readonly haystack: string;
  readonly nameLength: number;
  readonly sortKey: string;
}

export interface ListedPicture {
  /** Names the finished files; "" while there are none. */
  readonly sha256: string;
  readonly thumbhash: string;
  /** Of a photo: its bytes may be on this phone. "" for a picture from the web. */
  readonly blobSha256: string;
}

export type StockByPlace = ReadonlyMap<LocationId, Quantity>;
/** One batch at one place: few items have any, so they are kept apart from what has no batch. */
export type BatchHere = Pick<Stock, 'locationId' | 'quantity' | 'expiry'>;
const nowhere: StockByPlace = new Map();
const noBatches: readonly BatchHere[] = [];
const noPlaces: readonly LocationId[] = [];
const noCodes: readonly string[] = [];

type ItemFacts = Pick<
  Item,
  | 'id'
  | 'name'
  | 'sku'
  | 'description'
  | 'unit'
  | 'minimum'
  | 'categoryId'
  | 'homeLocationId'
  | 'active'
>;

/** What belongs to an item in other tables. */
export interface ItemContext {
  readonly stock?: StockByPlace | undefined;
  readonly batches?: readonly BatchHere[] | undefined;
  readonly codeKeys?: readonly string[] | undefined;
  readonly picture?: ListedPicture | null;
}

export function makeListedItem(
  item: ItemFacts,
  { stock = nowhere, batches, codeKeys = noCodes, picture = null }: ItemContext = {},
): ListedItem {
  const name = fold(item.name);
  return withStock(
    {
      id: item.id,
      name: item.name,
      sku: item.sku,
      description: item.description,
      unit: item.unit,
      minimum: item.minimum,
      categoryId: item.categoryId,
      homeLocationId: item.homeLocationId,
      active: item.active,
      hasImage: picture !== null,
      picture,
      codeKeys,
      haystack: makeHaystack(item, name, codeKeys),
      nameLength: name.length,
      sortKey: toSortKey(name),
    },
    stock,
    batches,
  );
}

type WithoutStock = Omit<ListedItem, 'quantity' | 'state' | 'locationIds' | 'expiry'>;

export function withStock(
  item: WithoutStock,
  stock: StockByPlace = nowhere,
  batches: readonly BatchHere[] = noBatches,
): ListedItem {
  let quantity = 0;
  let anyNegative = false;
  let locationIds = noPlaces;
  let expiry = '';
  const take = (locationId: LocationId, here: Quantity): void => {
    quantity += here;
    if (here < 0) anyNegative = true;
    if (here !== 0 && !locationIds.includes(locationId)) locationIds = [...locationIds, locationId];
  };
  for (const [locationId, here] of stock) take(locationId, here);
  for (const batch of batches) {
    take(batch.locationId, batch.quantity);
    const isNext = batch.expiry !== '' && (expiry === '' || batch.expiry < expiry);
    if (batch.quantity > 0 && isNext) expiry = batch.expiry;
  }
  const state = stateOf({ quantity, minimum: item.minimum, anyNegative });
  return { ...item, quantity, state, locationIds, expiry };
}

export function withCodes(item: ListedItem, codeKeys: readonly string[] = noCodes): ListedItem {
  const name = item.haystack.slice(0, item.nameLength);
  return { ...item, codeKeys, haystack: makeHaystack(item, name, codeKeys) };
}

export function withPicture(item: ListedItem, picture: ListedPicture | null): ListedItem {
  return { ...item, picture, hasImage: picture !== null };
}

/** A negative place outweighs all: the sum is then a figure nobody should trust. At its minimum it is low already. */
export function stateOf(facts: {
  readonly quantity: Quantity;
  readonly minimum: Quantity;
  readonly anyNegative: boolean;
}): StockState {
  if (facts.anyNegative) return 'needsCount';
  if (facts.quantity === 0) return 'out';
  return facts.quantity <= facts.minimum ? 'low' : 'fine';
}

export function makeHaystack(
  item: Pick<ListedItem, 'sku' | 'description'>,
  foldedName: string,
  codeKeys: readonly string[],
): string {
  const rest = codeKeys.length === 0 ? '' : `\n${codeKeys.join('\n')}`;
  return `${foldedName}\n${fold(`${item.sku}${rest}\n${item.description}`)}`;
}
