/** Where this server keeps pictures: in a bucket if one is set, or else in its data folder. */
import type { BlobStore } from './blob-store.ts';
import { openDiskBlobs } from './disk-blobs.ts';
import { openS3Blobs } from './s3-blobs.ts';
import type { S3Settings } from './s3-settings.ts';

interface Options {
  readonly dataDir: string;
  readonly s3: S3Settings | undefined;
}

/** Throws `BlobStoreError` when the folder cannot be used. A bucket is not asked before it is needed. */
export async function openBlobs({ dataDir, s3 }: Options): Promise<BlobStore> {
  return s3 === undefined ? openDiskBlobs(dataDir) : openS3Blobs(s3);
}
