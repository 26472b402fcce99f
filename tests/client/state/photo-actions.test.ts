/** What a person does with pictures, and the way back; and what the screens then read. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeActions, type Actions } from '../../../client/state/actions.ts';
import { readItemPage } from '../../../client/state/item-page.ts';
import { readPictureHealth } from '../../../client/state/picture-health.ts';
import { readBlob } from '../../../client/state/read-blob.ts';
import { readWaiting } from '../../../client/state/waiting.ts';
import type { Image } from '../../../shared/entities.ts';
import { toId, type ItemId } from '../../../shared/ids.ts';
import { must, type Result } from '../../../shared/result.ts';
import { createItem } from '../../support/drafts.ts';
import { awaitedImage } from '../../support/memory-server.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';
import { makePhoto, takePhoto } from '../../support/photos.ts';

const url = 'https://pics.example/drill.jpg';
let world: World;
let phone: Phone;
let actions: Actions;
let item: ItemId;
const troubles: unknown[] = [];

beforeEach(async () => {
  world = makeWorld({ tracksImages: true });
  phone = await makePhone(world);
  actions = makeActions({
    db: phone.db,
    moment: () => phone.moment,
    onTrouble: (error) => troubles.push(error),
  });
  item = phone.newId<'item'>();
  await phone.record(createItem(item, { imageUrl: url }));
});
afterEach(async () => {
  expect(troubles).toEqual([]);
  await deletePhones();
});

const page = () => readItemPage(phone.db, item);
async function shown(): Promise<string[]> {
  return (await page()).pictures.map(({ key, isCover }) => (isCover ? `${key} (cover)` : key));
}
async function succeeded<Value>(deed: Promise<Result<Value, unknown>>): Promise<Value> {
  const done = await deed;
  if (!done.ok) throw new Error(`Refused: ${JSON.stringify(done.failure)}`);
  return done.value;
}

describe('adding photos', () => {
  test('shows them at once, and leaves the cover as it was', async () => {
    const blobs = [await makePhoto('one'), await makePhoto('two')];
    const { ids } = await succeeded(actions.addPhotos(item, blobs));
    expect(await shown()).toEqual(['web (cover)', ...ids]);
    expect((await page()).pictures[1]).toMatchObject({
      state: 'here',
      hasBlob: true,
      isPending: true,
      blobSha256: blobs[0]?.sha256,
    });
    const small = await readBlob(phone.db, blobs[0]?.sha256 ?? '', 'small');
    expect(await small?.text()).toBe('small one');
    expect(await readBlob(phone.db, 'none', 'bytes')).toBeUndefined();
  });

  test('can be taken back, and that too', async () => {
    const { undo, ids } = await succeeded(actions.addPhotos(item, [await makePhoto('one')]));
    await succeeded(actions.record(undo));
    expect(await shown()).toEqual(['web (cover)']);
    await succeeded(actions.restore('photo', ids[0] ?? ''));
    expect(await shown()).toEqual(['web (cover)', ids[0]]);
  });

  test('adds none that is there already', async () => {
    const one = await makePhoto('one');
    await succeeded(actions.addPhotos(item, [one, one]));
    expect(await phone.db.photo.count()).toBe(1);
    expect((await succeeded(actions.addPhotos(item, [one]))).ids).toEqual([]);
    expect(await phone.db.photo.count()).toBe(1);
  });
});

test('another cover is chosen, and taken back', async () => {
  const { ids } = await succeeded(actions.addPhotos(item, [await makePhoto('one')]));
  const before = must((await page()).item, 'the item');
  const { undo } = await succeeded(actions.setCover(before, ids[0] ?? null));
  expect(await shown()).toEqual([`${ids[0]} (cover)`, 'web']);
  await succeeded(actions.record(undo));
  expect(await shown()).toEqual(['web (cover)', ids[0]]);
});

test('a deleted cover gives way, and undoing brings it back as cover', async () => {
  const { ids } = await succeeded(actions.addPhotos(item, [await makePhoto('one')]));
  const before = must((await page()).item, 'the item');
  await succeeded(actions.setCover(before, ids[0] ?? null));
  const { undo } = await succeeded(actions.remove('photo', ids[0] ?? ''));
  expect(await shown()).toEqual(['web (cover)']);
  await succeeded(actions.record(undo));
  expect(await shown()).toEqual([`${ids[0]} (cover)`, 'web']);
});

const webImage = (place: number, more: Partial<Image> = {}): Image => ({
  ...awaitedImage(String(place).padStart(64, '0')),
  source: place === 0 ? url : `https://host${place % 2}.example/${place}.jpg`,
  state: 'failed',
  reason: 'not_found',
  changedAt: place,
  ...more,
});

test('another try is wished for, of many at once, and shows as waiting on their items', async () => {
  const { item: other, sha256 } = await takePhoto(phone, 'one');
  await phone.sync();
  const photo = { ...awaitedImage(sha256), state: 'failed', reason: 'storage' } as const;
  world.server.setImages(webImage(0), photo);
  await phone.sync();
  expect((await page()).pictures[0]).toMatchObject({ state: 'failed', reason: 'not_found' });
  const ids = [webImage(0).id, photo.id, photo.id];
  await succeeded(actions.retryImages(ids));
  expect((await page()).pictures[0]).toMatchObject({
    state: 'queued',
    reason: '',
    isPending: true,
  });
  expect(await readWaiting(phone.db)).toMatchObject({ count: 2, itemIds: new Set([item, other]) });
});

test('a photo that waits marks its item, and counts beside the changes', async () => {
  await phone.sync();
  const { item: other } = await takePhoto(phone, 'one');
  expect(await readWaiting(phone.db)).toMatchObject({
    count: 2,
    photos: 1,
    itemIds: new Set([other]),
  });
});

describe('how the pictures are doing', () => {
  test('on a phone without any', async () => {
    expect(await readPictureHealth(phone.db)).toEqual({
      waiting: { queued: 0, downloading: 0, awaiting: 0 },
      oldestAt: null,
      ready: 0,
      unsentHere: 0,
      failures: [],
      later: [],
    });
  });

  test('is told in figures, and what failed by reason and host, most first', async () => {
    const { item: photographed, sha256 } = await takePhoto(phone, 'one');
    await phone.sync();
    world.server.setImages(
      webImage(0),
      ...[1, 3, 5].map((place) => webImage(place)),
      webImage(2, { reason: 'timeout' }),
      { ...awaitedImage(sha256), state: 'failed', reason: 'broken' },
      webImage(10, { state: 'queued', reason: '' }),
      webImage(11, { state: 'queued', reason: 'busy', retryAt: 900 }),
      webImage(13, { state: 'queued', reason: 'busy', retryAt: 800 }),
      webImage(15, { state: 'downloading', reason: '' }),
      webImage(17, { state: 'ready', reason: '' }),
      webImage(19, { state: 'gone', reason: '' }),
    );
    await phone.sync();
    await takePhoto(phone, 'two');
    const health = await readPictureHealth(phone.db);
    expect(health).toMatchObject({
      waiting: { queued: 3, downloading: 1, awaiting: 0 },
      oldestAt: 10,
      ready: 1,
      unsentHere: 1,
    });
    expect(health.failures.map(({ reason, host, count }) => [reason, host, count])).toEqual([
      ['not_found', 'host1.example', 3],
      expect.anything(),
      expect.anything(),
      expect.anything(),
    ]);
    expect(health.failures).toContainEqual({
      reason: 'not_found',
      host: 'pics.example',
      count: 1,
      retryAt: null,
      imageIds: [webImage(0).id],
      items: [{ id: item, name: 'Drill' }],
    });
    expect(health.failures).toContainEqual(
      expect.objectContaining({
        reason: 'broken',
        host: '',
        items: [{ id: photographed, name: 'Drill' }],
      }),
    );
    expect(health.later).toEqual([
      expect.objectContaining({ reason: 'busy', host: 'host1.example', count: 2, retryAt: 800 }),
    ]);
  });

  test('is read in a blink among ten thousand', async () => {
    await phone.db.image.bulkPut(
      Array.from({ length: 10_000 }, (_, place) => ({
        ...webImage(place + 1, place < 200 ? {} : { state: 'ready', reason: '' }),
        id: toId<'image'>(String(place).padStart(64, '0')),
        touched: 1,
      })),
    );
    const began = performance.now();
    const { ready, failures } = await readPictureHealth(phone.db);
    expect(performance.now() - began).toBeLessThan(500);
    expect([ready, failures.length]).toEqual([9_800, 2]);
  });
});
