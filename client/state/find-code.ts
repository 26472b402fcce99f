/**
 * What a code leads to on this phone: an item, several, a place, nothing yet, or something that was put away. Read in
 * one transaction, without the network. A code is never guessed at: what fits twice is asked.
 */
import { codeKey } from '../../shared/codes.ts';
import type { Code, Item, Location } from '../../shared/entities.ts';
import { isUuid } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { assertNever } from '../../shared/result.ts';
import type { ScannedCode, UnreadableReason } from '../../shared/scanned-code.ts';
import { parseWebLink } from '../../shared/web-link.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { fold } from './fold.ts';
import type { ListedItem } from './listed-item.ts';

export interface FoundItem {
  readonly item: Item;
  /** How much one scan of this code stands for. */
  readonly unitsPerScan: Quantity;
}

export type FoundCode =
  | { readonly kind: 'item'; readonly found: FoundItem }
  | { readonly kind: 'place'; readonly place: Location }
  | {
      readonly kind: 'several';
      readonly items: readonly FoundItem[];
      readonly places: readonly Location[];
    }
  /** Put away or deleted, and nothing else has this code. */
  | {
      readonly kind: 'away';
      readonly items: readonly Item[];
      readonly places: readonly Location[];
    }
  /** `value`: what a new code would be stored as. */
  | { readonly kind: 'unknown'; readonly value: string }
  /** A label of ours whose thing has not arrived here yet, or never will. */
  | { readonly kind: 'missing'; readonly what: 'item' | 'location'; readonly short: string }
  | { readonly kind: 'website'; readonly url: string }
  /** `here`: ours may have moved to another address since the label was printed. */
  | { readonly kind: 'otherBincard'; readonly url: string; readonly here: FoundItem | null }
  | { readonly kind: 'ownJoin' }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason };

export interface CodeSource {
  readonly db: LocalDatabase;
  /** Undefined while they are being read. */
  readonly items: readonly ListedItem[] | undefined;
}

interface Owners {
  readonly items: readonly FoundItem[];
  readonly places: readonly Location[];
}

const oneUnit: Quantity = 1000;

export function findCode({ db, items }: CodeSource, code: ScannedCode): Promise<FoundCode> {
  return db.transaction('r', [db.code, db.item, db.location], async () => {
    const source = { db, items };
    switch (code.kind) {
      case 'product':
        return chooseOwner(await findOwners(source, code.key, code.raw), {
          kind: 'unknown',
          value: codeValueOf(code, code.raw),
        });
      case 'text':
        return chooseOwner(await findOwners(source, code.key, code.text), {
          kind: 'unknown',
          value: codeValueOf(code, code.text),
        });
      case 'website':
        // Printed by somebody else, and claimed for an item of ours.
        return chooseOwner(await findOwners(source, codeKey(code.url), ''), code);
      case 'otherBincard':
        return chooseOwner(await findOwners(source, codeKey(code.url), ''), {
          ...code,
          here: await findHere(source, code.url),
        });
      case 'ownItem':
        return chooseOwner(
          { items: await findLabelled(source, code.short), places: [] },
          { kind: 'missing', what: 'item', short: code.short },
        );
      case 'ownLocation':
        return chooseOwner(
          { items: [], places: await findPlaces(source, code.short) },
          { kind: 'missing', what: 'location', short: code.short },
        );
      case 'ownJoin':
      case 'unreadable':
        return code;
      default:
        return assertNever(code);
    }
  });
}

/** What is in use outweighs what is not. */
function chooseOwner({ items, places }: Owners, otherwise: FoundCode): FoundCode {
  const used = items.filter(({ item }) => item.deletedAt === null && item.active);
  const living = places.filter(({ deletedAt }) => deletedAt === null);
  const [item] = used;
  const [place] = living;
  if (used.length + living.length > 1) return { kind: 'several', items: used, places: living };
  if (item !== undefined) return { kind: 'item', found: item };
  if (place !== undefined) return { kind: 'place', place };
  if (items.length + places.length === 0) return otherwise;
  return { kind: 'away', items: items.map((each) => each.item), places };
}

