/** A stocktake on real databases: three phones that count offline, one that decides, and a server in between. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeActions, type Done } from '../../../client/state/actions.ts';
import { readReviewedRows, readTalliesOf } from '../../../client/state/read-stocktake.ts';
import {
  makeStocktakeActions,
  type StocktakeActions,
  type TalliedBin,
} from '../../../client/state/stocktake-actions.ts';
import type { MutationDraft } from '../../../client/db/record-mutations.ts';
import {
  makeStockId,
  type ItemId,
  type LocationId,
  type StocktakeId,
} from '../../../shared/ids.ts';
import { must, type Result } from '../../../shared/result.ts';
import type { BinReview } from '../../../shared/stocktake-figures.ts';
import { acceptedLines } from '../../../shared/stocktake-result.ts';
import { reviewStocktake, type PlaceReview } from '../../../shared/stocktake-review.ts';
import { count, createItem, createLocation, move } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

interface Counting {
  readonly phone: Phone;
  readonly does: StocktakeActions;
  readonly record: ReturnType<typeof makeActions>['record'];
}

let world: World;
let staff: Counting;
let ann: Counting;
let ben: Counting;
let screws: ItemId;
let glue: ItemId;
let shelf: LocationId;
let drawer: LocationId;
let stocktakeId: StocktakeId;
const troubles: unknown[] = [];

beforeEach(async () => {
  world = makeWorld();
  staff = await openCounting('staff');
  ann = await openCounting('member');
  ben = await openCounting('member');
  const { phone } = staff;
  [screws, glue] = [phone.newId<'item'>(), phone.newId<'item'>()];
  [shelf, drawer] = [phone.newId<'location'>(), phone.newId<'location'>()];
  await phone.record(
    createLocation(shelf, { name: 'Shelf' }),
    createLocation(drawer, { name: 'Drawer' }),
    createItem(screws, { name: 'Screws', unitCost: { amount: 10, currency: 'EUR' } }),
    createItem(glue, { name: 'Glue' }),
    count(phone, screws, shelf, 20_000),
    count(phone, glue, shelf, 5000),
  );
  const made = must((await succeeded(staff.does.createStocktake({ name: 'All' }))).id, 'an id');
  stocktakeId = made;
  await syncAll(staff, ann, ben);
});
afterEach(async () => {
  expect(troubles.splice(0)).toEqual([]);
  await deletePhones();
});

async function openCounting(role: 'staff' | 'member'): Promise<Counting> {
  return openOn(await makePhone(world, { role }));
}

/** The app is closed and started again. */
async function restarted({ phone }: Counting): Promise<Counting> {
  await phone.restart();
  return openOn(phone);
}

function openOn(phone: Phone): Counting {
  const source = {
    db: phone.db,
    moment: () => {
      world.time.nowMs += 1;
      return phone.moment;
    },
    onTrouble: (error: unknown): void => void troubles.push(error),
  };
  const { record } = makeActions(source);
  return { phone, record, does: makeStocktakeActions({ ...source, record }) };
}

async function succeeded<Value>(deed: Promise<Result<Value, unknown>>): Promise<Value> {
  const done = await deed;
  if (!done.ok) throw new Error(`Refused: ${JSON.stringify(done.failure)}`);
  return done.value;
}

async function undo({ record }: Counting, done: Done): Promise<void> {
  await succeeded(record(done.undo));
}

async function syncAll(...all: readonly Counting[]): Promise<void> {
  for (const { phone } of [...all, ...all]) await phone.sync();
}

function bin(itemId: ItemId, locationId = shelf): TalliedBin {
  return { stocktakeId, itemId, locationId, lot: '', expiry: '' };
}

async function review({ phone }: Counting): Promise<readonly PlaceReview[]> {
  const scope = { places: null, categories: null };
  const tallies = await readTalliesOf(phone.db, stocktakeId);
  const rows = await readReviewedRows(phone.db, scope, tallies);
  const stocktake = must(await phone.db.stocktake.get(stocktakeId), 'the stocktake');
  const items = new Map((await phone.all('item')).map((item) => [item.id, item]));
  return reviewStocktake({ stocktake, scope, tallies, items, ...rows });
}

async function binsOf(counting: Counting): Promise<readonly BinReview[]> {
  return (await review(counting)).flatMap(({ bins }) => bins);
}

async function binOn(counting: Counting, itemId: ItemId, locationId = shelf): Promise<BinReview> {
  const found = (await binsOf(counting)).find(({ id }) => id === makeStockId(itemId, locationId));
  return must(found, 'the bin');
}

