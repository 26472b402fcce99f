/**
 * What waits and looks at other rows, replayed on what the server says: a movement taken back, whoever has it, and
 * tallies accepted offline, which are judged as they stood when they were accepted.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MutationDraft } from '../../../client/db/record-mutations.ts';
import { undoDraft } from '../../../client/state/stock-actions.ts';
import { makeTrip } from '../../../client/sync/make-trip.ts';
import { noBatch } from '../../../shared/batches.ts';
import { makeUndoId } from '../../../shared/derive-id.ts';
import type { ItemId, LocationId, StocktakeId, TallyId } from '../../../shared/ids.ts';
import type { MutationArgs } from '../../../shared/mutations.ts';
import { must } from '../../../shared/result.ts';
import { count, createItem, createLocation, move } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let phone: Phone;
let other: Phone;
let item: ItemId;
let shelf: LocationId;

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
  other = await makePhone(world);
  item = phone.newId<'item'>();
  shelf = phone.newId<'location'>();
  await phone.record(createLocation(shelf), createItem(item), count(phone, item, shelf, 10_000));
  await phone.sync();
  await other.sync();
});
afterEach(deletePhones);

const quantityAt = async (one: Phone): Promise<number | undefined> =>
  (await one.all('stock'))[0]?.quantity;
type Moved = MutationDraft & { readonly name: 'movement.record' };
const out = (one: Phone, quantity: number): Moved => {
  const draft = move(one, item, quantity, { from: shelf });
  if (draft.name !== 'movement.record') throw new Error('Not a movement');
  return draft;
};

/** A page of another's rows arrives while everything here still waits. */
const hear = (one: Phone) =>
  makeTrip(one.parts, { mutationsMax: 0, signal: new AbortController().signal });

async function becomeQuiet(): Promise<void> {
  for (const one of [phone, other, phone]) await one.sync();
  expect(await phone.holdings()).toEqual(await other.holdings());
  expect(await phone.all('stock')).toEqual(world.server.all('stock'));
}

describe('taking back', () => {
  test('of what still waits itself is nothing, before and after the server has heard of both', async () => {
    const moved = out(phone, 3000);
    await phone.record(moved);
    await phone.record(undoDraft(moved.args));
    expect(await quantityAt(phone)).toBe(10_000);
    await other.record(count(other, item, shelf, 7000));
    await other.sync();
    await hear(phone);
    expect(await quantityAt(phone)).toBe(7000);
    expect(await phone.db.outbox.count()).toBe(2);
    await becomeQuiet();
    expect(await quantityAt(phone)).toBe(7000);
  });

  test('of what the server has stands where that stood, also under a count that comes in between', async () => {
    const moved = out(phone, 3000);
    await phone.record(moved);
    await phone.sync();
    await other.sync();
    await other.record(count(other, item, shelf, 5000));
    await phone.record(undoDraft(moved.args));
    expect(await quantityAt(phone)).toBe(10_000);
    await other.sync();
    await hear(phone);
    // Whoever counted has seen what lay there: both are in it.
    expect(await quantityAt(phone)).toBe(5000);
    await becomeQuiet();
    expect(await quantityAt(phone)).toBe(5000);
    expect((await phone.all('stock')).map(({ used }) => Object.values(used))).toEqual([[0]]);
  });

  test('by two phones that have not heard of each other is one, and taken back itself it is none', async () => {
    const moved = out(phone, 3000);
    await phone.record(moved);
    await phone.sync();
    await other.sync();
    await phone.record(undoDraft(moved.args));
    await other.record(undoDraft(moved.args));
    await becomeQuiet();
    expect(await quantityAt(phone)).toBe(10_000);
    const back = must(
      (await phone.all('movement')).find(({ id }) => id === makeUndoId(moved.args.id)),
      'the undo',
    );
    await phone.record(undoDraft(back));
    await other.record(undoDraft(back));
    await becomeQuiet();
    expect(await quantityAt(phone)).toBe(7000);
  });

  test('of a movement that is no longer on this phone is right once the server has said so', async () => {
    const moved = out(other, 3000);
    await other.record(moved);
    await other.record(count(other, item, shelf, 5000));
    await other.sync();
    await phone.sync();
    await phone.db.movement.clear();
    await phone.record(undoDraft(moved.args));
    // A forecast: nobody here knows that the count has seen it.
    expect(await quantityAt(phone)).toBe(8000);
    await phone.sync();
    expect(await quantityAt(phone)).toBe(5000);
  });
});

