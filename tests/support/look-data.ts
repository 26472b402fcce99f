/**
 * Rows to look at: the 401 real parts of the demo data, any number of made-up ones, a history for one of them, some that
 * are low, wrong, dangerous or put away, waiting changes and entries that need attention. As the phone's stores hold them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { noBatch } from '../../shared/batches.ts';
import { codeKey } from '../../shared/codes.ts';
import {
  emptyFields,
  type Category,
  type Code,
  type Count,
  type Item,
  type Location,
  type Movement,
  type Stock,
} from '../../shared/entities.ts';
import { makeStockId, toId, unplaced, type Id } from '../../shared/ids.ts';
import { must } from '../../shared/result.ts';
import type { SessionFacts } from '../../shared/session.ts';
import { makeStamp, type Stamp } from '../../shared/stamps.ts';
import { weekOf, type UseByWeek } from '../../shared/use-weeks.ts';
import { findDemoFolder } from './demo-folder.ts';

export type StoreRows = Record<string, readonly unknown[]>;

interface Part {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly location: string;
  readonly in_stock: string;
  readonly units: string;
  readonly minimum_stock: string;
  readonly image: string;
}

const now = Date.now();
const dayMs = 86_400_000;
const palette = [
  '#1F74B8',
  '#13807A',
  '#C2570C',
  '#9143A8',
  '#4E7C22',
  '#BC3A78',
  '#96710A',
  '#5B5BC4',
];

let nextId = 1;
function newId<Name extends string>(): Id<Name> {
  return toId<Name>(`00000000-0000-7000-8000-${(nextId++).toString(16).padStart(12, '0')}`);
}
function stampAt(ms: number): Stamp {
  return makeStamp({ ms, counter: 0, mark: '0000000a' });
}
const born = {
  stamps: { '*': stampAt(now - 90 * dayMs) },
  deletedAt: null,
  version: 1,
  touched: 1,
} as const;

export const lookSession: SessionFacts = {
  personId: newId<'person'>(),
  personName: 'Ada Lovelace',
  role: 'owner',
  spaceId: newId<'space'>(),
  spaceName: 'Makerspace Harbour',
  deviceId: newId<'device'>(),
};

/** Where the pictures of the demo data are said to be: two sites, neither of them real. */
export function lookImageUrl(file: string): string {
  const site = file.length % 2 === 0 ? 'parts.example.org' : 'cdn.example.net';
  return `https://${site}/pictures/${file}`;
}

/** What there is to scan: the EAN and the label of the paint, and what is less clear. */
export const lookCodes = {
  pack: '4006381333931',
  paint: 'PAINT-BLUE-1L',
  twins: 'SCREWS-M3',
  shelf: 'SHELF-A1',
  away: 'OLD-PART',
} as const;

export interface LookData {
  readonly stores: StoreRows;
  /** The one with a history, codes and hazards. */
  readonly itemId: string;
  readonly locationId: string;
}

