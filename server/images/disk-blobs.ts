/**
 * Blobs as files under `<dataDir>/blobs`. A file is written beside its place, forced to the disk and renamed into it,
 * so whoever is killed between two steps leaves the whole blob or none, and a forgotten file in `new`.
 *
 *   blobs/new/<uuid> ──fsync──rename──▶ blobs/ab/cd/<sha256>.<variant> ──fsync of the folder──▶ durable
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  blobNameToPath,
  BlobStoreError,
  pathToBlobName,
  type BlobName,
  type BlobStore,
} from './blob-store.ts';

/** The calls that change something, so that a test can let each of them fail. */
export type DiskCalls = Pick<typeof fs, 'mkdir' | 'open' | 'rename' | 'rm' | 'utimes'>;

const forgottenAfterMs = 24 * 60 * 60 * 1000;

export async function openDiskBlobs(dataDir: string, calls: DiskCalls = fs): Promise<BlobStore> {
  const root = join(dataDir, 'blobs');
  const nursery = join(root, 'new');
  /** Folders that will still be there after a power cut. */
  const durable = new Set<string>();

  async function makeFolder(folder: string): Promise<void> {
    const made = await calls.mkdir(folder, { recursive: true });
    if (made === undefined && durable.has(folder)) return;
    for (let inner = folder; inner.startsWith(root); inner = dirname(inner)) {
      await syncPath(dirname(inner), calls);
    }
    durable.add(folder);
  }

  async function put(path: string, bytes: Uint8Array): Promise<void> {
    for (const folder of [nursery, dirname(path)]) await makeFolder(folder);
    const isRenewed = await renew(path, bytes.byteLength, calls);
    if (!isRenewed) await write(path, bytes, { calls, nursery });
    // Also for a renewed one: who renamed it may have been killed before this.
    await syncPath(dirname(path), calls);
  }

  await orError(makeFolder(nursery).then(() => removeForgotten(nursery, calls)));
  const pathOf = (name: BlobName): string => join(root, blobNameToPath(name));
  return {
    put: async (name, bytes) => orError(put(pathOf(name), bytes)),
    get: async (name) => orError(ifThere(fs.readFile(pathOf(name)))),
    has: async (name) => (await orError(ifThere(fs.stat(pathOf(name)))))?.isFile() ?? false,
    remove: async (name) => orError(calls.rm(pathOf(name), { force: true })),
    async *list() {
      await orError(removeForgotten(nursery, calls));
      for (const outer of await orError(fs.readdir(root))) {
        for (const inner of (await orError(ifThere(fs.readdir(join(root, outer))))) ?? []) {
          const files = await orError(ifThere(fs.readdir(join(root, outer, inner))));
          for (const file of files ?? []) {
            const name = pathToBlobName(`${outer}/${inner}/${file}`);
            const found = name && (await orError(ifThere(fs.stat(pathOf(name)))));
            if (name && found) yield { ...name, storedAtMs: found.mtimeMs };
          }
        }
      }
    },
  };
}

/** A file of another length is none of ours: the disk lost its end, or somebody wrote over it. */
async function renew(path: string, byteLength: number, calls: DiskCalls): Promise<boolean> {
  const found = await ifThere(fs.stat(path));
  if (found?.size !== byteLength) return false;
  const now = new Date();
  // It may be swept at this very moment; then it is written anew.
  return (await ifThere(calls.utimes(path, now, now).then(() => true))) ?? false;
}

async function write(
  path: string,
  bytes: Uint8Array,
  { calls, nursery }: { readonly calls: DiskCalls; readonly nursery: string },
): Promise<void> {
  const fresh = join(nursery, randomUUID());
  try {
    const handle = await calls.open(fresh, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await calls.rename(fresh, path);
  } catch (error) {
    await calls.rm(fresh, { force: true });
    throw error;
  }
}

/** Nobody writes at one file for a day, so these are left from somebody who was killed. */
async function removeForgotten(nursery: string, calls: DiskCalls): Promise<void> {
  for (const file of await fs.readdir(nursery)) {
    const path = join(nursery, file);
    const found = await ifThere(fs.stat(path));
    if (found !== undefined && Date.now() - found.mtimeMs > forgottenAfterMs) {
      await calls.rm(path, { force: true });
    }
  }
}

async function syncPath(folder: string, calls: DiskCalls): Promise<void> {
  // Windows cannot flush a folder, and does not need to.
  if (process.platform === 'win32') return;
  const handle = await calls.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function ifThere<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    // ENOTDIR: a stray file lies where a folder of ours would be.
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    throw error;
  }
}

async function orError<Value>(doing: Promise<Value>): Promise<Value> {
  try {
    return await doing;
  } catch (error) {
    const kind = ['ENOSPC', 'EDQUOT', 'EROFS'].includes(codeOf(error)) ? 'full' : 'unavailable';
    const message = error instanceof Error ? error.message : String(error);
    throw new BlobStoreError(kind, `The folder for pictures: ${message}`, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
