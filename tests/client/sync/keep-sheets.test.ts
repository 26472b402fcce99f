/** Safety data sheets are on the phone before anybody needs them. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signOut } from '../../../client/db/sign-out.ts';
import { makeSheetKeeper, type SheetKeeper } from '../../../client/sync/keep-sheets.ts';
import { startSyncLoop } from '../../../client/sync/sync-loop.ts';
import type { ItemId } from '../../../shared/ids.ts';
import { keptSheetBytesMax } from '../../../shared/kept-sheets.ts';
import { limits } from '../../../shared/protocol.ts';
import { sheetPath } from '../../../shared/sheets.ts';
import { createItem, editItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';
import { hazardsOf, makeSheet, type TestSheet } from '../../support/sheets.ts';

let world: World;
let phone: Phone;
let keeper: SheetKeeper;
const { signal } = new AbortController();

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
  keeper = makeSheetKeeper(phone.parts);
});
afterEach(deletePhones);

/** An item of somebody else's, with a sheet that the server has. */
async function bring(text: string): Promise<TestSheet & { readonly item: ItemId }> {
  const sheet = await makeSheet(text);
  const item = phone.newId<'item'>();
  await phone.record(createItem(item, { hazards: hazardsOf(sheet) }));
  world.sheets.add(sheet.sha256);
  return { ...sheet, item };
}
/** What a later round does. */
async function keep(afterMs = 20_000): Promise<readonly string[]> {
  world.time.nowMs += afterMs;
  phone.sheets.fetched.length = 0;
  await keeper.keep(signal);
  return [...phone.sheets.fetched];
}
const pathsOf = (...sheets: readonly TestSheet[]): string[] =>
  sheets.map(({ sha256 }) => sheetPath(sha256));

test('the latest named first, each once', async () => {
  const one = await bring('one');
  const two = await bring('two');
  await phone.record(createItem(phone.newId<'item'>(), { hazards: hazardsOf(one) }));
  expect(await keep()).toEqual(pathsOf(one, two));
  expect(await keep()).toEqual([]);
  const three = await bring('three');
  expect(await keep()).toEqual(pathsOf(three));
});

test('while no other sheet is named, nothing is even looked at, but for once an hour', async () => {
  const one = await bring('one');
  await keep();
  await phone.record(editItem(one.item, { notes: 'x' }));
  await keep();
  expect(phone.sheets.looks).toBe(1);
  phone.sheets.kept?.clear();
  expect(await keep(60 * 60_000)).toEqual(pathsOf(one));
});

test('what is named a moment after a look is fetched at once', async () => {
  await keep();
  const one = await bring('one');
  expect(await keep(1)).toEqual(pathsOf(one));
});

test('what is still on somebody else’s phone is asked for again, ever more rarely', async () => {
  const one = await bring('one');
  world.sheets.clear();
  expect(await keep()).toEqual(pathsOf(one));
  expect(await keep(30_000)).toEqual([]);
  expect(await keep(31_000)).toEqual(pathsOf(one));
  expect(await keep(61_000)).toEqual([]);
  expect(await keep(60_000)).toEqual(pathsOf(one));
  for (let tries = 0; tries < 8; tries++) await keep(24 * 60 * 60_000);
  expect(await keep(60 * 60_000 - 1000)).toEqual([]);
  world.sheets.add(one.sha256);
  expect(await keep()).toEqual(pathsOf(one));
  expect(phone.sheets.kept).toEqual(new Set(pathsOf(one)));
});

test('without a network it stops at once', async () => {
  await bring('one');
  await bring('two');
  phone.sheets.isOnline = false;
  expect(await keep()).toHaveLength(1);
  phone.sheets.isOnline = true;
  expect(await keep()).toHaveLength(2);
});

test('what no living item names is let go, and comes back with it', async () => {
  const one = await bring('one');
  const two = await bring('two');
  await keep();
  await phone.record(editItem(one.item, { hazards: null }));
  await phone.record({ name: 'item.delete', args: { id: two.item } });
  await keep();
  expect(phone.sheets.kept).toEqual(new Set());
  await phone.record({ name: 'item.restore', args: { id: two.item } });
  expect(await keep()).toEqual(pathsOf(two));
});

test('they go with whoever signs out', async () => {
  await bring('one');
  const loop = startSyncLoop(phone.parts);
  await loop.syncNow();
  await expect.poll(() => phone.sheets.kept?.size).toBe(1);
  await signOut(phone.db, { outboxExported: true });
  await loop.syncNow();
  await expect.poll(() => phone.sheets.kept?.size).toBe(0);
  loop.stop();
});

test('not where nothing keeps them, or the person saves data', async () => {
  phone.sheets.kept = null;
  await bring('one');
  expect(await keep()).toEqual([]);
});

test('no more than fit together, and what is too large holds up nothing smaller', async () => {
  const small = await bring('small');
  const large: TestSheet[] = [];
  for (let bytes = 0; bytes < keptSheetBytesMax; bytes += limits.sheetBytesMax) {
    const sheet = await makeSheet(`large ${bytes}`);
    const hazards = hazardsOf({ ...sheet, bytes: new Uint8Array(limits.sheetBytesMax) });
    await phone.record(createItem(phone.newId<'item'>(), { hazards }));
    world.sheets.add(sheet.sha256);
    large.push(sheet);
  }
  const fetched = await keep();
  expect(fetched).toHaveLength(large.length);
  expect(fetched).not.toContain(pathsOf(small)[0]);
  // It takes the place of a large one, and what is left of that is enough for the small one.
  const newest = await bring('newest');
  expect(await keep()).toEqual(pathsOf(newest, small));
});

test('at most three hundred', async () => {
  for (let place = 0; place < 310; place++) {
    const sha256 = String(place).padStart(64, '0');
    world.sheets.add(sha256);
    const hazards = hazardsOf({ sha256, name: 'x.pdf', bytes: new Uint8Array(9) });
    await phone.record(createItem(phone.newId<'item'>(), { hazards }));
  }
  expect(await keep()).toHaveLength(300);
}, 60_000);
