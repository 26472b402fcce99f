/**
 * The property that may never be skipped: whatever people do, in whatever order, over whatever network, once
 * it is quiet every phone holds what the server holds, and that is what follows from the accepted log alone.
 *
 * Real client code on real IndexedDB; the network loses requests and answers, doubles and replays them; phones
 * are closed, opened, and run in two tabs; clocks are wrong by up to a year; the server goes back in time.
 * A failure prints its seed: `VITE_SEED=17 VITE_SEEDS=1` brings it back.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { readMeta } from '../../../client/db/meta.ts';
import { recordMutations, type MutationDraft } from '../../../client/db/record-mutations.ts';
import { applyMutation } from '../../../shared/apply-mutation.ts';
import { syncedTables, type AnyRow, type SyncedTable } from '../../../shared/entities.ts';
import { unplaced, type ItemId, type LocationId, type MutationId } from '../../../shared/ids.ts';
import { LoadedRows } from '../../../shared/loaded-rows.ts';
import { parseMutation } from '../../../shared/mutations.ts';
import { foldStock } from '../../../shared/stock.ts';
import { count, createItem, createLocation, editItem, move } from '../../support/drafts.ts';
import { captivePortal, type Fault } from '../../support/faulty-line.ts';
import type { MemoryServer } from '../../support/memory-server.ts';
import {
  deletePhones,
  makePhone,
  makeWorld,
  openTab,
  type Phone,
  type World,
} from '../../support/phone.ts';
import type { Dice } from '../../support/seeded-dice.ts';
import { makeStockDraft } from '../../support/stock-drafts.ts';

const firstSeed = Number(import.meta.env['VITE_SEED'] ?? 1);
const seeds = Number(import.meta.env['VITE_SEEDS'] ?? 30);
const steps = 60;
const day = 24 * 3_600_000;

afterEach(deletePhones);

interface Story {
  readonly world: World;
  readonly phones: Phone[];
  /** Second tabs of the same browsers. */
  readonly tabs: Map<Phone, Phone>;
  readonly items: ItemId[];
  readonly places: LocationId[];
  /** Every change that a phone has called durable. */
  readonly promised: Set<MutationId>;
  backups: ReturnType<MemoryServer['backUp']>[];
}

async function begin(seed: number): Promise<Story> {
  const world = makeWorld({ seed, pageRows: 1 + (seed % 7) });
  const { dice } = world;
  const phones: Phone[] = [];
  const offs = [0, 0, 120_000, -3_600_000, 365 * day, -365 * day];
  for (let place = 0; place < 2 + dice.below(3); place++) {
    phones.push(await makePhone(world, { clockOffMs: dice.pick(offs) }));
  }
  const tabs = new Map<Phone, Phone>();
  for (const phone of phones) if (dice.chance(0.5)) tabs.set(phone, await openTab(world, phone));
  const places = [unplaced];
  return { world, phones, tabs, items: [], places, promised: new Set(), backups: [] };
}

function makeDraft({ world: { dice }, items, places }: Story, phone: Phone): MutationDraft {
  if (items.length === 0 || dice.chance(0.15)) {
    items.push(phone.newId<'item'>());
    return createItem(items.at(-1) ?? phone.newId<'item'>(), { name: `Item ${items.length}` });
  }
  const item = dice.pick(items);
  const place = dice.pick(places);
  const quantity = 1 + dice.below(5000);
  const other = dice.pick(places);
  switch (dice.below(10)) {
    case 0:
      places.push(phone.newId<'location'>());
      return createLocation(places.at(-1) ?? place, {
        parentId: place === unplaced ? null : place,
      });
    case 1:
      return { name: 'location.patch', args: { id: place, fields: { parentId: other } } };
    case 2:
      return editItem(item, dice.pick([{ name: `Name ${quantity}` }, { unit: `u${quantity}` }]));
    case 3:
      return editItem(item, { custom: { colour: `c${quantity}`, size: `s${dice.below(3)}` } });
    case 4:
      return { name: dice.pick(['item.delete', 'item.restore']), args: { id: item } };
    case 5:
      return count(phone, item, place, quantity);
    case 6:
      return other === place
        ? move(phone, item, quantity, { to: place })
        : move(phone, item, quantity, { from: place, to: other });
    default:
      return move(phone, item, quantity, dice.chance(0.5) ? { from: place } : { to: place });
  }
}

async function record(story: Story, phone: Phone): Promise<void> {
  story.world.time.nowMs += story.world.dice.below(5000);
  const { dice } = story.world;
  const drafts: MutationDraft[] = [];
  for (let left = 1 + dice.below(3); left > 0; left--) {
    const isStock = story.items.length > 0 && dice.chance(0.4);
    const draft = isStock
      ? await makeStockDraft(phone, { ...story, dice })
      : makeDraft(story, phone);
    drafts.push(draft);
  }
  const recorded = await recordMutations(phone.db, drafts, phone.moment);
  // A refusal at once is an answer to the person: nothing was promised.
  if (recorded.ok) for (const { uuid } of recorded.value.mutations) story.promised.add(uuid);
}

function pickFault(dice: Dice): Fault {
  return dice.pick<Fault>([
    { kind: 'loseRequest' },
    { kind: 'loseAnswer' },
    { kind: 'loseAnswer' },
    { kind: 'twice' },
    { kind: 'oldAnswer' },
    captivePortal,
    { kind: 'reply', status: 503, body: { kind: 'busy' } },
    { kind: 'reply', status: 413, body: { kind: 'tooLarge', bytesMax: 1 } },
    { kind: 'reply', status: 401, body: { kind: 'signedOut' } },
  ]);
}

