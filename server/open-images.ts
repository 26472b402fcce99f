/**
 * Everything that pictures need, put together: where files lie, who fetches, who decodes, and the worker that
 * has them do it.
 */
import type { Config } from './config.ts';
import type { OpenDatabase } from './db/database.ts';
import { insertJobs, type NewJob } from './db/job-statements.ts';
import type { BlobStore } from './images/blob-store.ts';
import type { FetchAllowList } from './images/fetch-allow-list.ts';
import { makeImageFetcher } from './images/fetch-image.ts';
import { openBlobs } from './images/open-blobs.ts';
import { openDecoder } from './images/decoder.ts';
import type { VariantDeps } from './images/read-variant.ts';
import { imageFetchHandler } from './jobs/image-fetch-handler.ts';
import { imageMakeHandler } from './jobs/image-make-handler.ts';
import { imageSweepHandler, sweepJob } from './jobs/image-sweep-handler.ts';
import { makeHandlers, type JobHandler } from './jobs/job-handler.ts';
import { startWorker } from './jobs/worker.ts';
import type { Log } from './log.ts';

export interface OpenImages {
  readonly variants: VariantDeps;
  /** Running jobs are finished or put back first. */
  close(): Promise<void>;
}

/** The first sweep does not compete with the morning's first phones. */
const firstSweepMs = 60 * 60 * 1000;

export interface ImageSetting {
  readonly config: Pick<Config, 'dataDir' | 'imageFetchAllow' | 'webhookAllow' | 'blobS3'>;
  readonly db: OpenDatabase;
  readonly spaceId: string;
  readonly log: Log;
  readonly now: () => number;
  readonly isWorking: boolean;
  /** What else the worker does. */
  readonly otherHandlers: readonly JobHandler[];
  readonly firstJobs: readonly NewJob[];
}

export async function openImages(setting: ImageSetting): Promise<OpenImages> {
  const { config, db, log, now, isWorking } = setting;
  const blobs = await openBlobs({ dataDir: config.dataDir, s3: config.blobS3 });
  const variants = { db: db.kysely, blobs, now, log };
  if (!isWorking) return { variants, close: async () => undefined };
  const closeWorker = await openWorker(setting, blobs);
  return { variants, close: closeWorker };
}

async function openWorker(setting: ImageSetting, blobs: BlobStore): Promise<() => Promise<void>> {
  const { config, db, spaceId, log, now } = setting;
  const { imageFetchAllow: allow } = config;
  const rollDice = Math.random;
  const fetcher = makeImageFetcher({ allow });
  const decoder = openDecoder({ log });
  const deps = { db: db.kysely, decoder, blobs, rollDice };
  const handlers = makeHandlers([
    imageFetchHandler({ ...deps, fetcher }),
    imageMakeHandler(deps),
    imageSweepHandler({ db: db.kysely, blobs, now }),
    ...setting.otherHandlers,
  ]);
  const firstJobs = [sweepJob(spaceId, firstSweepMs), ...setting.firstJobs];
  await db.kysely.transaction().execute((tx) => insertJobs(tx, firstJobs));
  const isOwnHost = (host: string): boolean =>
    isOpened(allow, host) || isOpened(config.webhookAllow, host);
  const worker = await startWorker({ db, handlers, log, now, rollDice, isOwnHost });
  return async () => {
    await worker.stop();
    await Promise.all([fetcher.close(), decoder.close()]);
  };
}

/** `host` as a URL has it: the port is left out where it is the scheme's own. */
function isOpened(allow: FetchAllowList, host: string): boolean {
  const url = URL.parse(`http://${host}`);
  if (url === null) return false;
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const ports = url.port === '' ? [80, 443] : [Number(url.port)];
  return ports.some((port) => allow.opensHost(name, port) || allow.opensAddress(name, port));
}