export function makeLookData(synthetic: number): LookData {
  const parts = Papa.parse<Part>(readFileSync(join(findDemoFolder(), 'parts.csv'), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data;
  const places = makeBranches<'location'>(parts.map(({ location }) => location));
  const kinds = makeBranches<'category'>(parts.map(({ category }) => category));
  const location = [...places].map(([path, branch]): Location => ({
    ...born,
    ...emptyFields.location,
    ...branch,
    description: path === 'Factory' ? 'Behind the green door' : '',
  }));
  const category = [...kinds].map(([path, branch], place): Category => ({
    ...born,
    ...emptyFields.category,
    ...branch,
    colour: path.includes('/') ? '' : (palette[place % palette.length] ?? ''),
  }));
  const rows = { location, category, item: [] as Item[], stock: [] as Stock[], code: [] as Code[] };
  const shelf = must(location[1], 'a location').id;
  for (const [place, part] of [...parts, ...makeUp(synthetic, parts)].entries()) {
    const id = newId<'item'>();
    const locationId = places.get(part.location)?.id ?? unplaced;
    rows.item.push({
      ...born,
      ...emptyFields.item,
      id,
      name: part.name,
      description: part.description,
      sku: `BC-${place.toString(32).toUpperCase().padStart(5, '0')}`,
      unit: part.units === '' ? 'piece' : part.units,
      categoryId: kinds.get(part.category)?.id ?? null,
      homeLocationId: locationId === unplaced ? null : locationId,
      minimum: place % 9 === 4 ? 1_500_000 : Number(part.minimum_stock) * 1000,
      active: place % 97 !== 50,
      unitCost: place % 3 === 0 ? null : { amount: 25 + ((place * 37) % 4000), currency: 'EUR' },
      imageUrl: part.image === '' ? '' : lookImageUrl(part.image),
    });
    const quantity = place % 61 === 7 ? -3000 : Math.round(Number(part.in_stock) * 1000);
    const used = place % 7 === 3 ? usesOf(quantity / (4 + (place % 5))) : {};
    rows.stock.push({ ...stockRow(id, locationId, quantity), countStamp: null, used });
    if (place % 40 === 6) rows.stock.push(batchOf(id, locationId, place / 40));
  }
  const shown = must(
    rows.item.find(({ name }) => name === 'Blue Paint'),
    'the blue paint of the demo data',
  );
  const story = makeStory(shown, shelf);
  const item = rows.item.map((each) => (each.id === shown.id ? dangerous(each) : each));
  const stock = [...rows.stock.filter(({ itemId }) => itemId !== shown.id), ...story.stock];
  return {
    itemId: shown.id,
    locationId: shelf,
    stores: {
      location,
      category,
      item,
      stock,
      code: [...story.codes, ...makeTwins(item, shelf)],
      movement: story.movements,
      count: story.counts,
      attention: makeAttention(item),
      sheets: [lookSheet],
      meta: [
        { key: 'session', value: lookSession },
        { key: 'touched', value: 1 },
        { key: 'generation', value: 1 },
      ],
    },
  };
}

interface Branch<Name extends string> {
  readonly id: Id<Name>;
  readonly name: string;
  readonly parentId: Id<Name> | null;
}

function makeBranches<Name extends string>(paths: readonly string[]): Map<string, Branch<Name>> {
  const branches = new Map<string, Branch<Name>>();
  for (const path of new Set(paths)) {
    const names = path === '' ? [] : path.split('/');
    for (const [depth, name] of names.entries()) {
      const own = names.slice(0, depth + 1).join('/');
      if (branches.has(own)) continue;
      branches.set(own, {
        id: newId<Name>(),
        name,
        parentId: branches.get(names.slice(0, depth).join('/'))?.id ?? null,
      });
    }
  }
  return branches;
}

function* makeUp(count: number, parts: readonly Part[]): Iterable<Part> {
  const kinds = [
    'Drill bit',
    'End mill',
    'Hex bolt',
    'Washer',
    'Sandpaper',
    'Filament',
    'Plywood',
    'Cable tie',
  ];
  for (let place = 0; place < count; place++) {
    const like = must(parts[place % parts.length], 'a part');
    const size = ((place * 7) % 400) / 10 + 0.5;
    yield {
      ...like,
      name: `${kinds[place % kinds.length]} ${size} mm, lot ${place + 1}`,
      description: `Made up to fill the rack, after ${like.name}`,
      in_stock: String((place * 37) % 900),
    };
  }
}

/** So much a week, more or less, in the last half year; in some weeks more comes back than is taken. */
function usesOf(perWeek: number): UseByWeek {
  const parts = [1, 0.2, 1.6, 0, 0.8, 2.2, -0.3, 1.1];
  const week = weekOf(now);
  return Object.fromEntries(
    Array.from({ length: 20 }, (_, ago) => [
      week - ago,
      Math.round((perWeek * (parts[ago % parts.length] ?? 0)) / 1000) * 1000,
    ]),
  );
}

/** Past its last good day, soon past it, or good for long. */
function batchOf(itemId: Item['id'], locationId: Location['id'], place: number) {
  const days = [-20, 12, -1, 40, 0, 300][Math.floor(place) % 6] ?? 0;
  const expiry = new Date(now + days * dayMs).toISOString().slice(0, 10);
  const batch = { lot: `L${100 + Math.floor(place)}`, expiry };
  const bin = { ...batch, id: makeStockId(itemId, locationId, batch), quantity: 3000 };
  return { ...stockRow(itemId, locationId, 3000), ...bin, countStamp: null };
}

function stockRow(itemId: Item['id'], locationId: Location['id'], quantity: number) {
  const bin = { id: makeStockId(itemId, locationId), itemId, locationId, ...noBatch };
  return { ...born, ...bin, quantity, used: {} };
}

/** Put in on this phone and not sent yet. */
const lookSheet = {
  sha256: 'd'.repeat(64),
  bytes: { base64: Buffer.from('%PDF-1.4').toString('base64'), type: 'application/pdf' },
  addedAt: now,
  refused: '',
  isSent: false,
  nextTryAt: 0,
} as const;

function dangerous(item: Item): Item {
  return {
    ...item,
    minimum: 4000,
    reorderQuantity: 6000,
    notes: 'Shake well. Clean brushes with white spirit.',
    link: 'https://example.com/paint',
    custom: { Colour: 'RAL 5015', 'Bought at': 'Harbour Paints' },
    hazards: {
      ghs: ['GHS02', 'GHS07', 'GHS09'],
      nfpa: { health: 1, fire: 3, instability: 0, special: '' },
      sdsUrl: 'https://example.com/paint.pdf',
      signal: 'danger',
      statements: 'H226 Flammable liquid and vapour\nH317 May cause an allergic skin reaction',
      sdsFile: { sha256: lookSheet.sha256, name: 'Blue paint, safety data.pdf', bytes: 284_113 },
    },
  };
}

function makeStory(item: Item, shelf: Location['id']) {
  const home = item.homeLocationId ?? unplaced;
  const seen = { note: '', personId: lookSession.personId, version: 1 };
  const countedAt = now - 30 * dayMs;
  const movements = [40, 26, 19, 12, 8, 5, 3, 1].map((days, place): Movement => {
    const isMove = days === 8;
    const isReturn = days === 12;
    return {
      ...seen,
      id: newId<'movement'>(),
      itemId: item.id,
      quantity: isMove ? 2000 : 1000 + (place % 3) * 500,
      fromLocationId: isReturn ? null : home,
      toLocationId: isMove ? shelf : isReturn ? home : null,
      reason: isMove ? 'move' : isReturn ? 'return' : 'use',
      purpose: days === 3 ? 'Bench' : '',
      undoes: null,
      stamp: stampAt(now - days * dayMs),
      effectiveStamp: stampAt(now - days * dayMs),
      effectiveReason: isMove ? 'move' : isReturn ? 'return' : 'use',
      ...noBatch,
      receivedAt: days === 40 ? now - 20 * dayMs : now - days * dayMs + 5000,
      note: days === 5 ? 'For the bench in the hall' : '',
    };
  });
  const counts: Count[] = [
    {
      ...seen,
      id: newId<'count'>(),
      itemId: item.id,
      locationId: home,
      quantity: 12_000,
      stocktakeId: null,
      ...noBatch,
      stamp: stampAt(countedAt),
      receivedAt: countedAt + 3000,
    },
  ];
  const taken = movements
    .filter(({ stamp }) => stamp > stampAt(countedAt))
    .reduce(
      (sum, { quantity, toLocationId }) => sum + (toLocationId === home ? quantity : -quantity),
      0,
    );
  const stock: Stock[] = [
    {
      ...stockRow(item.id, home, 12_000 + taken),
      countStamp: stampAt(countedAt),
      used: usesOf(2500),
    },
    { ...stockRow(item.id, shelf, 2000), countStamp: null },
  ];
  const codes = [lookCodes.pack, lookCodes.paint].map((value, place): Code => ({
    ...born,
    id: newId<'code'>(),
    itemId: item.id,
    locationId: null,
    value,
    key: codeKey(value),
    unitsPerScan: place === 0 ? 6000 : 1000,
  }));
  return { movements, counts, stock, codes };
}

/** One code for two items, one of a shelf, and one of an item that was put away. */
function makeTwins(items: readonly Item[], shelf: Location['id']): readonly Code[] {
  const [one, other] = items.filter(({ name }) => name.startsWith('M3x'));
  const away = items.find(({ active }) => !active);
  const owners = [
    { value: lookCodes.twins, itemId: one?.id ?? null, locationId: null },
    { value: lookCodes.twins, itemId: other?.id ?? null, locationId: null },
    { value: lookCodes.shelf, itemId: null, locationId: shelf },
    { value: lookCodes.away, itemId: away?.id ?? null, locationId: null },
  ];
  return owners.map((owner): Code => ({
    ...born,
    id: newId<'code'>(),
    key: codeKey(owner.value),
    unitsPerScan: 1000,
    ...owner,
  }));
}

function makeAttention(items: readonly Item[]): readonly unknown[] {
  const [first, second, third] = items;
  const entry = (
    place: number,
    name: string,
    args: unknown,
    outcome: unknown,
    resolvedAt: number | null = null,
  ) => {
    const uuid = newId<'mutation'>();
    const stamp = stampAt(now - place * 3_600_000 - 600_000);
    const mutation = { mid: place, uuid, name, version: 1, args, stamp };
    return {
      uuid,
      mid: place,
      at: now - place * 3_600_000,
      mutation,
      outcome,
      seenAt: null,
      resolvedAt,
    };
  };
  return [
    entry(
      1,
      'item.patch',
      { id: first?.id, fields: { name: 'Resistor 10 Ω', minimum: 500_000 } },
      {
        kind: 'superseded',
        because: 'laterEdit',
        lost: [
          { field: 'name', mine: 'Resistor 10 Ω', theirs: first?.name, at: now - 3_000_000 },
          { field: 'minimum', mine: 500_000, theirs: 0, at: now - 3_000_000 },
        ],
      },
    ),
    entry(
      2,
      'item.patch',
      { id: second?.id, fields: { notes: 'Top drawer' } },
      {
        kind: 'refused',
        refusal: { kind: 'rowDeleted', table: 'item', id: second?.id, deletedAt: now - 8_000_000 },
      },
    ),
    entry(
      3,
      'movement.record',
      {
        id: newId<'movement'>(),
        itemId: third?.id,
        fromLocationId: unplaced,
        toLocationId: null,
        quantity: 3000,
        reason: 'use',
        note: '',
        undoes: null,
      },
      {
        kind: 'superseded',
        because: 'inCount',
        countedAt: now - 9_000_000,
      },
    ),
    entry(
      4,
      'location.delete',
      { id: newId<'location'>() },
      { kind: 'refused', refusal: { kind: 'forbidden' } },
    ),
    entry(5, 'item.delete', { id: third?.id }, { kind: 'superseded', because: 'alreadySo' }),
    entry(
      6,
      'item.delete',
      { id: first?.id },
      { kind: 'superseded', because: 'alreadySo' },
      now - 1000,
    ),
  ];
}
