/** A folder and a bucket keep the one contract. */
import { randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { blobNameToPath } from '../../server/images/blob-store.ts';
import { openDiskBlobs } from '../../server/images/disk-blobs.ts';
import { openS3Blobs } from '../../server/images/s3-blobs.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { startS3, type S3Server } from '../support/start-s3.ts';
import { aWeekAgo, blobStoreContract } from './blob-store.contract.ts';

let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.stop());

blobStoreContract('disk', async () => {
  const dataDir = makeDataDir();
  return {
    store: await openDiskBlobs(dataDir),
    age: (name) => utimes(join(dataDir, 'blobs', blobNameToPath(name)), aWeekAgo(), aWeekAgo()),
  };
});

blobStoreContract('S3', async () => {
  // A folder for each test; pages so small that every list has several.
  const folder = `inner/${randomUUID()}`;
  return {
    store: openS3Blobs({ ...s3.settings, url: `${s3.settings.url}/${folder}` }, { pageSize: 4 }),
    age: (name) => utimes(s3.fileOf(`${folder}/${blobNameToPath(name)}`), aWeekAgo(), aWeekAgo()),
  };
});
