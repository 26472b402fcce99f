/**
 * A space whose pictures come from a made-up web and a decoder that takes anything, on a real database and with the
 * real worker: for tests of what becomes of a picture between a phone and the store.
 */
import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import type { DecodedImage, DecodeFailure } from '../../server/images/decoder.ts';
import type { FetchFailure } from '../../server/images/fetch-failure.ts';
import { imageFetchHandler } from '../../server/jobs/image-fetch-handler.ts';
import { imageMakeHandler } from '../../server/jobs/image-make-handler.ts';
import { imageSweepHandler } from '../../server/jobs/image-sweep-handler.ts';
import { startWorker, type Worker } from '../../server/jobs/worker.ts';
import type { Image } from '../../shared/entities.ts';
import { imageSizes } from '../../shared/images.ts';
import { fail, must, succeed, type Result } from '../../shared/result.ts';
import { allHandlers } from './all-handlers.ts';
import { makeMemoryBlobs, type MemoryBlobs } from './memory-blobs.ts';
import { openTestDatabase, openTestSpace, type TestSpace } from './open-test-space.ts';
import { quietLog } from './quiet-log.ts';
import { newId, SyncClient } from './sync-client.ts';

export const address = 'https://example.org/drill.jpg';
export const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

export class PictureWorld {
  /** Other bytes in each test: a picture that another space has is made already. */
  readonly picture = Buffer.from(`a picture ${randomUUID()}`);
  readonly sha256 = hashOf(this.picture);
  readonly web = new Map<string, Result<Buffer, FetchFailure>>([[address, succeed(this.picture)]]);
  readonly fetched: string[] = [];
  decodings = 0;
  decodeAs: (bytes: Uint8Array) => Result<DecodedImage, DecodeFailure> = decodeAnything;
  /** Resolved while downloads may end. */
  gate: Promise<void> = Promise.resolve();
  readonly db: OpenDatabase;
  readonly space: TestSpace;
  readonly blobs: MemoryBlobs;
  readonly phone: SyncClient;
  #worker: Worker | undefined;

  constructor(db: OpenDatabase, space: TestSpace, blobs: MemoryBlobs) {
    this.db = db;
    this.space = space;
    this.blobs = blobs;
    this.phone = new SyncClient(
      async (path, init) => space.app.request(path, init),
      space.owner.token,
    );
  }

  async work(): Promise<void> {
    const { db, blobs } = this;
    const fetch = async (url: string): Promise<Result<Buffer, FetchFailure>> => {
      this.fetched.push(url);
      await this.gate;
      const nowhere: FetchFailure = { reason: 'not_found', isPassing: false, retryAfterMs: null };
      return this.web.get(url) ?? fail(nowhere);
    };
    const decode = async (bytes: Uint8Array): Promise<Result<DecodedImage, DecodeFailure>> => {
      this.decodings += 1;
      return this.decodeAs(bytes);
    };
    const close = async (): Promise<void> => undefined;
    const now = (): number => this.space.clock.nowMs;
    const rollDice = (): number => 0.5;
    const decoder = { decode, close, childPid: undefined };
    const deps = { db: db.kysely, decoder, blobs, rollDice };
    this.#worker = await startWorker({
      db,
      handlers: allHandlers([
        imageFetchHandler({ ...deps, fetcher: { fetch, close } }),
        imageMakeHandler(deps),
        imageSweepHandler({ db: db.kysely, blobs, now }),
      ]),
      log: quietLog,
      now,
      rollDice,
      isOwnHost: () => true,
      limits: { graceMs: 50 },
    });
  }

  async close(): Promise<void> {
    await this.#worker?.stop();
  }

  async saveItem(fields: object = { imageUrl: address }): Promise<string> {
    const id = newId<'item'>();
    const results = await this.phone.sync([
      this.phone.make('item.create', { id, fields: { name: 'Drill', ...fields } }),
    ]);
    expect(results).toEqual([]);
    return id;
  }

  async takePhoto(sha256: string): Promise<{ itemId: string; photoId: string }> {
    const itemId = await this.saveItem({});
    const photoId = newId<'photo'>();
    const args = { id: photoId, fields: { itemId, sha256 } };
    await this.phone.sync([this.phone.make('photo.create', args)]);
    return { itemId, photoId };
  }

  /** What a phone knows of a picture after it has synced. */
  async seen(source = address): Promise<Image | undefined> {
    await this.phone.sync();
    return this.phone.all('image').find((image) => image.source === source);
  }

  async retry({ id }: Image): Promise<void> {
    await this.phone.sync([this.phone.make('image.retry', { id })]);
  }

  put(sha256: string, bytes: Uint8Array, headers: object = {}): Promise<Response> {
    const { app, owner } = this.space;
    return Promise.resolve(
      app.request(`/api/images/${sha256}`, {
        method: 'PUT',
        body: new Uint8Array(bytes),
        headers: {
          authorization: `Bearer ${owner.token}`,
          'content-type': 'application/octet-stream',
          ...headers,
        },
      }),
    );
  }

  get(path: string): Promise<Response> {
    return this.space.request(path, { as: this.space.owner });
  }
}

/** For a test file: one database, and on it a world of its own for each test, which `current` answers. */
export function eachInPictureWorld(): { readonly current: () => PictureWorld } {
  let db: OpenDatabase;
  let world: PictureWorld;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(async () => {
    await db.close();
  });
  beforeEach(async () => {
    world = await openPictureWorld(db);
  });
  afterEach(async () => {
    await world.close();
  });
  return { current: () => world };
}

/** A space of its own; no job of an earlier test is left. */
async function openPictureWorld(db: OpenDatabase): Promise<PictureWorld> {
  await sql`delete from job`.execute(db.kysely);
  const clock = { now: (): number => Date.now() };
  const now = (): number => clock.now();
  const blobs = makeMemoryBlobs(now);
  const images = { db: db.kysely, blobs, now, log: quietLog };
  const space = await openTestSpace(db, { images });
  clock.now = () => space.clock.nowMs;
  return new PictureWorld(db, space, blobs);
}

export function expectState(
  world: PictureWorld,
  state: Image['state'],
  source = address,
): Promise<Image> {
  return vi.waitFor(
    async () => {
      const image = must(await world.seen(source), 'the picture');
      expect(image.state).toBe(state);
      return image;
    },
    { timeout: 30_000 },
  );
}

function decodeAnything(): Result<DecodedImage, DecodeFailure> {
  const variants = imageSizes.map((size) => ({ size, bytes: Buffer.from(`webp of ${size}`) }));
  return succeed({ format: 'jpeg', width: 640, height: 480, thumbhash: 'AAAA', variants });
}
