/** A round of trips over a bad network: everything arrives once, and a round that moves nothing ends. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMeta, readMetas } from '../../../client/db/meta.ts';
import type { ItemId, LocationId } from '../../../shared/ids.ts';
import type { SyncProblem } from '../../../shared/protocol.ts';
import { must } from '../../../shared/result.ts';
import { count, createItem, createLocation, move } from '../../support/drafts.ts';
import { captivePortal, type Fault } from '../../support/faulty-line.ts';
import {
  deletePhones,
  makePhone,
  makeWorld,
  openTab,
  type Phone,
  type World,
} from '../../support/phone.ts';

let world: World;
let phone: Phone;
let item: ItemId;
let shelf: LocationId;

async function start(
  options: { readonly pageRows?: number; readonly mutationsMax?: number } = {},
): Promise<void> {
  world = makeWorld(options);
  phone = await makePhone(world);
  item = phone.newId<'item'>();
  shelf = phone.newId<'location'>();
  await phone.record(createLocation(shelf), createItem(item), count(phone, item, shelf, 10_000));
  await phone.sync();
}
const take = (quantity: number) => move(phone, item, quantity, { from: shelf });
const quantity = async (): Promise<number | undefined> => (await phone.all('stock'))[0]?.quantity;
const problem = (body: SyncProblem, status: number): Fault => ({ kind: 'reply', status, body });

beforeEach(() => start());
afterEach(deletePhones);

describe('a bad network', () => {
  test.each([
    ['lost', { kind: 'loseAnswer' }],
    ['delivered twice', { kind: 'twice' }],
  ] as const)('a request whose answer is %s is applied once', async (_, fault) => {
    await phone.record(take(3000));
    phone.line.next(fault);
    await phone.sync();
    await phone.sync();
    expect(world.server.log.length).toBe(4);
    expect(world.server.all('stock')).toMatchObject([{ quantity: 7000 }]);
    expect(await quantity()).toBe(7000);
    expect(await phone.db.outbox.count()).toBe(0);
  });

  test.each([
    ['no network', { kind: 'loseRequest' }, { kind: 'unreachable' }],
    ['a captive portal', captivePortal, { kind: 'notOurServer', status: 200 }],
    ['an old answer out of a cache', { kind: 'oldAnswer' }, { kind: 'notOurServer', status: 200 }],
    ['busy', problem({ kind: 'busy' }, 503), { kind: 'busy' }],
    ['signed out', problem({ kind: 'signedOut' }, 401), { kind: 'signedOut' }],
    [
      'code too old',
      problem({ kind: 'updateNeeded', protocolMin: 2, protocolMax: 3 }, 426),
      { kind: 'updateNeeded', protocolMin: 2, protocolMax: 3 },
    ],
    [
      'a bug of ours',
      problem({ kind: 'badRequest', path: 'cursor', reason: 'a shape' }, 400),
      { kind: 'badRequest', path: 'cursor', reason: 'a shape' },
    ],
  ] as const)('%s ends the round, keeps everything and is named', async (_, fault, trouble) => {
    const before = await readMetas(phone.db, ['cursor', 'ackedMid', 'epoch', 'clientId']);
    await phone.record(take(3000));
    phone.line.next(fault);
    expect(await phone.sync()).toMatchObject({ kind: 'trouble', trouble });
    expect(await readMetas(phone.db, ['cursor', 'ackedMid', 'epoch', 'clientId'])).toEqual(before);
    expect(await phone.db.outbox.count()).toBe(1);
    expect(await quantity()).toBe(7000);
    expect(await phone.sync()).toMatchObject({ kind: 'quiet' });
    expect(world.server.all('stock')).toMatchObject([{ quantity: 7000 }]);
  });
});

describe('much to do', () => {
  test('more changes than a request takes go up in batches, each followed by its pages', async () => {
    await start({ pageRows: 300 });
    await phone.record(...Array.from({ length: 1200 }, () => take(1)));
    phone.line.requests.length = 0;
    await phone.sync();
    const sizes = phone.line.requests.map(({ mutations }) => mutations.length);
    expect(sizes[0]).toBe(1000);
    expect(sizes.filter((size) => size > 0)).toEqual([1000, 200]);
    expect(await phone.db.outbox.count()).toBe(0);
    expect(world.server.all('stock')).toMatchObject([{ quantity: 10_000 - 1200 }]);
    expect(await quantity()).toBe(10_000 - 1200);
  });

  test('a batch that is too large is halved until it fits', async () => {
    await start({ mutationsMax: 100 });
    await phone.record(...Array.from({ length: 700 }, () => take(1)));
    phone.line.requests.length = 0;
    expect(await phone.sync()).toMatchObject({ kind: 'quiet' });
    const sizes = phone.line.requests.map(({ mutations }) => mutations.length);
    expect(sizes.slice(0, 5)).toEqual([700, 350, 175, 87, 87]);
    expect(await phone.db.outbox.count()).toBe(0);
    expect(world.server.log.length).toBe(703);
  });

  test('a single change that is called too large ends the round and is kept', async () => {
    await phone.record(take(1));
    const tooLarge = { kind: 'tooLarge', bytesMax: 1 } as const;
    phone.line.always = problem(tooLarge, 413);
    expect(await phone.sync()).toMatchObject({ kind: 'trouble', trouble: tooLarge });
    expect(phone.line.requests.length).toBe(2);
    expect(await phone.db.outbox.count()).toBe(1);
  });

  test('a first sync goes on where it was cut off', async () => {
    await start({ pageRows: 2 });
    await phone.record(...Array.from({ length: 9 }, () => createItem(phone.newId<'item'>())));
    await phone.sync();
    const late = await makePhone(world);
    late.line.next({ kind: 'twice' }, { kind: 'twice' }, { kind: 'loseAnswer' });
    await late.sync();
    expect(await late.db.item.count()).toBeGreaterThan(0);
    await late.restart();
    await late.sync();
    expect(late.line.requests.filter(({ cursor }) => cursor === null).length).toBe(1);
    expect(await late.holdings()).toEqual(await phone.holdings());
  });
});

describe('no endless loops', () => {
  test('pages that never move the cursor end the round', async () => {
    await phone.sync();
    phone.line.send = async ({ nonce, cursor }) => {
      const said = world.server.sync(phone.line.actor, {
        ...must(phone.line.requests.at(-1), 'a request'),
        mutations: [],
        cursor,
        nonce,
      });
      return { kind: 'reply', status: 200, body: { ...said.body, more: true }, retryAfterMs: null };
    };
    expect(await phone.sync()).toMatchObject({ kind: 'trouble', trouble: { kind: 'noProgress' } });
  });

  test('a server that takes changes and never acknowledges them ends the round', async () => {
    await phone.record(take(1));
    let requests = 0;
    const { actor } = phone.line;
    phone.line.send = async (request) => {
      requests += 1;
      const said = world.server.sync(actor, { ...request, mutations: [] });
      return { kind: 'reply', status: 200, body: said.body, retryAfterMs: null };
    };
    expect(await phone.sync()).toMatchObject({ kind: 'trouble', trouble: { kind: 'noProgress' } });
    expect(requests).toBe(1);
    expect(await phone.db.outbox.count()).toBe(1);
  });

  test('a history that changes with every request ends the round, and loses nothing', async () => {
    await phone.record(take(3000));
    const epoch = world.dice.makeUuid();
    const body: SyncProblem = { kind: 'epochChanged', epoch, lastMid: 0 };
    phone.line.always = problem(body, 409);
    expect(await phone.sync()).toMatchObject({ kind: 'trouble', trouble: body });
    expect(phone.line.requests.length).toBeLessThan(10);
    expect(await quantity()).toBe(7000);
    expect(await phone.db.outbox.count()).toBe(4);
    phone.line.always = undefined;
    await phone.sync();
    expect(await quantity()).toBe(7000);
    expect(world.server.log.length).toBe(4);
  });
});

describe('two leaders at once', () => {
  test('are safe: everything is applied once and both tabs show the same', async () => {
    await start({ pageRows: 3 });
    const other = await makePhone(world);
    await other.sync();
    const tab = await openTab(world, phone);
    for (let place = 0; place < 8; place++) {
      await phone.record(take(100), createItem(phone.newId<'item'>()));
      await other.record(createItem(other.newId<'item'>()), move(other, item, 10, { from: shelf }));
      await Promise.all([other.sync(), phone.sync(), tab.sync()]);
    }
    await Promise.all([phone.sync(), tab.sync()]);
    await other.sync();
    expect(world.server.log.length).toBe(3 + 8 * 4);
    expect(await quantity()).toBe(10_000 - 880);
    expect(await phone.db.outbox.count()).toBe(0);
    expect(await phone.db.shadow.count()).toBe(0);
    expect(await tab.holdings()).toEqual(await other.holdings());
  });

  test('a refusal reaches the person, whichever tab hears of it', async () => {
    const other = await makePhone(world);
    await other.sync();
    const gone: ItemId[] = [];
    for (let place = 0; place < 10; place++) {
      const id = phone.newId<'item'>();
      gone.push(id);
      await phone.record(createItem(id));
    }
    await phone.sync();
    await other.sync();
    const tab = await openTab(world, phone);
    for (const id of gone) {
      await other.record({ name: 'item.delete', args: { id } });
      await phone.record({ name: 'item.patch', args: { id, fields: { notes: 'mine' } } });
      await other.sync();
      await Promise.all([phone.sync(), tab.sync()]);
    }
    await phone.sync();
    expect(await phone.db.attention.count()).toBe(10);
    expect(await phone.db.outbox.count()).toBe(0);
    expect(await readMeta(phone.db, 'ackedMid')).toBe(23);
  });
});