async function sync(story: Story, phone: Phone): Promise<void> {
  const { dice } = story.world;
  const tab = story.tabs.get(phone);
  for (const line of [phone.line, tab?.line]) {
    for (let faults = dice.below(4); faults > 0; faults--) {
      line?.next(dice.chance(0.5) ? pickFault(dice) : { kind: 'twice' });
    }
  }
  const others = story.phones.filter((other) => other !== phone && dice.chance(0.3));
  const busy = dice.chance(0.3) ? record(story, phone) : Promise.resolve();
  await Promise.all([phone.sync(), tab?.sync(), busy, ...others.map((other) => other.sync())]);
}

async function step(story: Story): Promise<void> {
  const { world, phones, tabs } = story;
  const phone = world.dice.pick(phones);
  const roll = world.dice.below(100);
  if (roll < 50) await record(story, phone);
  else if (roll < 85) await sync(story, phone);
  else if (roll < 90) await phone.restart();
  else if (roll < 93) phone.clockOffMs = world.dice.pick([0, 60_000, -60_000, 30 * day]);
  else if (roll < 95) story.backups.push(world.server.backUp());
  else if (roll < 97) story.backups.pop()?.({ newEpoch: world.dice.chance(0.5) });
  else if (roll < 99) await (tabs.get(phone) ?? phone).sync();
  else world.time.nowMs += day;
}

async function becomeQuiet({ phones, tabs }: Story): Promise<void> {
  // Twice: what the last phone has sent, the first one has yet to see.
  for (let turns = 0; turns < 2; turns++) {
    for (const phone of phones) {
      for (const one of [phone, tabs.get(phone)]) {
        if (one === undefined) continue;
        one.line.forget();
        expect(await one.sync()).toMatchObject({ kind: 'quiet' });
      }
    }
  }
}

type Holdings = Record<SyncedTable, AnyRow[]>;

function inOrder(rowsOf: (table: SyncedTable) => AnyRow[]): Holdings {
  const entries = syncedTables.map((table) => [
    table,
    rowsOf(table).toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  ]);
  return Object.fromEntries(entries) as Holdings;
}

/** What follows from the log alone, judged once more from nothing. */
function foldLog(server: MemoryServer): LoadedRows {
  const rows = new LoadedRows();
  for (const { sent, stamp, personId, receivedAt } of server.log) {
    const parsed = parseMutation(sent);
    if (parsed.ok) applyMutation(rows, parsed.value, { stamp, personId, receivedAt });
  }
  return rows;
}

const withoutVersions = (holdings: Holdings): unknown =>
  syncedTables.map((table) => holdings[table].map((row) => ({ ...row, version: 0 })));

async function expectConvergence(story: Story): Promise<void> {
  const { server } = story.world;
  const truth = inOrder((table) => server.all(table));
  const fold = foldLog(server).changes();
  expect(withoutVersions(truth)).toEqual(withoutVersions(inOrder((table) => [...fold[table]])));
  const stocks = foldStock(server.all('movement'), server.all('count'));
  expect(stocks.size).toBe(server.all('stock').length);
  for (const stock of server.all('stock')) {
    expect({ ...stock, version: 0 }).toEqual(stocks.get(stock.id));
  }
  const logged = server.log.map(({ sent }) => sent.uuid);
  // Exactly once, and nothing that a phone has promised is missing.
  expect(logged.length).toBe(new Set(logged).size);
  expect(new Set(logged)).toEqual(story.promised);
  for (const phone of story.phones) {
    const held = await phone.holdings();
    expect(aliveOnly(held)).toEqual(aliveOnly(truth));
    expect(deadOnly(held)).toEqual(expectedDead(held, truth));
    expect(await phone.db.outbox.count()).toBe(0);
    expect(await phone.db.shadow.count()).toBe(0);
    expect(await phone.db.staging.count()).toBe(0);
    expect(await readMeta(phone.db, 'resyncing')).toBe(false);
  }
  await expectRefusalsShown(story);
}

const isDead = (row: AnyRow): boolean => 'deletedAt' in row && row.deletedAt !== null;
const aliveOnly = (holdings: Holdings): unknown =>
  syncedTables.map((table) => holdings[table].filter((row) => !isDead(row)));
const deadOnly = (holdings: Holdings): AnyRow[] =>
  syncedTables.flatMap((table) => holdings[table].filter(isDead));

/** A first sync leaves out what was dead before; what is held of the dead must be as at the server. */
function expectedDead(held: Holdings, truth: Holdings): AnyRow[] {
  const ids = new Set(deadOnly(held).map(({ id }) => id));
  return deadOnly(truth).filter(({ id }) => ids.has(id));
}

async function expectRefusalsShown({ world, phones }: Story): Promise<void> {
  const shown = new Map<string, unknown>();
  for (const { db } of phones) {
    for (const { uuid, outcome } of await db.attention.toArray()) shown.set(uuid, outcome);
  }
  for (const { sent, outcome } of world.server.log) {
    if (outcome.kind === 'refused') expect(shown.get(sent.uuid)).toEqual(outcome);
  }
}

describe('quiet phones hold what the server holds, and that is the fold of the accepted log', () => {
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    test(`seed ${seed}`, { timeout: 60_000 }, async () => {
      const story = await begin(seed);
      for (let place = 0; place < steps; place++) await step(story);
      await becomeQuiet(story);
      await expectConvergence(story);
    });
  }
});
