/** What was made of pictures, on the wire. */
import { beforeEach, describe, expect, test } from 'vitest';
import { imageSizes } from '../../../shared/images.ts';
import { openTestSpace } from '../../support/open-test-space.ts';
import { expectState, eachInPictureWorld, type PictureWorld } from '../../support/picture-world.ts';
import { quietLog } from '../../support/quiet-log.ts';

const world = eachInPictureWorld();
let w: PictureWorld;
beforeEach(() => {
  w = world.current();
});

describe('a finished file', () => {
  test('may be kept for ever, runs nothing, and is named by its content', async () => {
    await w.saveItem();
    await w.work();
    await expectState(w, 'ready');
    for (const size of imageSizes) {
      const answer = await w.get(`/images/${w.sha256}/${size}.webp`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(`webp of ${size}`);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      });
    }
  });

  test('is for those who have joined, and for no other space', async () => {
    await w.saveItem();
    await w.work();
    await expectState(w, 'ready');
    const path = `/images/${w.sha256}/96.webp`;
    expect((await w.space.request(path)).status).toBe(401);
    const member = await w.space.join('member');
    expect((await w.space.request(path, { as: member })).status).toBe(200);
    const other = await openTestSpace(w.db, {
      images: { db: w.db.kysely, blobs: w.blobs, now: Date.now, log: quietLog },
    });
    expect((await other.request(path, { as: other.owner })).status).toBe(404);
  });

  test.each([
    '/images/../../etc/passwd',
    '/images/<sha256>/97.webp',
    '/images/<sha256>/96.png',
    '/images/<sha256>/96.webp.original',
    '/images/<sha256>/..%2f..%2fpackage.json',
    '/images/<SHA256>/96.webp',
    '/images/<sha256>',
    '/images/<sha256>/original',
  ])('has no other name: %s', async (name) => {
    await w.saveItem();
    await w.work();
    await expectState(w, 'ready');
    const path = name.replace('<sha256>', w.sha256).replace('<SHA256>', w.sha256.toUpperCase());
    expect((await w.get(path)).status).toBe(404);
  });

  test('that was lost is made again by being asked for', async () => {
    await w.saveItem();
    await w.work();
    await expectState(w, 'ready');
    w.blobs.kept.delete(`${w.sha256}.320`);
    expect((await w.get(`/images/${w.sha256}/320.webp`)).status).toBe(404);
    await expect.poll(async () => (await w.get(`/images/${w.sha256}/320.webp`)).status).toBe(200);
  });
});