async function lies({ phone }: Counting, itemId: ItemId, locationId = shelf): Promise<number> {
  return (await phone.db.stock.get(makeStockId(itemId, locationId)))?.quantity ?? 0;
}

test('what three phones counted offline is stock on all of them once staff have closed', async () => {
  await succeeded(ann.does.tally(bin(screws), 18_000));
  await succeeded(ann.does.finishShelf({ stocktakeId, locationId: shelf }));
  await ben.phone.record(move(ben.phone, screws, 3000, { from: shelf }));
  await succeeded(ben.does.tally(bin(screws), 15_000));
  await succeeded(ben.does.tally(bin(glue, drawer), 2000));
  expect(await lies(ann, screws)).toBe(20_000);
  await syncAll(ben, ann, staff);

  expect(await binOn(staff, screws)).toMatchObject({ agreement: 'agree' });
  expect(await binOn(staff, glue)).toMatchObject({ figures: [{ kind: 'finish' }] });
  expect(await binOn(staff, glue, drawer)).toMatchObject({ isFoundElsewhere: true });
  const lines = acceptedLines(await binsOf(staff), new Map());
  expect(lines).toHaveLength(3);
  await succeeded(staff.does.close(stocktakeId, lines));
  await syncAll(staff, ann, ben);
  for (const each of [staff, ann, ben]) {
    expect(await lies(each, screws)).toBe(15_000);
    expect(await lies(each, glue)).toBe(0);
    expect(await lies(each, glue, drawer)).toBe(2000);
    expect(await each.phone.db.stocktake.get(stocktakeId)).toMatchObject({ state: 'closed' });
  }
});

test('a phone that comes after the close loses nothing, and what it counted can still be used', async () => {
  await succeeded(ben.does.tally(bin(screws), 11_000));
  ben = await restarted(ben);
  await succeeded(staff.does.close(stocktakeId, []));
  await syncAll(staff, ben, staff);
  const late = await binOn(staff, screws);
  expect(late).toMatchObject({ suggested: null, figures: [{ isLate: true, quantity: 11_000 }] });
  expect(await lies(staff, screws)).toBe(20_000);
  const choices = new Map([[late.id, must(late.figures[0], 'a figure').tallyId]]);
  await succeeded(staff.does.accept(stocktakeId, acceptedLines([late], choices)));
  await syncAll(staff, ann, ben);
  for (const each of [staff, ann, ben]) expect(await lies(each, screws)).toBe(11_000);
  expect(await binOn(staff, screws)).toMatchObject({ accepted: { quantity: 11_000 } });
});

test('more lines than one change may hold are accepted with the close, all or none', async () => {
  const places = Array.from({ length: 520 }, () => staff.phone.newId<'location'>());
  const counter = staff.phone.newId<'client'>();
  const said = { photoId: null, note: '', code: '', kind: 'count', counter } as const;
  const words = places.map((locationId, place): MutationDraft => {
    const id = staff.phone.newId<'tally'>();
    const quantity = (place + 1) * 1000;
    return { name: 'tally.record', args: { ...bin(screws, locationId), ...said, id, quantity } };
  });
  await staff.phone.record(...words);
  await succeeded(staff.does.close(stocktakeId, acceptedLines(await binsOf(staff), new Map())));
  const [first, second, close] = (await staff.phone.db.outbox.toArray()).slice(-3);
  expect([first?.name, second?.name, close?.name]).toEqual([
    'stocktake.accept',
    'stocktake.accept',
    'stocktake.close',
  ]);
  for (const [place, locationId] of places.entries())
    expect(await lies(staff, screws, locationId)).toBe((place + 1) * 1000);
});

test('each word on a bin has its way back: to the word before it, and to none', async () => {
  const first = await succeeded(ann.does.tally(bin(screws), 18_000));
  const second = await succeeded(ann.does.tally(bin(screws), 19_000));
  await undo(ann, second);
  expect((await binOn(ann, screws)).figures).toMatchObject([{ quantity: 18_000 }]);
  await undo(ann, first);
  expect((await binOn(ann, screws)).figures).toEqual([]);
  const finished = await succeeded(ann.does.finishShelf({ stocktakeId, locationId: shelf }));
  expect((await binOn(ann, screws)).figures).toMatchObject([{ kind: 'finish' }]);
  await undo(ann, finished);
  expect((await binOn(ann, screws)).figures).toEqual([]);
});

