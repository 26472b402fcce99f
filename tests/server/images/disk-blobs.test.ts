/** A process that is killed, and a disk that is full: at every step of a put, whole blobs or none. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  blobNameToPath,
  BlobStoreError,
  type BlobName,
} from '../../../server/images/blob-store.ts';
import { openDiskBlobs, type DiskCalls } from '../../../server/images/disk-blobs.ts';
import { makeDataDir } from '../../support/data-dir.ts';
import { failureOf } from '../../support/failure-of.ts';
import { readAll } from '../../support/read-all.ts';

const name: BlobName = { sha256: 'ab12'.repeat(16), variant: 320 };
const bytes = randomBytes(50_000);

const pathOf = (dataDir: string): string => join(dataDir, 'blobs', blobNameToPath(name));
const newFilesIn = (dataDir: string): Promise<string[]> => fs.readdir(join(dataDir, 'blobs/new'));

/** What was done to the disk, in order; `before` may throw. */
function watchDisk(before: (step: string) => void = () => {}): {
  readonly calls: DiskCalls;
  readonly steps: string[];
} {
  const steps: string[] = [];
  const step = (what: string): void => {
    steps.push(what);
    before(what);
  };
  const short = (path: unknown): string =>
    String(path)
      .replace(/^.*?blobs/, 'blobs')
      .replace(/new\/.+/, 'new/file');
  const calls = {
    ...fs,
    async mkdir(path: string, options: { recursive: true }) {
      step(`mkdir ${short(path)}`);
      return fs.mkdir(path, options);
    },
    async open(path: string, flags: string, mode?: number) {
      step(`open ${short(path)}`);
      const handle = await fs.open(path, flags, mode);
      return {
        async writeFile(data: Uint8Array) {
          // A kill in the middle of a write leaves a part.
          await handle.writeFile(data.subarray(0, data.length / 2));
          step(`write ${short(path)}`);
          await handle.writeFile(data.subarray(data.length / 2));
        },
        async sync() {
          step(`sync ${short(path)}`);
          await handle.sync();
        },
        close: () => handle.close(),
      };
    },
    async rename(from: string, to: string) {
      step(`rename ${short(from)} to ${short(to)}`);
      await fs.rename(from, to);
    },
    async rm(path: string, options: { force: true }) {
      step(`rm ${short(path)}`);
      await fs.rm(path, options);
    },
    async utimes(path: string, accessed: Date, changed: Date) {
      step(`utimes ${short(path)}`);
      await fs.utimes(path, accessed, changed);
    },
  };
  return { calls: calls as unknown as DiskCalls, steps };
}

test('the bytes are on the disk before the name is, and the name before the put resolves', async () => {
  const { calls, steps } = watchDisk();
  const store = await openDiskBlobs(makeDataDir(), calls);
  steps.length = 0;
  await store.put(name, bytes);
  const file = `blobs/${blobNameToPath(name)}`;
  const order = [
    'write blobs/new/file',
    'sync blobs/new/file',
    `rename blobs/new/file to ${file}`,
    'sync blobs/ab/12',
  ];
  expect(steps.filter((step) => order.includes(step))).toEqual(order);
  // New folders, too, must be there after a power cut.
  expect(steps).toEqual(expect.arrayContaining(['sync blobs', 'sync blobs/ab']));
});

test('a process killed before any step leaves the whole blob or none, and the next put mends it', async () => {
  const all = watchDisk();
  await (await openDiskBlobs(makeDataDir(), all.calls)).put(name, bytes);
  expect(all.steps.length).toBeGreaterThan(10);
  for (let killAt = 0; killAt < all.steps.length; killAt++) {
    let done = 0;
    let isDead = false;
    const { calls } = watchDisk(() => {
      isDead ||= done === killAt;
      done += 1;
      if (isDead) throw new Error('killed');
    });
    const dataDir = makeDataDir();
    const put = openDiskBlobs(dataDir, calls).then((store) => store.put(name, bytes));
    await expect(put, `killed before step ${killAt}`).rejects.toThrow('killed');

    const store = await openDiskBlobs(dataDir);
    const left = await store.get(name);
    expect(left === undefined || bytes.equals(left), `step ${killAt}`).toBe(true);
    expect(await store.has(name)).toBe(left !== undefined);
    await store.put(name, bytes);
    expect(bytes.equals((await store.get(name)) ?? new Uint8Array())).toBe(true);
  }
});

