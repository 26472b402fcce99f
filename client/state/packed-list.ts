/**
 * The list of items as a few strings, for the next start: reading and making 10,000 lines from their rows takes a phone
 * a second and more, parsing them a tenth of it. What a line can be made of quickly (the folded text) is left out, and
 * places and categories are numbers. Pure; saved-list.ts keeps the strings.
 */
import type { CategoryId, LocationId } from '../../shared/ids.ts';
import { fold, toSortKey } from './fold.ts';
import { makeHaystack, type ListedItem } from './listed-item.ts';

/** Says of what shape and meaning packed lines are, and changes with either: others are not to be unpacked. */
export const packedFormat = '2';

const linesPerChunk = 1_000;

type Packed = readonly [
  id: ListedItem['id'],
  name: string,
  sku: string,
  description: string,
  unit: string,
  quantity: ListedItem['quantity'],
  minimum: ListedItem['minimum'],
  state: ListedItem['state'],
  /** Places in the chunk's list of ids; -1 for none. */
  category: number,
  home: number,
  locations: readonly number[],
  active: boolean,
  codeKeys: readonly string[],
  picture: ListedItem['picture'],
  /** Left out where there is none, as nearly always. */
  expiry?: string,
];

interface Chunk {
  readonly ids: readonly string[];
  readonly lines: readonly Packed[];
}

/** One chunk at a time, so that whoever packs can let the screen breathe in between. */
export function* packList(items: readonly ListedItem[]): Generator<string> {
  for (let start = 0; start < items.length; start += linesPerChunk) {
    yield JSON.stringify(packChunk(items.slice(start, start + linesPerChunk)));
  }
}

/** Only for what packList has made, of this format. */
export function unpackList(chunks: readonly string[]): readonly ListedItem[] {
  return chunks.flatMap((text) => {
    const { ids, lines } = JSON.parse(text) as Chunk;
    return lines.map((line) => unpack(line, ids));
  });
}

function packChunk(items: readonly ListedItem[]): Chunk {
  const places = new Map<string, number>();
  const placeOf = (id: string | null): number => {
    if (id === null) return -1;
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    return place;
  };
  const lines = items.map((item): Packed => {
    const packed = [
      item.id,
      item.name,
      item.sku,
      item.description,
      item.unit,
      item.quantity,
      item.minimum,
      item.state,
      placeOf(item.categoryId),
      placeOf(item.homeLocationId),
      item.locationIds.map(placeOf),
      item.active,
      item.codeKeys,
      item.picture,
    ] as const;
    return item.expiry === '' ? packed : [...packed, item.expiry];
  });
  return { ids: [...places.keys()], lines };
}

function unpack(packed: Packed, ids: readonly string[]): ListedItem {
  const [id, name, sku, description, unit, quantity, minimum, state, category, home] = packed;
  const codeKeys = packed[12];
  const picture = packed[13];
  const folded = fold(name);
  return {
    id,
    name,
    sku,
    description,
    unit,
    quantity,
    minimum,
    state,
    // Each id stands where packChunk has put it, and was one of its kind.
    categoryId: (ids[category] ?? null) as CategoryId | null,
    homeLocationId: (ids[home] ?? null) as LocationId | null,
    locationIds: packed[10].flatMap((place) => (ids[place] ?? []) as LocationId),
    expiry: packed[14] ?? '',
    active: packed[11],
    codeKeys,
    hasImage: picture !== null,
    picture,
    haystack: makeHaystack({ sku, description }, folded, codeKeys),
    nameLength: folded.length,
    sortKey: toSortKey(folded),
  };
}