test('scans add up, each durable at once, and go on after a restart', async () => {
  await succeeded(ann.does.tallyMore(bin(screws), 1000));
  await succeeded(ann.does.tallyMore(bin(screws), 100_000));
  ann = await restarted(ann);
  expect(await succeeded(ann.does.tallyMore(bin(screws), 1000))).toMatchObject({
    before: 101_000,
    quantity: 102_000,
  });
  expect((await binOn(ann, screws)).figures).toHaveLength(1);
});

test('an unknown code travels with its photo and becomes a count of the item that it turns out to be', async () => {
  const photo = { sha256: 'a'.repeat(64), bytes: new Blob(['large']), small: new Blob(['small']) };
  const word = { stocktakeId, locationId: shelf, code: 'BOX-7', quantity: 4000, note: 'red box' };
  await succeeded(ann.does.tallyUnknown({ ...word, photo }));
  expect(await ann.phone.db.blobs.count()).toBe(1);
  await syncAll(ann, staff);
  const [place] = await review(staff);
  const [thing] = place?.unknown ?? [];
  const tally = must(thing?.tallies[0], 'the tally');
  expect(tally).toMatchObject({ code: 'BOX-7', note: 'red box', quantity: 4000 });
  expect(await staff.phone.db.photo.get(tally.photoId ?? '')).toMatchObject({ itemId: null });

  const found = { bin: bin(glue, drawer), tally, quantity: 4000, isCodeNew: true };
  const done = await succeeded(staff.does.resolveUnknown({ ...found, bin: bin(glue) }));
  expect(await staff.phone.db.photo.get(tally.photoId ?? '')).toMatchObject({ itemId: glue });
  expect(await staff.phone.all('code')).toMatchObject([{ itemId: glue, value: 'BOX-7' }]);
  expect((await review(staff))[0]?.unknown).toMatchObject([{ resolvedAs: { itemId: glue } }]);
  expect(await binOn(staff, glue)).toMatchObject({ figures: [{ quantity: 4000 }] });
  await undo(staff, done);
  expect((await review(staff))[0]?.unknown).toMatchObject([{ resolvedAs: null }]);
  expect((await staff.phone.all('code'))[0]?.deletedAt).not.toBeNull();
});

test('what a reviewer puts aside is kept, and comes back', async () => {
  const word = { stocktakeId, locationId: shelf, code: 'BOX-7', quantity: 4000, note: '' };
  await succeeded(ann.does.tallyUnknown(word));
  await succeeded(ben.does.tallyUnknown({ ...word, quantity: 3000 }));
  await syncAll(ann, ben, staff);
  const unknown = async () => (await review(staff)).flatMap((place) => place.unknown);
  const [thing] = await unknown();
  const done = await succeeded(staff.does.ignoreUnknown(thing?.tallies ?? []));
  expect(await unknown()).toMatchObject([{ isIgnored: true, tallies: [{}, {}] }]);
  await undo(staff, done);
  expect(await unknown()).toMatchObject([{ isIgnored: false, tallies: [{ quantity: 3000 }] }]);
});

test('a member can neither close nor accept: the server says no, and stock stays', async () => {
  await succeeded(ann.does.tally(bin(screws), 1000));
  await succeeded(ann.does.close(stocktakeId, acceptedLines(await binsOf(ann), new Map())));
  await syncAll(ann, staff);
  expect(await lies(staff, screws)).toBe(20_000);
  expect(await lies(ann, screws)).toBe(20_000);
  expect(await ann.phone.db.stocktake.get(stocktakeId)).toMatchObject({ state: 'open' });
  const refused = (await ann.phone.db.attention.toArray()).map(({ mutation }) => mutation.name);
  expect(refused).toEqual(['stocktake.accept', 'stocktake.close']);
});

test('cancelled and taken up again, nothing that was counted is gone', async () => {
  await succeeded(ann.does.tally(bin(screws), 18_000));
  await syncAll(ann, staff);
  const cancelled = await succeeded(staff.does.cancel(stocktakeId));
  await syncAll(staff, ann);
  await succeeded(ann.does.tally(bin(glue), 4000));
  await syncAll(ann, staff);
  await undo(staff, cancelled);
  expect(await staff.phone.db.stocktake.get(stocktakeId)).toMatchObject({ state: 'open' });
  expect(acceptedLines(await binsOf(staff), new Map())).toHaveLength(2);
});