describe('a disk that takes no more', () => {
  test.each(['ENOSPC', 'EDQUOT', 'EROFS'])('%s is told as a full disk', async (code) => {
    const { calls } = watchDisk((step) => {
      if (step.startsWith('write')) throw Object.assign(new Error(code), { code });
    });
    const dataDir = makeDataDir();
    const store = await openDiskBlobs(dataDir, calls);
    const failure = await failureOf(store.put(name, bytes));
    expect(failure).toBeInstanceOf(BlobStoreError);
    expect(failure).toMatchObject({ kind: 'full' });
    expect(await store.get(name)).toBeUndefined();
    // The half-written file would take the room that somebody is about to make.
    expect(await newFilesIn(dataDir)).toEqual([]);
  });

  test('any other trouble is told as unavailable', async () => {
    const { calls } = watchDisk((step) => {
      if (step.startsWith('sync blobs/new')) throw Object.assign(new Error('EIO'), { code: 'EIO' });
    });
    const store = await openDiskBlobs(makeDataDir(), calls);
    expect(await failureOf(store.put(name, bytes))).toMatchObject({ kind: 'unavailable' });
    expect(await store.has(name)).toBe(false);
  });

  test('it works again as soon as there is room', async () => {
    let isFull = true;
    const { calls } = watchDisk((step) => {
      if (isFull && step.startsWith('write')) {
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      }
    });
    const store = await openDiskBlobs(makeDataDir(), calls);
    await expect(store.put(name, bytes)).rejects.toThrow('ENOSPC');
    isFull = false;
    await store.put(name, bytes);
    expect(bytes.equals((await store.get(name)) ?? new Uint8Array())).toBe(true);
  });
});

test('the same bytes again are not written again', async () => {
  const dataDir = makeDataDir();
  const store = await openDiskBlobs(dataDir);
  await store.put(name, bytes);
  const { ino } = await fs.stat(pathOf(dataDir));
  await store.put(name, bytes);
  expect((await fs.stat(pathOf(dataDir))).ino).toBe(ino);
});

test('a file that lost its end is written again', async () => {
  const dataDir = makeDataDir();
  const store = await openDiskBlobs(dataDir);
  await store.put(name, bytes);
  await fs.truncate(pathOf(dataDir), 100);
  await store.put(name, bytes);
  expect(bytes.equals((await store.get(name)) ?? new Uint8Array())).toBe(true);
});

test('what a killed put left is removed after a day, and not before', async () => {
  const dataDir = makeDataDir();
  const store = await openDiskBlobs(dataDir);
  const nursery = join(dataDir, 'blobs/new');
  const makeOld = async (file: string): Promise<void> => {
    await fs.writeFile(join(nursery, file), 'half');
    const then = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await fs.utimes(join(nursery, file), then, then);
  };
  await makeOld('old');
  await fs.writeFile(join(nursery, 'being-written'), 'half');
  await openDiskBlobs(dataDir);
  expect(await newFilesIn(dataDir)).toEqual(['being-written']);
  await makeOld('old');
  expect(await readAll(store.list())).toEqual([]);
  expect(await newFilesIn(dataDir)).toEqual(['being-written']);
});

test('files that are none of ours are left out of the list, and left alone', async () => {
  const dataDir = makeDataDir();
  const store = await openDiskBlobs(dataDir);
  await store.put(name, bytes);
  const foreign = ['README', 'ab/notes.txt', 'ab/12/.DS_Store', `ab/12/${name.sha256}.jpg`];
  for (const file of foreign) await fs.writeFile(join(dataDir, 'blobs', file), 'mine');
  expect(await readAll(store.list())).toMatchObject([name]);
  for (const file of foreign) {
    expect(await fs.readFile(join(dataDir, 'blobs', file), 'utf8')).toBe('mine');
  }
});

test('folders that somebody removed under the running server are made again', async () => {
  const dataDir = makeDataDir();
  const store = await openDiskBlobs(dataDir);
  await store.put(name, bytes);
  await fs.rm(join(dataDir, 'blobs'), { recursive: true });
  expect(await store.get(name)).toBeUndefined();
  await store.put(name, bytes);
  expect(await store.has(name)).toBe(true);
});
