/** Small pictures are on the phone before anybody scrolls, and photos stay until their pictures have come. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeThumbnailKeeper, type ThumbnailKeeper } from '../../../client/sync/keep-thumbnails.ts';
import { settlePhotos } from '../../../client/sync/settle-photos.ts';
import type { Image } from '../../../shared/entities.ts';
import { imagePath } from '../../../shared/images.ts';
import { finishImage, imageOf } from '../../support/memory-pictures.ts';
import { awaitedImage } from '../../support/memory-server.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';
import { takePhoto } from '../../support/photos.ts';
import { must } from '../../../shared/result.ts';

let world: World;
let phone: Phone;
let keeper: ThumbnailKeeper;
const { signal } = new AbortController();

beforeEach(async () => {
  world = makeWorld({ tracksImages: true });
  phone = await makePhone(world);
  keeper = makeThumbnailKeeper(phone.parts);
});
afterEach(deletePhones);

const hashOf = (place: number): string => String(place).padStart(64, '0');
function finished(place: number): Image {
  return {
    ...awaitedImage(hashOf(place)),
    source: `https://pics.example/${place}`,
    state: 'ready',
    changedAt: place,
    sha256: hashOf(place),
  };
}
async function bring(...images: readonly Image[]): Promise<void> {
  world.server.setImages(...images);
  await phone.sync();
}
/** What a later look does: the keeper rests between two of them. */
async function keep(): Promise<void> {
  world.time.nowMs += 60_000;
  await keeper.keep(signal);
}

describe('thumbnails are fetched in advance', () => {
  test('the smallest first, the newest first, a few at a time, each once', async () => {
    await bring(finished(1), finished(3), finished(2), { ...finished(4), state: 'failed' });
    await keep();
    const order = [3, 2, 1].map(hashOf);
    expect(phone.pictures.fetched).toEqual([
      ...order.map((sha256) => imagePath(sha256, 96)),
      ...order.map((sha256) => imagePath(sha256, 320)),
    ]);
    expect(phone.pictures.atOnceMost).toBe(3);
    await keep();
    expect(phone.pictures.fetched).toHaveLength(6);
    await bring(finished(5));
    await keep();
    expect(phone.pictures.fetched.slice(6)).toEqual([
      imagePath(hashOf(5), 96),
      imagePath(hashOf(5), 320),
    ]);
  });

  test('at most as many as the cache holds', async () => {
    await bring(...Array.from({ length: 2_100 }, (_, place) => finished(place + 1)));
    await keep();
    expect(phone.pictures.fetched).toHaveLength(1_800);
    expect(phone.pictures.fetched[0]).toBe(imagePath(hashOf(2_100), 96));
    expect(phone.pictures.fetched.every((path) => path.endsWith('/96.webp'))).toBe(true);
  });

  test('not where nothing keeps them', async () => {
    phone.pictures.kept = null;
    await bring(finished(1));
    await keep();
    expect(phone.pictures.fetched).toEqual([]);
  });

  test('and without a network it stops at once, and goes on when there is one', async () => {
    await bring(...Array.from({ length: 20 }, (_, place) => finished(place + 1)));
    phone.pictures.mood = () => 'unreachable';
    await keep();
    expect(phone.pictures.fetched.length).toBeLessThanOrEqual(3);
    phone.pictures.mood = () => 'fetched';
    phone.pictures.fetched.length = 0;
    await keep();
    expect(phone.pictures.fetched).toHaveLength(40);
  });

  test('what the server does not have is not asked for again and again', async () => {
    await bring(finished(1));
    phone.pictures.mood = () => 'none';
    await keep();
    await bring(finished(2));
    await keep();
    expect(phone.pictures.fetched.filter((path) => path.includes(hashOf(1)))).toHaveLength(2);
  });

  test('a burst of news is one look', async () => {
    await bring(finished(1));
    await keep();
    await bring(finished(2));
    await keeper.keep(signal);
    expect(phone.pictures.fetched).toHaveLength(2);
    await keep();
    expect(phone.pictures.fetched).toHaveLength(4);
  });
});

describe('the bytes of a photo', () => {
  let sha256: string;
  beforeEach(async () => {
    ({ sha256 } = await takePhoto(phone, 'one'));
    await phone.sync();
  });
  const settle = (): Promise<void> => settlePhotos(phone.parts, signal);
  const isHere = async (): Promise<boolean> => (await phone.db.blobs.get(sha256)) !== undefined;

  test('go once the picture is ready and its thumbnails are here', async () => {
    await settle();
    expect(await isHere()).toBe(true);
    const name = finishImage(world.server, sha256);
    await phone.sync();
    await settle();
    expect(await isHere()).toBe(false);
    expect([...(phone.pictures.kept ?? [])]).toEqual([imagePath(name, 96), imagePath(name, 320)]);
  });

  test.each(['unreachable', 'none'] as const)('stay while a thumbnail is %s', async (answer) => {
    finishImage(world.server, sha256);
    await phone.sync();
    phone.pictures.mood = (path) => (path.endsWith('/320.webp') ? answer : 'fetched');
    await settle();
    expect(await isHere()).toBe(true);
    phone.pictures.mood = () => 'fetched';
    await settle();
    expect(await isHere()).toBe(false);
  });

  test('stay when the picture could not be made, to be seen and sent again', async () => {
    const image = must(imageOf(world.server, sha256), 'its row');
    await bring({ ...image, state: 'failed', reason: 'storage' });
    await settle();
    expect(await isHere()).toBe(true);
  });
});
