/** From a photo on a phone to a picture that everyone sees: what the server takes, what it refuses, what it asks for again. */
import { beforeEach, describe, expect, test } from 'vitest';
import { uploadSource } from '../../../shared/images.ts';
import { limits } from '../../../shared/protocol.ts';
import { fail } from '../../../shared/result.ts';
import {
  expectState,
  hashOf,
  eachInPictureWorld,
  type PictureWorld,
} from '../../support/picture-world.ts';

const world = eachInPictureWorld();
let w: PictureWorld;
beforeEach(() => {
  w = world.current();
});

describe('a photo', () => {
  let source: string;
  beforeEach(() => {
    source = uploadSource(w.sha256);
  });

  test('is awaited, taken once, and made', async () => {
    await w.takePhoto(w.sha256);
    expect(await w.seen(source)).toMatchObject({ state: 'awaiting' });
    expect((await w.put(w.sha256, w.picture)).status).toBe(204);
    expect(w.blobs.kept.get(`${w.sha256}.original`)?.bytes).toEqual(w.picture);
    await w.work();
    await expectState(w, 'ready', source);
    w.blobs.kept.delete(`${w.sha256}.original`);
    expect((await w.put(w.sha256, w.picture)).status).toBe(204);
    expect(w.blobs.kept.has(`${w.sha256}.original`)).toBe(false);
  });

  test('that nobody has spoken of is not taken', async () => {
    const answer = await w.put(w.sha256, w.picture);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ kind: 'notFound' });
    expect(w.blobs.kept.size).toBe(0);
  });

  test('with other bytes than its name says is refused', async () => {
    await w.takePhoto(w.sha256);
    const answer = await w.put(w.sha256, Buffer.from('other bytes'));
    expect(answer.status).toBe(400);
    expect(await w.seen(source)).toMatchObject({ state: 'awaiting' });
    expect(w.blobs.kept.size).toBe(0);
  });

  test('of 15 MiB is taken, and of one byte more is not', async () => {
    const most = Buffer.alloc(limits.imageBytesMax);
    const tooMuch = Buffer.alloc(limits.imageBytesMax + 1);
    await w.takePhoto(hashOf(most));
    await w.takePhoto(hashOf(tooMuch));
    expect((await w.put(hashOf(most), most)).status).toBe(204);
    const answer = await w.put(hashOf(tooMuch), tooMuch);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ kind: 'tooLarge', bytesMax: limits.imageBytesMax });
  });

  test('from a page of another site, or from nobody, is refused', async () => {
    await w.takePhoto(w.sha256);
    const foreign = await w.put(w.sha256, w.picture, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await w.put(w.sha256, w.picture, { authorization: '' })).status).toBe(401);
  });

  test('meets a full disk: the phone is asked to come back', async () => {
    await w.takePhoto(w.sha256);
    w.blobs.isFull = true;
    const answer = await w.put(w.sha256, w.picture);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect(await w.seen(source)).toMatchObject({ state: 'awaiting' });
  });

  test('that is no picture says so', async () => {
    w.decodeAs = () => fail({ reason: 'not_an_image', isPassing: false });
    await w.takePhoto(w.sha256);
    await w.put(w.sha256, w.picture);
    await w.work();
    expect(await expectState(w, 'failed', source)).toMatchObject({ reason: 'not_an_image' });
  });

  test('whose bytes were lost is awaited again, and a phone that has them helps', async () => {
    await w.takePhoto(w.sha256);
    await w.put(w.sha256, w.picture);
    w.blobs.kept.clear();
    await w.work();
    await expectState(w, 'awaiting', source);
    await w.put(w.sha256, w.picture);
    await expectState(w, 'ready', source);
  });
});
