/**
 * Where the bytes of pictures are kept, under the hash of what came in: a folder, or a bucket. A name's bytes never
 * change, so a store need not compare, lock or version; `tests/contract/blob-store.contract.ts` says what it owes.
 */
import { imageSizes, type ImageSize } from '../../shared/images.ts';

/** `pdf`: a safety data sheet, which lies among the pictures and is none. */
export type BlobVariant = 'original' | 'pdf' | ImageSize;

export interface BlobName {
  /** Of the original, in lower-case hex. */
  readonly sha256: string;
  readonly variant: BlobVariant;
}

export interface StoredBlob extends BlobName {
  readonly storedAtMs: number;
}

/** All of these throw `BlobStoreError` when the store cannot do its work. */
export interface BlobStore {
  /** Durable when it resolves. Same name again: fine, and it counts as stored now. */
  put(name: BlobName, bytes: Uint8Array): Promise<void>;
  get(name: BlobName): Promise<Uint8Array | undefined>;
  has(name: BlobName): Promise<boolean>;
  /** Fine when there is none. */
  remove(name: BlobName): Promise<void>;
  /** All of them, in any order; what comes or goes meanwhile may be missing. */
  list(): AsyncIterable<StoredBlob>;
}

/** An outage: `full` until somebody makes room or the disk may be written again, `unavailable` for anything else. */
export class BlobStoreError extends Error {
  readonly kind: 'full' | 'unavailable';

  constructor(kind: 'full' | 'unavailable', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BlobStoreError';
    this.kind = kind;
  }
}

/** Two levels of folders keep each of them short: `ab/cd/abcd….320.webp`, `ab/cd/abcd….original`. */
export function blobNameToPath({ sha256, variant }: BlobName): string {
  // A name is made of a hash that was checked, or computed; this is the last door before a path.
  if (!isSha256(sha256)) throw new Error('Expected a sha256 in hex');
  const ending = typeof variant === 'number' ? `${variant}.webp` : variant;
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}.${ending}`;
}

/** Undefined for a path that no blob has. */
export function pathToBlobName(path: string): BlobName | undefined {
  const sha256 = path.slice('ab/cd/'.length).split('.')[0] ?? '';
  if (!isSha256(sha256)) return undefined;
  return (['original', 'pdf', ...imageSizes] as const)
    .map((variant) => ({ sha256, variant }))
    .find((name) => blobNameToPath(name) === path);
}

function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
