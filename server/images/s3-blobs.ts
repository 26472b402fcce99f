/**
 * Blobs in a bucket that speaks S3. Its own words are trusted no further than needed: a bucket that is not there must not
 * look like one that lacks a blob.
 */
import {
  blobNameToPath,
  BlobStoreError,
  pathToBlobName,
  type BlobName,
  type BlobStore,
  type StoredBlob,
} from './blob-store.ts';
import { parseS3List } from './s3-list.ts';
import { makeS3Request, unexpected, type S3Limits, type S3Question } from './s3-request.ts';
import type { S3Settings } from './s3-settings.ts';

interface Limits extends S3Limits {
  readonly pageSize: number;
}

const defaultLimits: Limits = { tries: 4, tryMs: 30_000, pauseMs: 200, pageSize: 1000 };

export function openS3Blobs(settings: S3Settings, limits: Partial<Limits> = {}): BlobStore {
  const { pageSize, ...requestLimits } = { ...defaultLimits, ...limits };
  const request = makeS3Request(settings, requestLimits);
  const urlOf = (name: BlobName): string => `${settings.url}/${blobNameToPath(name)}`;

  /** False: there is no such blob. */
  async function ask(question: S3Question): Promise<Buffer | false> {
    const answer = await request(question);
    const { status, body } = answer;
    if (status >= 200 && status < 300) return body;
    if (status === 404 && !body.includes('NoSuchBucket')) return false;
    throw unexpected(question, answer);
  }

  async function* list(): AsyncGenerator<StoredBlob> {
    const { bucketUrl, folder } = splitUrl(settings.url);
    let next: string | undefined;
    do {
      const url = new URL(bucketUrl);
      url.searchParams.set('list-type', '2');
      url.searchParams.set('max-keys', String(pageSize));
      url.searchParams.set('prefix', folder);
      if (next !== undefined) url.searchParams.set('continuation-token', next);
      const body = await ask({ method: 'GET', url: url.href });
      const page = body === false ? undefined : parseS3List(body.toString());
      // A server that answers the same page for ever would keep the caller for ever.
      if (page === undefined || (next !== undefined && page.next === next)) {
        throw new BlobStoreError('unavailable', 'The bucket for pictures cannot be listed');
      }
      for (const { key, storedAtMs } of page.objects) {
        const name = pathToBlobName(key.slice(folder.length));
        if (name !== undefined) yield { ...name, storedAtMs };
      }
      next = page.next;
    } while (next !== undefined);
  }

  return {
    async put(name, bytes) {
      const question: S3Question = { method: 'PUT', url: urlOf(name), body: bytes };
      if ((await ask(question)) === false) {
        throw new BlobStoreError('unavailable', 'The bucket for pictures takes none');
      }
    },
    async get(name) {
      const body = await ask({ method: 'GET', url: urlOf(name) });
      return body === false ? undefined : body;
    },
    has: async (name) => (await ask({ method: 'HEAD', url: urlOf(name) })) !== false,
    async remove(name) {
      await ask({ method: 'DELETE', url: urlOf(name) });
    },
    list,
  };
}

/** `https://host/bucket/folder` → the bucket's address, and what every key begins with. */
function splitUrl(text: string): { readonly bucketUrl: string; readonly folder: string } {
  const url = new URL(text);
  const [bucket = '', ...folders] = url.pathname.split('/').filter((part) => part !== '');
  return {
    bucketUrl: new URL(`/${bucket}`, url).href,
    folder: folders.map((part) => `${part}/`).join(''),
  };
}
