/**
 * The pictures of one item, from three sides: what the item and its photos say, what the server knows of each
 * source, and which bytes lie on this phone. Pure.
 */
import type { Image, Photo } from '../../shared/entities.ts';
import type { ImageId, PhotoId } from '../../shared/ids.ts';
import { uploadSource, type ImageReason, type ImageState } from '../../shared/images.ts';
import { rowKey } from '../../shared/mutation-reach.ts';
import type { BlobRefusal } from '../db/local-database.ts';
import type { PictureFacts } from '../db/read-picture-facts.ts';
import { byAge, coverOf } from './cover-of.ts';

/** `here`: only this phone has it, be it a photo not yet sent or an address that the server has not heard of. */
export type PictureState = 'here' | ImageState;

export interface Picture {
  /** Stable, for lists: the photo's id, or "web". */
  readonly key: string;
  readonly kind: 'photo' | 'web';
  readonly photoId: PhotoId | null;
  /** Null while the server's row is not here. */
  readonly imageId: ImageId | null;
  readonly source: string;
  /** Of an address on the web; "" for photos. */
  readonly host: string;
  readonly state: PictureState;
  readonly reason: ImageReason | '';
  readonly retryAt: number | null;
  readonly changedAt: number | null;
  /** Names the finished files; "" if there are none. A picture being fetched anew keeps the old. */
  readonly sha256: string;
  readonly thumbhash: string;
  readonly width: number;
  readonly height: number;
  /** Its bytes are on this phone, by `blobSha256`. */
  readonly hasBlob: boolean;
  /** "" for a picture from the web. */
  readonly blobSha256: string;
  readonly isCover: boolean;
  /** A change that waits names it. */
  readonly isPending: boolean;
}

/** The cover first, then the one from the web, then the photos, the oldest first. */
export function picturesOf(facts: PictureFacts): readonly Picture[] {
  const { item } = facts;
  const imagesBySource = new Map(facts.images.map((image) => [image.source, image]));
  const photos = facts.photos.filter((photo) => isOf(item.id, photo)).toSorted(byAge);
  const cover = coverOf(item, photos);
  const pictures = photos.map((photo) =>
    photoPicture(photo, imagesBySource.get(uploadSource(photo.sha256)), {
      ...facts,
      isCover: photo.id === cover,
    }),
  );
  if (item.imageUrl !== '') {
    const isCover = cover === 'web';
    pictures.unshift(webPicture(item, imagesBySource.get(item.imageUrl), { ...facts, isCover }));
  }
  return pictures.toSorted((one, other) => Number(other.isCover) - Number(one.isCover));
}

function isOf(itemId: string, photo: Photo): boolean {
  return photo.itemId === itemId && photo.deletedAt === null;
}

type Around = Pick<PictureFacts, 'blobs' | 'pendingKeys'> & { readonly isCover: boolean };

function photoPicture(
  { id, sha256 }: Photo,
  image: Image | undefined,
  { blobs, pendingKeys, isCover }: Around,
): Picture {
  const refusal = blobs.get(sha256);
  const hasBlob = refusal !== undefined;
  return {
    ...serverSide(image),
    ...photoState(image, refusal),
    key: id,
    kind: 'photo',
    photoId: id,
    source: uploadSource(sha256),
    host: '',
    hasBlob,
    blobSha256: sha256,
    isCover,
    isPending: pendingKeys.has(rowKey('photo', id)) || isImagePending(image, pendingKeys),
  };
}

function photoState(
  image: Image | undefined,
  refusal: BlobRefusal | '' | undefined,
): Pick<Picture, 'state' | 'reason'> {
  const state = image?.state ?? 'awaiting';
  if (state !== 'awaiting' && state !== 'gone') return { state, reason: image?.reason ?? '' };
  if (refusal === undefined) return { state, reason: image?.reason ?? '' };
  if (refusal === '') return { state: 'here', reason: '' };
  return { state: 'failed', reason: refusal === 'tooBig' ? 'too_big' : 'broken' };
}

function webPicture(
  item: PictureFacts['item'],
  image: Image | undefined,
  { pendingKeys, isCover }: Around,
): Picture {
  const isItemPending = pendingKeys.has(rowKey('item', item.id));
  // Nobody showed it any more; once the server hears that this item does, it is fetched again.
  const isUnheard = image === undefined || (image.state === 'gone' && isItemPending);
  return {
    ...serverSide(image),
    state: isUnheard ? 'here' : image.state,
    key: 'web',
    kind: 'web',
    photoId: null,
    source: item.imageUrl,
    host: hostOf(item.imageUrl),
    hasBlob: false,
    blobSha256: '',
    isCover,
    isPending: isImagePending(image, pendingKeys) || (isUnheard && isItemPending),
  };
}

function isImagePending(image: Image | undefined, pendingKeys: ReadonlySet<string>): boolean {
  return image !== undefined && pendingKeys.has(rowKey('image', image.id));
}

function serverSide(image: Image | undefined) {
  return {
    imageId: image?.id ?? null,
    reason: image?.reason ?? '',
    retryAt: image?.retryAt ?? null,
    changedAt: image?.changedAt ?? null,
    sha256: image?.sha256 ?? '',
    thumbhash: image?.thumbhash ?? '',
    width: image?.width ?? 0,
    height: image?.height ?? 0,
  } as const;
}

/** "" for a photo, and for what is not an address. */
export function hostOf(source: string): string {
  return source.startsWith('http') && URL.canParse(source) ? new URL(source).hostname : '';
}
