/** A store of pictures for tests that are about something else. */
import { BlobStoreError, type BlobName, type BlobStore } from '../../server/images/blob-store.ts';

export interface MemoryBlobs extends BlobStore {
  /** While it is true every put fails, as on a full disk. */
  isFull: boolean;
  readonly kept: Map<
    string,
    BlobName & { readonly storedAtMs: number; readonly bytes: Uint8Array }
  >;
}

export function makeMemoryBlobs(now: () => number = Date.now): MemoryBlobs {
  const kept: MemoryBlobs['kept'] = new Map();
  const keyOf = ({ sha256, variant }: BlobName): string => `${sha256}.${variant}`;
  const store: MemoryBlobs = {
    isFull: false,
    kept,
    put: async (name, bytes) => {
      if (store.isFull) throw new BlobStoreError('full', 'The disk is full');
      const { sha256, variant } = name;
      kept.set(keyOf(name), { sha256, variant, bytes, storedAtMs: now() });
    },
    get: async (name) => kept.get(keyOf(name))?.bytes,
    has: async (name) => kept.has(keyOf(name)),
    remove: async (name) => {
      kept.delete(keyOf(name));
    },
    async *list() {
      yield* kept.values();
    },
  };
  return store;
}
