/** What nobody shows any more goes, and nothing else does. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { insertJobs } from '../../../server/db/job-statements.ts';
import { sweepJob } from '../../../server/jobs/image-sweep-handler.ts';
import { uploadSource } from '../../../shared/images.ts';
import { expectState, eachInPictureWorld, type PictureWorld } from '../../support/picture-world.ts';

const world = eachInPictureWorld();
let w: PictureWorld;
beforeEach(() => {
  w = world.current();
});

const dayMs = 24 * 3600 * 1000;

describe('the sweep', () => {
  async function sweep(): Promise<void> {
    await sql`delete from job where kind = 'image.sweep'`.execute(w.db.kysely);
    await insertJobs(w.db.kysely, [sweepJob(w.space.spaceId, 0)]);
    await vi.waitFor(
      async () => {
        const done = await w.db.kysely
          .selectFrom('job')
          .select('state')
          .where('kind', '=', 'image.sweep')
          .execute();
        // One is done, and the next waits for tomorrow.
        expect(done.map(({ state }) => state).toSorted()).toEqual(['done', 'queued']);
      },
      { timeout: 10_000 },
    );
  }
  const pass = (days: number): void => {
    w.space.clock.nowMs += days * dayMs;
  };

  test('takes nothing that is shown, however old', async () => {
    await w.saveItem();
    await w.work();
    await expectState(w, 'ready');
    pass(400);
    await sweep();
    expect(w.blobs.kept.size).toBe(3);
  });

  test('takes what no address leads to any more, a day later', async () => {
    const id = await w.saveItem();
    await w.work();
    await expectState(w, 'ready');
    await w.phone.sync([w.phone.make('item.patch', { id, fields: { imageUrl: '' } })]);
    await sweep();
    expect(await w.seen()).toMatchObject({ state: 'ready' });
    pass(2);
    await sweep();
    await expectState(w, 'gone');
    expect(w.blobs.kept.size).toBe(3);
    pass(2);
    await sweep();
    expect(w.blobs.kept.size).toBe(0);
  });

  test('keeps the photos of what was deleted for thirty days, because it may be restored', async () => {
    const { itemId, photoId } = await w.takePhoto(w.sha256);
    await w.put(w.sha256, w.picture);
    await w.work();
    await expectState(w, 'ready', uploadSource(w.sha256));
    await w.phone.sync([
      w.phone.make('photo.delete', { id: photoId }, w.space.clock.nowMs),
      w.phone.make('item.delete', { id: itemId }, w.space.clock.nowMs),
    ]);
    pass(29);
    await sweep();
    expect(w.blobs.kept.size).toBe(4);
    pass(3);
    await sweep();
    pass(2);
    await sweep();
    expect(w.blobs.kept.size).toBe(0);
  });

  test('leaves alone what has just arrived and belongs to nothing yet', async () => {
    await w.blobs.put({ sha256: w.sha256, variant: 96 }, w.picture);
    await w.work();
    await sweep();
    expect(w.blobs.kept.size).toBe(1);
    pass(2);
    await sweep();
    expect(w.blobs.kept.size).toBe(0);
  });
});