describe('a stocktake that is held offline', () => {
  let id: StocktakeId;
  let tallyId: TallyId;

  function tally(one: Phone, quantity: number): MutationDraft & { readonly name: 'tally.record' } {
    const args: MutationArgs<'tally.record'> = {
      id: one.newId<'tally'>(),
      stocktakeId: id,
      kind: 'count',
      locationId: shelf,
      itemId: item,
      quantity,
      code: '',
      photoId: null,
      note: '',
      counter: one.newId<'client'>(),
      ...noBatch,
    };
    return { name: 'tally.record', args };
  }
  async function accept(): Promise<MutationDraft> {
    const { stamp } = must(await phone.db.tally.get(tallyId), 'the tally');
    const line = { tallyId, itemId: item, locationId: shelf, ...noBatch, stamp };
    return { name: 'stocktake.accept', args: { id, lines: [line] } };
  }

  beforeEach(async () => {
    id = phone.newId<'stocktake'>();
    await phone.record({ name: 'stocktake.create', args: { id, fields: { name: 'Spring' } } });
    const said = tally(phone, 8000);
    tallyId = said.args.id;
    await phone.record(said);
    expect(await quantityAt(phone)).toBe(10_000);
    await phone.record(await accept(), { name: 'stocktake.close', args: { id } });
  });

  test('is stock here at once, and everywhere later, with what others have taken meanwhile', async () => {
    expect(await quantityAt(phone)).toBe(8000);
    await other.record(out(other, 1000));
    await other.sync();
    await hear(phone);
    expect(await quantityAt(phone)).toBe(7000);
    expect(await phone.db.outbox.count()).toBe(4);
    await becomeQuiet();
    expect(await quantityAt(other)).toBe(7000);
    expect(await other.all('stocktake')).toMatchObject([{ state: 'closed' }]);
    expect(await other.all('count')).toHaveLength(2);
  });

  test('is replayed as it stood: what was decided afterwards does not undo what was accepted before', async () => {
    await phone.record(
      { name: 'stocktake.reopen', args: { id } },
      { name: 'stocktake.cancel', args: { id } },
    );
    await other.record(out(other, 1000));
    await other.sync();
    await hear(phone);
    expect(await quantityAt(phone)).toBe(7000);
    await becomeQuiet();
    expect(await quantityAt(other)).toBe(7000);
    expect(await other.all('stocktake')).toMatchObject([{ state: 'cancelled' }]);
  });

  test('of a phone whose clock is an hour ahead loses nothing that others have moved', async () => {
    const fast = await makePhone(world, { clockOffMs: 3_600_000 });
    await fast.record({
      name: 'tally.record',
      args: { ...tally(fast, 6000).args, stocktakeId: id },
    });
    const [said] = await fast.all('tally');
    const { stamp } = must(said, 'the tally');
    const line = {
      tallyId: must(said, 'the tally').id,
      itemId: item,
      locationId: shelf,
      ...noBatch,
      stamp,
    };
    await phone.sync();
    await fast.sync();
    // Accepted by the stamp that its own phone gave it, before the server clamped it.
    await other.sync();
    await other.record(out(other, 1000));
    await other.sync();
    await phone.sync();
    await phone.record({ name: 'stocktake.accept', args: { id, lines: [line] } });
    expect(await quantityAt(phone)).toBe(5000);
    await becomeQuiet();
    expect(await quantityAt(phone)).toBe(5000);
  });

  test('that another reviewer has cancelled first accepts nothing, and says so', async () => {
    await phone.sync();
    const late = tally(phone, 3000);
    await phone.record(late);
    tallyId = late.args.id;
    await phone.record({ name: 'stocktake.reopen', args: { id } });
    await phone.sync();
    await other.sync();
    await other.record({ name: 'stocktake.cancel', args: { id } });
    await other.sync();
    await phone.record(await accept());
    expect(await quantityAt(phone)).toBe(3000);
    await becomeQuiet();
    expect(await quantityAt(phone)).toBe(8000);
    expect(await phone.db.attention.toArray()).toMatchObject([
      { outcome: { kind: 'refused', refusal: { kind: 'wrongState' } } },
    ]);
    expect(await other.all('tally')).toHaveLength(2);
  });
});
