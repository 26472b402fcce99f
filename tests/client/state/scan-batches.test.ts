/** The running list with batches and a purpose, on a real database: what adds up, what is changed, what is taken back. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeActions } from '../../../client/state/actions.ts';
import type { ListMode } from '../../../client/state/scan-line.ts';
import { ScanSession } from '../../../client/state/scan-session.ts';
import { noBatch, type Batch } from '../../../shared/batches.ts';
import { makeUndoId } from '../../../shared/derive-id.ts';
import { makeStockId, type ItemId, type LocationId } from '../../../shared/ids.ts';
import { must, type Result } from '../../../shared/result.ts';
import { createItem, createLocation } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let phone: Phone;
let session: ScanSession;
let glue: ItemId;
let bench: LocationId;
const lotA: Batch = { lot: 'A', expiry: '2027-06-10' };
const lotB: Batch = { lot: 'B', expiry: '' };

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
  glue = phone.newId<'item'>();
  bench = phone.newId<'location'>();
  await phone.record(createLocation(bench, { name: 'Bench' }), createItem(glue, { name: 'Glue' }));
  session = openSession();
  await scan('receive', lotA, 5000);
  await scan('receive', lotB, 3000);
});
afterEach(deletePhones);

function openSession(): ScanSession {
  const moment = () => {
    world.time.nowMs += 1;
    return phone.moment;
  };
  const onTrouble = (error: unknown): never => {
    throw error;
  };
  const actions = makeActions({ db: phone.db, moment, onTrouble });
  return new ScanSession({ db: phone.db, moment, onTrouble, actions });
}

async function scan(mode: ListMode, batch: Batch, amount = 1000): Promise<void> {
  const item = must(await phone.db.item.get(glue), 'the item');
  await succeeded(session.add({ mode, item, amount, placeId: bench, fromId: null, batch }));
}

async function lie(): Promise<readonly number[]> {
  const rows = await phone.db.stock.bulkGet(
    [lotA, lotB, noBatch].map((batch) => makeStockId(glue, bench, batch)),
  );
  return rows.map((row) => (row?.quantity ?? 0) / 1000);
}

const line = () => must(session.lines.value[0], 'a line');

test('two lots that come in are two lines, each in its own batch', async () => {
  expect(await lie()).toEqual([5, 3, 0]);
  expect(session.lines.value.map(({ batch }) => batch)).toEqual([lotB, lotA]);
  await scan('receive', lotA);
  expect(session.lines.value).toHaveLength(2);
  expect(await lie()).toEqual([6, 3, 0]);
});

test('a line that was another batch is taken back and done anew, in one step', async () => {
  await scan('take', lotA, 2000);
  const [taken] = line().movements;
  await succeeded(must(session.changeBatch(line().key, lotB), 'a known line'));
  expect(await lie()).toEqual([5, 1, 0]);
  expect(line()).toMatchObject({ batch: lotB, isBatchChosen: true, quantity: 2000 });
  // Named as the undo in the history would be: both together happen once.
  const undo = makeUndoId(must(taken, 'a movement').id);
  expect(await phone.db.movement.get(undo)).toMatchObject({ lot: 'A', undoes: taken?.id });
  await succeeded(session.undo(line().key));
  expect(await lie()).toEqual([5, 3, 0]);
  expect(session.changeBatch(line().key, lotA)).toBeUndefined();
});

test('an open count goes over to another batch as a tally, a saved one as a fact', async () => {
  await scan('count', lotA);
  await scan('count', lotA);
  await succeeded(must(session.changeBatch(line().key, lotB), 'a known line'));
  expect([await lie(), line().state, line().before]).toEqual([[5, 3, 0], 'open', 3000]);
  await phone.restart();
  session = openSession();
  await session.restore();
  expect(line()).toMatchObject({ batch: lotB, quantity: 2000, state: 'open' });
  await succeeded(session.finishCount());
  expect(await lie()).toEqual([5, 2, 0]);
  await succeeded(must(session.changeBatch(line().key, lotA), 'a known line'));
  expect(await lie()).toEqual([2, 3, 0]);
  await succeeded(session.undo(line().key));
  expect(await lie()).toEqual([5, 3, 0]);
});

test('a count that older code has kept is of what has no batch', async () => {
  const open = { itemId: glue, locationId: bench, quantity: 4000, before: 0 };
  await phone.db.meta.put({ key: 'openCount', value: open });
  session = openSession();
  await session.restore();
  await succeeded(session.finishCount());
  expect(await lie()).toEqual([5, 3, 4]);
});

test('the purpose goes with all that is scanned from then on, and makes a line of its own', async () => {
  await scan('take', lotA);
  session.purpose.value = 'Boat';
  await scan('take', lotA);
  await scan('take', lotA);
  await scan('count', lotB);
  session.purpose.value = '';
  await scan('take', lotA);
  const lines = session.lines.value.filter(({ mode }) => mode !== 'receive');
  expect(lines.map(({ mode, purpose, quantity }) => [mode, purpose, quantity])).toEqual([
    ['count', '', 1000],
    ['take', 'Boat', 2000],
    ['take', '', 2000],
  ]);
  const taken = await phone.db.movement.filter(({ reason }) => reason === 'use').toArray();
  expect(taken.map(({ purpose }) => purpose).toSorted()).toEqual(['', '', 'Boat', 'Boat']);
});

async function succeeded<Value>(deed: Promise<Result<Value, unknown>>): Promise<Value> {
  const done = await deed;
  if (!done.ok) throw new Error(`Refused: ${JSON.stringify(done.failure)}`);
  return done.value;
}
