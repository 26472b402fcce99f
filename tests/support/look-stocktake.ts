/**
 * A stocktake in the middle of it, and one that is closed with a late count: three who count, one shelf counted twice,
 * a thing found where none was expected, and a code that nobody knows. On top of the other rows to look at.
 */
import { makeAcceptedCountId } from '../../shared/apply-stocktake.ts';
import { noBatch } from '../../shared/batches.ts';
import {
  emptyFields,
  type Count,
  type Item,
  type Stock,
  type Tally,
} from '../../shared/entities.ts';
import { toId, type Id, type LocationId, type StocktakeId } from '../../shared/ids.ts';
import { must } from '../../shared/result.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { lookSession, type LookData, type StoreRows } from './look-data.ts';

export interface LookStocktakes {
  /** On top of the other rows. */
  readonly stores: StoreRows;
  readonly openId: StocktakeId;
  readonly blindId: StocktakeId;
  readonly closedId: StocktakeId;
  /** A shelf that is half counted. */
  readonly placeId: LocationId;
}

let next = 1;
function newId<Name extends string>(): Id<Name> {
  return toId<Name>(`57000000-0000-7000-8000-${(next++).toString(16).padStart(12, '0')}`);
}
const now = Date.now();
const minuteMs = 60_000;
const ownCounter = newId<'client'>();
const [ann, ben] = ['Ann Becker', 'Ben Ott'].map((name) => ({
  id: newId<'person'>(),
  counter: newId<'client'>(),
  name,
}));

const firstId = next;

/** The same each time it is asked for. */
export function makeLookStocktakes(data: LookData): LookStocktakes {
  next = firstId;
  const items = data.stores['item'] as readonly Item[];
  const stock = (data.stores['stock'] as readonly Stock[]).filter(({ quantity }) => quantity !== 0);
  const byPlace = [...Map.groupBy(stock, ({ locationId }) => locationId)]
    .filter(([, bins]) => bins.length >= 6)
    .toSorted(([, one], [, other]) => one.length - other.length);
  const [placeId, bins] = must(byPlace[0], 'a shelf with some bins');
  const [otherId, others] = must(byPlace[1], 'another shelf');
  const [openId, blindId, closedId] = [
    newId<'stocktake'>(),
    newId<'stocktake'>(),
    newId<'stocktake'>(),
  ];
  const says = speakers(openId);
  const tallies: Tally[] = [
    ...bins.slice(1, 4).map((bin, at) => says.count(ann, bin, at === 1 ? -2000 : 0, 50 - at)),
    ...bins.slice(1, 3).map((bin, at) => says.count(ben, bin, at === 1 ? -5000 : 0, 40 - at)),
    says.count(null, must(bins[4], 'a bin'), 3000, 8),
    says.found(null, must(others[0], 'a bin'), placeId, 6),
    says.unknown(ann, placeId, '4012345678901', 'Red box of hinges', 30),
    ...others.slice(0, -1).map((bin, at) => says.count(ben, bin, at % 4 === 0 ? 1000 : 0, 35 - at)),
    says.finish(ben, otherId, 12),
  ];
  const closed = speakers(closedId);
  const used = bins.slice(0, 4).map((bin, at) => closed.count(ann, bin, at * -1000, 3000));
  const late = closed.count(ben, must(bins[5], 'a bin'), -4000, 1500, 20);
  const born = { stamps: { '*': stampAt(4000) }, deletedAt: null, version: 1, touched: 1 };
  const row = { ...emptyFields.stocktake, ...born };
  const decided = { state: 'closed', decidedBy: lookSession.personId } as const;
  const stocktake = [
    { ...row, id: openId, name: 'Workshop, spring', note: 'Leave the locked cabinet out.' },
    { ...row, id: blindId, name: 'Paint shelf, blind', blind: true, locationIds: [placeId] },
    { ...row, ...decided, id: closedId, name: 'Store room', decidedAt: now - 2000 * minuteMs },
  ];
  const counts = used.map((tally): Count => countOf(tally));
  const person = [ann, ben].flatMap((each) =>
    each
      ? [{ id: each.id, name: each.name, role: 'member', removedAt: null, version: 1, touched: 1 }]
      : [],
  );
  const priced = items.map((item, at) =>
    at % 3 === 2 ? item : { ...item, unitCost: { amount: 5 + ((at * 37) % 900), currency: 'EUR' } },
  );
  const stores = {
    stocktake,
    item: priced,
    person,
    tally: [...tallies, ...used, late],
    count: counts,
    meta: [{ key: 'clientId', value: ownCounter }],
  };
  return { stores, openId, blindId, closedId, placeId };
}

function stampAt(minutesAgo: number) {
  return makeStamp({ ms: now - minutesAgo * minuteMs, counter: next, mark: '0000000b' });
}

type Speaker = typeof ann | null;

function speakers(stocktakeId: StocktakeId) {
  const word = (who: Speaker, minutesAgo: number, receivedAgo = minutesAgo) => ({
    id: newId<'tally'>(),
    stocktakeId,
    itemId: null,
    quantity: 0,
    code: '',
    photoId: null,
    note: '',
    ...noBatch,
    counter: who?.counter ?? ownCounter,
    personId: who?.id ?? lookSession.personId,
    stamp: stampAt(minutesAgo),
    receivedAt: who === null ? null : now - receivedAgo * minuteMs,
    version: who === null ? 0 : 1,
  });
  return {
    count: (who: Speaker, bin: Stock, off: number, ago: number, received = ago): Tally => ({
      ...word(who, ago, received),
      kind: 'count',
      locationId: bin.locationId,
      itemId: bin.itemId,
      quantity: Math.max(0, bin.quantity + off),
    }),
    found: (who: Speaker, bin: Stock, locationId: LocationId, ago: number): Tally => ({
      ...word(who, ago),
      kind: 'count',
      locationId,
      itemId: bin.itemId,
      quantity: 7000,
    }),
    unknown: (who: Speaker, locationId: LocationId, code: string, note: string, ago: number) =>
      ({ ...word(who, ago), kind: 'unknown', locationId, code, note, quantity: 4000 }) as Tally,
    finish: (who: Speaker, locationId: LocationId, ago: number) =>
      ({ ...word(who, ago), kind: 'finish', locationId }) as Tally,
  };
}

function countOf(tally: Tally): Count {
  const itemId = must(tally.itemId ?? undefined, 'the item of a count');
  const bin = { itemId, locationId: tally.locationId, ...noBatch };
  const { stocktakeId, quantity, stamp, personId, receivedAt } = tally;
  const id = makeAcceptedCountId({ ...bin, tallyId: tally.id });
  return { ...bin, id, stocktakeId, quantity, stamp, personId, receivedAt, note: '', version: 1 };
}
