/**
 * Mark and sweep, once a day. What no item has shown for a while is marked as gone, so that phones forget it
 * too; files that no picture has needed for a day are removed. What was deleted can be restored with its
 * pictures for thirty days, and so can a safety data sheet that no living item names any more.
 */
import type { Queries } from '../db/database.ts';
import { readImagesBefore, readNeededHashes, readShownSources } from '../db/image-statements.ts';
import { purgeJobs, type NewJob } from '../db/job-statements.ts';
import { readKeptSheets, renewSheets } from '../db/sheet-statements.ts';
import type { BlobName, BlobStore } from '../images/blob-store.ts';
import type { Effect, JobHandler } from './job-handler.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
export const restorableMs = 30 * dayMs;
/** Nothing younger is touched: it may belong to a change that is just being made. */
export const graceMs = dayMs;
const jobsKeptMs = 7 * dayMs;
const batchMax = 500;

export interface SweepDeps {
  readonly db: Queries;
  readonly blobs: BlobStore;
  readonly now: () => number;
}

/** The next sweep; a server that starts makes sure that there is one. */
export function sweepJob(spaceId: string, delayMs: number): NewJob {
  return {
    spaceId,
    kind: 'image.sweep',
    dedupeKey: 'daily',
    payload: {},
    host: '',
    maxAttempts: 5,
    priority: -10,
    delayMs,
  };
}

export function imageSweepHandler({ db, blobs, now }: SweepDeps): JobHandler {
  const next: Effect = (turn) => turn.insertJobs([sweepJob(turn.spaceId, dayMs)]);
  return {
    kind: 'image.sweep',
    giveUp: () => next,
    async run(_job, signal) {
      await purgeJobs(db, jobsKeptMs);
      await renewSheets(db, { nowMs: now(), keptMs: restorableMs });
      for await (const batch of inBatches(blobs.list())) {
        signal.throwIfAborted();
        await sweep(batch);
      }
      return {
        kind: 'done',
        effect: async (turn) => {
          await markGone(turn);
          await next(turn);
        },
      };
    },
  };

  async function sweep(batch: readonly StoredBlob[]): Promise<void> {
    const old = batch.filter(({ storedAtMs }) => storedAtMs < now() - graceMs);
    const [sheets, pictures] = [old.filter(isSheet), old.filter((blob) => !isSheet(blob))];
    const neededSheets = await readKeptSheets(db, hashesOf(sheets));
    const neededPictures = await readNeededHashes(db, hashesOf(pictures), now() - graceMs);
    for (const { sha256, variant } of old) {
      const needed = variant === 'pdf' ? neededSheets : neededPictures;
      if (!needed.has(sha256)) await blobs.remove({ sha256, variant });
    }
  }
}

const markGone: Effect = async ({ tx, spaceId, rows, nowMs }) => {
  const shown = await readShownSources(tx, spaceId, nowMs - restorableMs);
  for (const image of await readImagesBefore(tx, spaceId, nowMs - graceMs)) {
    if (shown.has(image.source)) continue;
    rows.put('image', { ...image, state: 'gone', reason: '', retryAt: null, changedAt: nowMs });
  }
};

function isSheet({ variant }: BlobName): boolean {
  return variant === 'pdf';
}

function hashesOf(blobs: readonly BlobName[]): string[] {
  return [...new Set(blobs.map(({ sha256 }) => sha256))];
}

type StoredBlob = BlobName & { readonly storedAtMs: number };

async function* inBatches(stored: AsyncIterable<StoredBlob>): AsyncIterable<StoredBlob[]> {
  let batch: StoredBlob[] = [];
  for await (const blob of stored) {
    batch.push(blob);
    if (batch.length < batchMax) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
