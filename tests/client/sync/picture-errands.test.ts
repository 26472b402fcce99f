/** Photos and thumbnails beside the sync loop: after quiet rounds, in nobody's way, and never where they may not. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeMeta } from '../../../client/db/meta.ts';
import { signOut } from '../../../client/db/sign-out.ts';
import { startSyncLoop, type SyncLoop } from '../../../client/sync/sync-loop.ts';
import { createItem } from '../../support/drafts.ts';
import { imageOf } from '../../support/memory-pictures.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';
import { takePhoto } from '../../support/photos.ts';

const minute = 60_000;
let world: World;
let phone: Phone;
let loop: SyncLoop;

beforeEach(async () => {
  world = makeWorld({ tracksImages: true });
  phone = await makePhone(world);
  loop = startSyncLoop(phone.parts);
  await loop.syncNow();
});
afterEach(async () => {
  loop.stop();
  expect(phone.bugs).toEqual([]);
  await deletePhones();
});

const sent = (): number => phone.pictures.sent.length;
const stateOf = (sha256: string) => imageOf(world.server, sha256)?.state;
/** The next timer is set that rings within so long; it rings. */
async function ringWithin(mostMs: number): Promise<void> {
  await expect.poll(() => (world.time.delays[0] ?? Infinity) <= mostMs).toBe(true);
  world.time.pass(world.time.delays[0] ?? 0);
}

test('a photo follows the change that names it by itself', async () => {
  const { sha256 } = await takePhoto(phone, 'one');
  await ringWithin(150);
  await expect.poll(() => stateOf(sha256)).toBe('queued');
  expect(sent()).toBe(1);
});

test('a photo that does not get through holds up no rows, and is tried again ever more slowly', async () => {
  phone.pictures.always = { kind: 'loseRequest' };
  const { sha256 } = await takePhoto(phone, 'one');
  await loop.syncNow();
  await expect.poll(sent).toBe(1);
  await phone.record(createItem(phone.newId<'item'>()));
  await loop.syncNow();
  expect(await phone.db.outbox.count()).toBe(0);
  await expect.poll(sent).toBe(2);
  phone.pictures.always = undefined;
  for (let rings = 0; rings < 10 && stateOf(sha256) !== 'queued'; rings++) await ringWithin(minute);
  await expect.poll(() => stateOf(sha256)).toBe('queued');
});

test('while the server is busy, quiet rounds do not send: its wish is heeded', async () => {
  phone.pictures.next({
    kind: 'reply',
    status: 503,
    body: { kind: 'busy' },
    retryAfterMs: 4 * minute,
  });
  const { sha256 } = await takePhoto(phone, 'one');
  await ringWithin(150);
  await expect.poll(sent).toBe(1);
  const until = world.time.nowMs + 4 * minute - 1000;
  while (world.time.nowMs + 2 * minute < until) {
    const before = phone.line.requests.length;
    // In small steps: what is not set yet, because a round is still under way, cannot ring.
    await expect
      .poll(() => {
        if (world.time.nowMs + 5000 < until) world.time.pass(5000);
        return phone.line.requests.length;
      })
      .toBeGreaterThan(before);
  }
  expect(sent()).toBe(1);
  await expect
    .poll(() => {
      world.time.pass(minute);
      return stateOf(sha256);
    })
    .toBe('queued');
});

test('the network coming back ends the waiting', async () => {
  phone.pictures.next({ kind: 'loseRequest' });
  const { sha256 } = await takePhoto(phone, 'one');
  await ringWithin(150);
  await expect.poll(sent).toBe(1);
  phone.feel('online');
  await ringWithin(0);
  await expect.poll(() => stateOf(sha256)).toBe('queued');
});

test('nothing is sent while the person stays offline, and what is under way is broken off', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  phone.pictures.next({ kind: 'slow', until: promise });
  await takePhoto(phone, 'one');
  await takePhoto(phone, 'two');
  await ringWithin(150);
  await expect.poll(sent).toBe(1);
  await writeMeta(phone.db, 'stayOffline', true);
  await loop.syncNow();
  resolve();
  await loop.syncNow();
  expect(sent()).toBe(1);
  await writeMeta(phone.db, 'stayOffline', false);
  await loop.syncNow();
  await expect
    .poll(() => world.server.all('image').map(({ state }) => state))
    .toEqual(['queued', 'queued']);
});

test('who leaves leaves no pictures behind', async () => {
  phone.pictures.kept?.add('/images/one');
  await signOut(phone.db, { outboxExported: false });
  await loop.syncNow();
  await expect.poll(() => phone.pictures.kept?.size).toBe(0);
});

test('a tab that does not lead sends nothing', async () => {
  loop.stop();
  const never = { request: () => new Promise(() => undefined) };
  const other = await makePhone(world, { locks: never });
  loop = startSyncLoop(other.parts);
  await takePhoto(other, 'one');
  await loop.syncNow();
  await loop.syncNow();
  expect(world.server.all('photo')).toHaveLength(1);
  expect(other.pictures.sent).toEqual([]);
});
