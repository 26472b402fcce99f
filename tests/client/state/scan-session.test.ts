/** The running list of what was scanned, on a real database. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeActions } from '../../../client/state/actions.ts';
import type { ListMode } from '../../../client/state/scan-line.ts';
import { ScanSession } from '../../../client/state/scan-session.ts';
import { makeStockId, type ItemId, type LocationId } from '../../../shared/ids.ts';
import { must, type Result } from '../../../shared/result.ts';
import { count, createItem, createLocation } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let phone: Phone;
let item: ItemId;
let bench: LocationId;
let shelf: LocationId;
const troubles: unknown[] = [];

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
  item = phone.newId<'item'>();
  bench = phone.newId<'location'>();
  shelf = phone.newId<'location'>();
  await phone.record(
    createLocation(bench, { name: 'Bench' }),
    createLocation(shelf, { name: 'Shelf' }),
    createItem(item, { name: 'Glue' }),
  );
});
afterEach(async () => {
  expect(troubles.splice(0)).toEqual([]);
  await deletePhones();
});

describe('the running list', () => {
  let session: ScanSession;
  beforeEach(async () => {
    await phone.record(count(phone, item, bench, 10_000));
    session = openSession();
  });

  function openSession(): ScanSession {
    const moment = () => {
      world.time.nowMs += 1;
      return phone.moment;
    };
    const onTrouble = (error: unknown): void => void troubles.push(error);
    const actions = makeActions({ db: phone.db, moment, onTrouble });
    return new ScanSession({ db: phone.db, moment, onTrouble, actions });
  }

  async function scan(mode: ListMode, amount = 1000, placeId = bench): Promise<void> {
    const row = must(await phone.db.item.get(item), 'the item');
    const fromId = mode === 'move' ? bench : null;
    await succeeded(session.add({ mode, item: row, amount, placeId, fromId }));
  }

  async function lies(at = bench): Promise<number> {
    return ((await phone.db.stock.get(makeStockId(item, at)))?.quantity ?? 0) / 1000;
  }

  const line = () => must(session.lines.value[0], 'a line');

  test('adds up the same thing, each scan durable at once', async () => {
    await scan('take');
    expect(await lies()).toBe(9);
    await scan('take', 6000);
    expect(await lies()).toBe(3);
    expect(session.lines.value).toHaveLength(1);
    expect(line()).toMatchObject({ quantity: 7000, scans: 2 });
  });

  test('sets another amount, up and down, and takes all of it back', async () => {
    await scan('take');
    await succeeded(must(session.change(line().key, 3000), 'a known line'));
    expect(await lies()).toBe(7);
    await succeeded(must(session.change(line().key, 2000), 'a known line'));
    expect(await lies()).toBe(8);
    await succeeded(session.undo(line().key));
    expect(await lies()).toBe(10);
    expect(line().state).toBe('undone');
    const moves = await phone.db.movement.toArray();
    const undone = new Set(moves.map(({ undoes }) => undoes));
    // Whatever is not a way back has one.
    for (const { id, undoes } of moves) expect(undoes !== null || undone.has(id)).toBe(true);
  });

  test('has both of two quick taps, the second made before the first is durable', async () => {
    await scan('take');
    const { key } = line();
    const more = () =>
      must(
        session.change(key, (now) => now + 1000),
        'a known line',
      );
    await Promise.all([succeeded(more()), succeeded(more())]);
    expect([line().quantity, await lies()]).toEqual([3000, 7]);
  });

  test('scanned again after it was taken back, it begins anew', async () => {
    await scan('take');
    await succeeded(session.undo(line().key));
    await scan('take');
    expect(session.lines.value.map(({ state }) => state)).toEqual(['recorded', 'undone']);
    expect(await lies()).toBe(9);
  });

  test('puts back, receives and moves', async () => {
    await scan('return');
    await scan('receive', 4000);
    expect(await lies()).toBe(15);
    await scan('move', 2000, shelf);
    expect([await lies(), await lies(shelf)]).toEqual([13, 2]);
    const reasons = (await phone.db.movement.toArray()).map(({ reason }) => reason);
    expect(reasons.toSorted()).toEqual(['move', 'receive', 'return']);
    await succeeded(session.undo(line().key));
    expect([await lies(), await lies(shelf)]).toEqual([15, 0]);
  });

  test('scans that come at once are taken one after the other', async () => {
    await Promise.all([scan('take'), scan('take'), scan('take')]);
    expect(await lies()).toBe(7);
    expect(session.lines.value).toHaveLength(1);
  });

  describe('counting', () => {
    const counts = async () =>
      (await phone.db.count.toArray()).map(({ quantity }) => quantity / 1000);

    test('goes on as a tally, and is one fact when one moves on', async () => {
      for (let scans = 0; scans < 7; scans++) await scan('count');
      expect(line()).toMatchObject({ quantity: 7000, state: 'open' });
      expect(await lies()).toBe(10);
      const { line: counted } = await succeeded(session.finishCount());
      expect(counted?.quantity).toBe(7000);
      expect([await lies(), await counts()]).toEqual([7, expect.arrayContaining([10, 7])]);
      expect(await counts()).toHaveLength(2);
    });

    test('is recorded by the scan of something else, and goes on where it stopped', async () => {
      await scan('count');
      await scan('count');
      await scan('take', 1000, shelf);
      expect(await lies()).toBe(2);
      await scan('count');
      await succeeded(session.finishCount());
      expect(await lies()).toBe(3);
    });

    test('outlives the app being killed, as a tally that can be saved or dropped', async () => {
      await scan('count');
      await scan('count');
      await phone.restart();
      session = openSession();
      await session.restore();
      expect(line()).toMatchObject({ quantity: 2000, state: 'open', item: { name: 'Glue' } });
      await scan('count');
      await succeeded(session.finishCount());
      expect(await lies()).toBe(3);
      session = openSession();
      await session.restore();
      expect(session.lines.value).toEqual([]);
    });

    test('taken back leaves what was thought before, and drops a tally without a fact', async () => {
      await scan('count');
      await succeeded(session.undo(line().key));
      expect([await lies(), (await counts()).length]).toEqual([10, 1]);
      await scan('count', 4000);
      await succeeded(session.finishCount());
      await succeeded(must(session.change(line().key, 5000), 'a known line'));
      expect([await lies(), line().state]).toEqual([5, 'recorded']);
      await succeeded(session.undo(line().key));
      expect(await lies()).toBe(10);
    });
  });
});

async function succeeded<Value>(deed: Promise<Result<Value, unknown>>): Promise<Value> {
  const done = await deed;
  if (!done.ok) throw new Error(`Refused: ${JSON.stringify(done.failure)}`);
  return done.value;
}
