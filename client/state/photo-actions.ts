/** What can be done with pictures, as verbs. Photos and the changes that name them are saved together or not at all. */
import type { Item } from '../../shared/entities.ts';
import type { Id, ImageId, ItemId, PhotoId } from '../../shared/ids.ts';
import { succeed } from '../../shared/result.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { MutationDraft, NewBlob } from '../db/record-mutations.ts';
import type { Deed, Done } from './actions.ts';

/** A photo that has been made ready to travel (device/prepare-photo.ts). */
export type NewPhoto = NewBlob;

export interface PhotoActionSource {
  readonly db: LocalDatabase;
  readonly newId: <Name extends string>() => Id<Name>;
  readonly record: (
    drafts: readonly MutationDraft[],
    undo?: readonly MutationDraft[],
    blobs?: readonly NewBlob[],
  ) => Deed;
}

export function makePhotoActions({ db, newId, record }: PhotoActionSource) {
  return {
    /** A photo that the item shows already is not added a second time. */
    async addPhotos(
      itemId: ItemId,
      photos: readonly NewPhoto[],
    ): Deed<Done & { readonly ids: readonly PhotoId[] }> {
      const known = await db.photo.where('itemId').equals(itemId).toArray();
      const hashes = new Set(
        known.filter(({ deletedAt }) => deletedAt === null).map(({ sha256 }) => sha256),
      );
      const added: { readonly id: PhotoId; readonly blob: NewBlob }[] = [];
      for (const { sha256, bytes, small } of photos) {
        if (hashes.has(sha256)) continue;
        hashes.add(sha256);
        added.push({ id: newId<'photo'>(), blob: { sha256, bytes, small } });
      }
      const done = await record(
        added.map(({ id, blob }) => ({
          name: 'photo.create',
          args: { id, fields: { itemId, sha256: blob.sha256 } },
        })),
        added.map(({ id }) => ({ name: 'photo.delete', args: { id } })),
        added.map(({ blob }) => blob),
      );
      return done.ok ? succeed({ ...done.value, ids: added.map(({ id }) => id) }) : done;
    },

    /** Null: the picture from the web, or else the oldest photo. */
    setCover: (item: Item, photoId: PhotoId | null): Deed =>
      record(
        [{ name: 'item.patch', args: { id: item.id, fields: { coverPhotoId: photoId } } }],
        [
          {
            name: 'item.patch',
            // A row of older code may lack the field.
            args: { id: item.id, fields: { coverPhotoId: item.coverPhotoId ?? null } },
          },
        ],
      ),

    /** Asks for another try. It cannot be taken back: by then the server may have made it. */
    retryImages: (ids: readonly ImageId[]): Deed =>
      record([...new Set(ids)].map((id) => ({ name: 'image.retry', args: { id } }))),
  };
}
