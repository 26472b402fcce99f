/**
 * The photos that lines of a file name, as rows: one for each item and file. A photo that an item has already
 * is left alone, and one that was deleted stays so. The bytes follow by themselves, each distinct file once.
 */
import type { Image, Photo } from '../../shared/entities.ts';
import { toId, type SpaceId } from '../../shared/ids.ts';
import { uploadSource } from '../../shared/images.ts';
import { checkMutation, type Planned } from './check-mutation.ts';
import type { ImportFault } from './import-faults.ts';
import { makeTally, type ImportTally } from './import-tally.ts';
import type { FileLine } from './item-record.ts';
import { makeImportId } from './make-import-id.ts';
import type { PlacedRecord } from './plan-codes.ts';
import type { PhotoFile } from './read-photo-files.ts';

/** Bytes that the server has not, or will not have when the rows have been applied. */
export interface Upload {
  readonly file: PhotoFile;
  /** The first line that names it. */
  readonly line: FileLine;
  /** How many items of the import show it. */
  readonly items: number;
}

export interface PhotosPlan {
  readonly planned: readonly Planned[];
  readonly faults: readonly ImportFault[];
  readonly tally: ImportTally;
  readonly uploads: readonly Upload[];
}

export interface PhotosInput {
  readonly spaceId: SpaceId;
  readonly placed: readonly PlacedRecord[];
  readonly files: ReadonlyMap<string, PhotoFile>;
  /** Deleted ones too. */
  readonly photos: readonly Photo[];
  readonly images: readonly Image[];
}

export function planPhotos({ spaceId, placed, files, photos, images }: PhotosInput): PhotosPlan {
  const planned: Planned[] = [];
  const faults: ImportFault[] = [];
  const tally = makeTally();
  const uploads = new Map<string, Upload>();
  const hashed = new Set(images.filter(isKept).map(({ source }) => source));
  const photosById = new Map(photos.map((photo) => [photo.id, photo]));
  const shown = new Set(
    photos
      .filter(({ deletedAt }) => deletedAt === null)
      .map(({ itemId, sha256 }) => `${itemId}/${sha256}`),
  );
  for (const { record, itemId } of placed) {
    const file = record.photo === null ? undefined : files.get(record.photo);
    if (file === undefined) continue;
    const { sha256 } = file;
    const id = makeImportId(spaceId, 'photo', `${record.externalId}\n${sha256}`);
    const own = photosById.get(id);
    if (own !== undefined && own.deletedAt !== null && !shown.has(`${itemId}/${sha256}`)) {
      tally.leftDeleted += 1;
      continue;
    }
    if (!hashed.has(uploadSource(sha256))) {
      const known = uploads.get(sha256);
      uploads.set(sha256, { file, line: record, ...known, items: (known?.items ?? 0) + 1 });
    }
    // Where it hangs at another item by now, somebody has moved it.
    if (own?.deletedAt === null || shown.has(`${itemId}/${sha256}`)) {
      tally.unchanged += 1;
      continue;
    }
    shown.add(`${itemId}/${sha256}`);
    const checked = checkMutation({
      name: 'photo.create',
      args: { id: toId<'photo'>(id), fields: { itemId, sha256 } },
      line: record,
      cellOf: { sha256: 'image' },
    });
    planned.push(...checked.planned);
    faults.push(...checked.faults);
    tally.created += 1;
  }
  return { planned, faults, tally, uploads: [...uploads.values()] };
}

/** The server has the bytes, or had them and knows what is wrong with them. */
function isKept({ state }: Image): boolean {
  return state !== 'awaiting' && state !== 'gone';
}
