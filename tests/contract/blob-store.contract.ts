/**
 * What `server/images/blob-store.ts` promises, wherever the bytes lie. `open` gives an empty store; `age` makes one of its
 * blobs look as if it had been stored a week ago.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  blobNameToPath,
  type BlobName,
  type BlobStore,
  type BlobVariant,
  type StoredBlob,
} from '../../server/images/blob-store.ts';

import { readAll } from '../support/read-all.ts';

export interface BlobsInTest {
  readonly store: BlobStore;
  age(name: BlobName): Promise<void>;
}

const weekMs = 7 * 24 * 60 * 60 * 1000;
export const aWeekAgo = (): Date => new Date(Date.now() - weekMs);

export function makeBlobName(variant: BlobVariant = 'original'): BlobName {
  return { sha256: createHash('sha256').update(randomUUID()).digest('hex'), variant };
}

export function blobStoreContract(name: string, open: () => Promise<BlobsInTest>): void {
  describe(`the contract of blob stores on ${name}`, () => {
    let store: BlobStore;
    let age: BlobsInTest['age'];

    beforeEach(async () => {
      ({ store, age } = await open());
    });

    async function readList(): Promise<StoredBlob[]> {
      const blobs = await readAll(store.list());
      return blobs.toSorted((one, other) => (blobNameToPath(one) < blobNameToPath(other) ? -1 : 1));
    }

    test.each([
      ['one byte', 1],
      ['as much as a photo', 5_000_000],
      ['as much as may be uploaded', 15 * 1024 * 1024],
    ])('what was put is got, byte for byte: %s', async (_, size) => {
      const blob = makeBlobName();
      const bytes = randomBytes(size);
      await store.put(blob, bytes);
      expect(await store.has(blob)).toBe(true);
      expect(bytes.equals((await store.get(blob)) ?? new Uint8Array())).toBe(true);
    });

    test('a part of a larger buffer is stored as that part', async () => {
      const blob = makeBlobName(96);
      await store.put(blob, Buffer.from('<<bytes>>').subarray(2, 7));
      expect(Buffer.from((await store.get(blob)) ?? []).toString()).toBe('bytes');
    });

    test('what was never put is not there, and can be removed all the same', async () => {
      const blob = makeBlobName(320);
      expect(await store.get(blob)).toBeUndefined();
      expect(await store.has(blob)).toBe(false);
      await store.remove(blob);
      expect(await readList()).toEqual([]);
    });

    test('the original and the sizes of one picture are apart', async () => {
      const { sha256 } = makeBlobName();
      const variants = ['original', 96, 320, 1024] as const;
      for (const variant of variants) {
        await store.put({ sha256, variant }, Buffer.from(`the ${variant}`));
      }
      await store.remove({ sha256, variant: 320 });
      for (const variant of variants) {
        const bytes = await store.get({ sha256, variant });
        expect(bytes && Buffer.from(bytes).toString()).toBe(
          variant === 320 ? undefined : `the ${variant}`,
        );
      }
    });

    test('a removed blob is gone, and can come back', async () => {
      const blob = makeBlobName(1024);
      await store.put(blob, randomBytes(100));
      await store.remove(blob);
      expect(await store.has(blob)).toBe(false);
      expect(await store.get(blob)).toBeUndefined();
      await store.put(blob, Buffer.from('again'));
      expect(Buffer.from((await store.get(blob)) ?? []).toString()).toBe('again');
    });

    test('a blob that is put again counts as stored now', async () => {
      const blob = makeBlobName(96);
      const bytes = randomBytes(1000);
      await store.put(blob, bytes);
      await age(blob);
      const [old] = await readList();
      expect(Date.now() - (old?.storedAtMs ?? 0)).toBeGreaterThan(weekMs - 60_000);
      await store.put(blob, bytes);
      const [renewed] = await readList();
      expect(Math.abs(Date.now() - (renewed?.storedAtMs ?? 0))).toBeLessThan(60_000);
      expect(bytes.equals((await store.get(blob)) ?? new Uint8Array())).toBe(true);
    });

    test('many puts of one blob at once end well', async () => {
      const blob = makeBlobName(320);
      const bytes = randomBytes(100_000);
      await Promise.all(Array.from({ length: 8 }, () => store.put(blob, bytes)));
      expect(bytes.equals((await store.get(blob)) ?? new Uint8Array())).toBe(true);
      expect(await readList()).toHaveLength(1);
    });

    test('the list has all blobs, each once, and may be walked while they are removed', async () => {
      const blobs = [
        ...Array.from({ length: 9 }, () => makeBlobName(96)),
        ...Array.from({ length: 9 }, () => makeBlobName()),
      ];
      for (const blob of blobs) await store.put(blob, randomBytes(10));
      const pathsOf = (list: readonly BlobName[]): string[] => list.map(blobNameToPath).toSorted();
      expect(pathsOf(await readList())).toEqual(pathsOf(blobs));
      for await (const blob of store.list()) await store.remove(blob);
      expect(await readList()).toEqual([]);
    });

    test.each(['', 'abc', '../../../etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64)])(
      'a name that is no hash reaches nothing: "%s"',
      async (sha256) => {
        const blob: BlobName = { sha256, variant: 96 };
        await expect(store.put(blob, randomBytes(1))).rejects.toThrow('Expected a sha256');
        await expect(store.get(blob)).rejects.toThrow('Expected a sha256');
        await expect(store.has(blob)).rejects.toThrow('Expected a sha256');
        await expect(store.remove(blob)).rejects.toThrow('Expected a sha256');
      },
    );
  });
}
