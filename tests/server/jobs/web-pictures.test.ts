/**
 * From a saved address to a picture that everyone sees: the road on the server, but for the network and the decoder,
 * which have tests of their own.
 */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { fail, must, succeed } from '../../../shared/result.ts';
import {
  address,
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

describe('an address', () => {
  test('is queued by the very sync that saves it, and its picture comes with a later one', async () => {
    await w.saveItem();
    expect(await w.seen()).toMatchObject({ state: 'queued', sha256: '', retryAt: null });
    await w.work();
    expect(await expectState(w, 'ready')).toMatchObject({
      sha256: hashOf(w.picture),
      thumbhash: 'AAAA',
      width: 640,
      height: 480,
      format: 'jpeg',
      bytes: w.picture.length,
      reason: '',
    });
  });

  test('is shown as downloading while it is', async () => {
    const open = Promise.withResolvers<void>();
    w.gate = open.promise;
    await w.saveItem();
    await w.work();
    await expectState(w, 'downloading');
    open.resolve();
    await expectState(w, 'ready');
  });

  test('that two items share is fetched once', async () => {
    await w.saveItem();
    await w.saveItem();
    await w.work();
    await expectState(w, 'ready');
    expect(w.fetched).toEqual([address]);
  });

  test('with the same bytes as another is w.fetched, but not made again', async () => {
    const other = 'https://example.org/copy.jpg';
    w.web.set(other, succeed(w.picture));
    await w.saveItem();
    await w.work();
    await expectState(w, 'ready');
    await w.saveItem({ imageUrl: other });
    expect((await expectState(w, 'ready', other)).sha256).toBe(hashOf(w.picture));
    expect(w.decodings).toBe(1);
  });

  test('that holds no picture says why, once and for all, until somebody asks again', async () => {
    w.web.delete(address);
    await w.saveItem();
    await w.work();
    const failed = await expectState(w, 'failed');
    expect(failed).toMatchObject({ reason: 'not_found', retryAt: null });
    w.web.set(address, succeed(w.picture));
    await w.retry(failed);
    await expectState(w, 'ready');
  });

  test('that is out of reach is tried again later, and says when', async () => {
    w.web.set(address, fail({ reason: 'busy', isPassing: true, retryAfterMs: 3_600_000 }));
    await w.saveItem();
    await w.work();
    await expect.poll(() => w.seen()).toMatchObject({ state: 'queued', reason: 'busy' });
    const waiting = must(await w.seen(), 'the picture');
    const waitsMs = must(waiting.retryAt, 'a time') - waiting.changedAt;
    expect(waitsMs).toBeGreaterThanOrEqual(3_600_000);
    w.web.set(address, succeed(w.picture));
    // Nobody has to wait for the machine's patience.
    await w.retry(waiting);
    await expectState(w, 'ready');
    expect(w.fetched).toHaveLength(2);
  });

  test('that stays out of reach is given up after the last try', async () => {
    w.web.set(address, fail({ reason: 'timeout', isPassing: true, retryAfterMs: null }));
    await w.saveItem();
    await sql`update job set attempts = max_attempts - 1`.execute(w.db.kysely);
    await w.work();
    expect(await expectState(w, 'failed')).toMatchObject({ reason: 'timeout', retryAt: null });
  });

  test('that is replaced while it is being fetched does not get in the way of the new one', async () => {
    const open = Promise.withResolvers<void>();
    w.gate = open.promise;
    const second = 'https://example.org/second.jpg';
    w.web.set(second, succeed(Buffer.from('another picture')));
    const id = await w.saveItem();
    await w.work();
    await expectState(w, 'downloading');
    await w.phone.sync([w.phone.make('item.patch', { id, fields: { imageUrl: second } })]);
    open.resolve();
    const image = await expectState(w, 'ready', second);
    expect(image.sha256).toBe(hashOf(Buffer.from('another picture')));
    const item = w.phone.all('item').find((row) => row.id === id);
    expect(item?.imageUrl).toBe(second);
  });

  test('of an item that was removed while it waited is not fetched any more', async () => {
    const id = await w.saveItem();
    await w.phone.sync([w.phone.make('item.delete', { id })]);
    await w.work();
    await expectState(w, 'gone');
    expect(w.fetched).toEqual([]);
    await w.phone.sync([w.phone.make('item.restore', { id })]);
    await expectState(w, 'ready');
  });

  test('of a picture that kills the decoder is tried three times and no more', async () => {
    w.decodeAs = () => fail({ reason: 'too_hard', isPassing: true });
    await w.saveItem();
    await sql`update job set attempts = 2`.execute(w.db.kysely);
    await w.work();
    expect(await expectState(w, 'failed')).toMatchObject({ reason: 'too_hard' });
  });

  test('whose picture was there keeps it on show while a new try fails', async () => {
    await w.saveItem();
    await w.work();
    const ready = await expectState(w, 'ready');
    w.web.delete(address);
    await w.retry(ready);
    expect(await expectState(w, 'failed')).toMatchObject({
      sha256: hashOf(w.picture),
      reason: 'not_found',
    });
  });

  test('waits when the disk is full, and nothing is half there', async () => {
    w.blobs.isFull = true;
    await w.saveItem();
    await w.work();
    await expect
      .poll(() => w.seen())
      .toMatchObject({ state: 'queued', reason: 'storage', sha256: '' });
    w.blobs.isFull = false;
    await w.retry(must(await w.seen(), 'the picture'));
    await expectState(w, 'ready');
  });
});