/** `text`: as it may also stand in an item as its SKU. */
async function findOwners(source: CodeSource, key: string, text: string): Promise<Owners> {
  const codes = await readCodes(source.db, key);
  const [byCode, bySku, places] = await Promise.all([
    itemsOf(source.db, codes),
    findBySku(source, text),
    placesOf(source.db, codes),
  ]);
  const known = new Set(byCode.map(({ item }) => item.id));
  return { items: [...byCode, ...bySku.filter(({ item }) => !known.has(item.id))], places };
}

async function readCodes(db: LocalDatabase, key: string): Promise<Code[]> {
  const codes = await db.code.where('key').equals(key).toArray();
  return codes.filter(({ deletedAt }) => deletedAt === null);
}

async function itemsOf(db: LocalDatabase, codes: readonly Code[]): Promise<FoundItem[]> {
  const unitsById = new Map<string, Quantity>();
  for (const { itemId, unitsPerScan } of codes)
    if (itemId !== null && !unitsById.has(itemId)) unitsById.set(itemId, unitsPerScan);
  const items = await db.item.bulkGet([...unitsById.keys()]);
  return items.flatMap((item) =>
    item === undefined ? [] : [{ item, unitsPerScan: unitsById.get(item.id) ?? oneUnit }],
  );
}

async function placesOf(db: LocalDatabase, codes: readonly Code[]): Promise<Location[]> {
  const ids = codes.flatMap(({ locationId }) => locationId ?? []);
  const places = await db.location.bulkGet([...new Set(ids)]);
  return places.flatMap((place) => place ?? []);
}

/** The SKU has no index: the list in memory has them all, folded once and not for each scan. */
async function findBySku({ db, items }: CodeSource, text: string): Promise<FoundItem[]> {
  const wanted = fold(text.trim());
  if (wanted === '') return [];
  const isIt = ({ sku }: { readonly sku: string }): boolean =>
    sku.length === text.trim().length && fold(sku) === wanted;
  const found =
    items === undefined
      ? await db.item.filter(isIt).toArray()
      : await db.item.bulkGet(items.filter(isIt).map(({ id }) => id));
  return found.flatMap((item) => (item === undefined ? [] : [{ item, unitsPerScan: oneUnit }]));
}

/** What stands on a label of ours: an id, a SKU, or any code of the item. */
async function findLabelled(source: CodeSource, short: string): Promise<readonly FoundItem[]> {
  const { db } = source;
  if (isUuid(short.toLowerCase())) {
    const item = await db.item.get(short.toLowerCase());
    return item === undefined ? [] : [{ item, unitsPerScan: oneUnit }];
  }
  const { items } = await findOwners(source, codeKey(short), short);
  // The list in memory leaves out what was deleted. Rare, so reading all items once is no matter.
  return items.length > 0 ? items : findBySku({ db, items: undefined }, short);
}

async function findPlaces({ db }: CodeSource, short: string): Promise<readonly Location[]> {
  if (!isUuid(short.toLowerCase())) return placesOf(db, await readCodes(db, codeKey(short)));
  const place = await db.location.get(short.toLowerCase());
  return place === undefined ? [] : [place];
}

async function findHere(source: CodeSource, url: string): Promise<FoundItem | null> {
  const [kind = '', short = ''] = parseWebLink(url)?.segments ?? [];
  if (kind.toLowerCase() !== 'i' || short === '') return null;
  const found = await findLabelled(source, short);
  return found.find(({ item }) => item.deletedAt === null && item.active) ?? null;
}

/** What a field for codes takes of it; `text`: all that was read. */
export function codeValueOf(code: ScannedCode, text: string): string {
  if (code.kind === 'product') return toValue(code.gtin14, code.raw);
  if (code.kind === 'text') return code.text;
  return code.kind === 'ownItem' || code.kind === 'ownLocation' ? code.short : text;
}

/** As printed where that leads back to the same product, else the number as most packs have it. */
function toValue(gtin14: string, raw: string): string {
  return codeKey(raw) === gtin14 ? raw : gtin14.replace(/^0/, '');
}
