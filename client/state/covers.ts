/**
 * Which picture stands for each item in the list, kept up to date by the rows that were touched. Only items that
 * have a picture cost memory. Pure bookkeeping; catalogue.ts asks it.
 */
import type { Image, Item, Photo } from '../../shared/entities.ts';
import type { ItemId, PhotoId } from '../../shared/ids.ts';
import { uploadSource } from '../../shared/images.ts';
import { byAge, coverOf } from './cover-of.ts';
import type { ListedPicture } from './listed-item.ts';

export interface CoverRows {
  readonly item?: readonly Item[];
  readonly photo?: readonly Photo[];
  readonly image?: readonly Image[];
}

type Wish = Pick<Item, 'imageUrl' | 'coverPhotoId'>;
type KnownPhoto = Pick<Photo, 'id' | 'sha256' | 'stamps'>;
type Finished = Pick<ListedPicture, 'sha256' | 'thumbhash'>;
interface Cover {
  readonly source: string;
  readonly picture: ListedPicture;
}

const noWish: Wish = { imageUrl: '', coverPhotoId: null };
const unfinished: Finished = { sha256: '', thumbhash: '' };

export class Covers {
  #wishes = new Map<ItemId, Wish>();
  #photos = new Map<ItemId, Map<PhotoId, KnownPhoto>>();
  #itemOfPhoto = new Map<PhotoId, ItemId>();
  #finished = new Map<string, Finished>();
  #covers = new Map<ItemId, Cover>();
  #itemsBySource = new Map<string, Set<ItemId>>();

  get(id: ItemId): ListedPicture | null {
    return this.#covers.get(id)?.picture ?? null;
  }

  /** Takes rows in any order and any number of times. Answers the items that have another picture now. */
  take({ item = [], photo = [], image = [] }: CoverRows): ReadonlySet<ItemId> {
    const concerned = new Set<ItemId>();
    for (const { id, imageUrl, coverPhotoId } of item) {
      // A row of older code may lack the field.
      const wish = { imageUrl, coverPhotoId: coverPhotoId ?? null };
      if (imageUrl === '' && wish.coverPhotoId === null) this.#wishes.delete(id);
      else this.#wishes.set(id, wish);
      if (wish.imageUrl !== '' || this.#photos.has(id) || this.#covers.has(id)) concerned.add(id);
    }
    for (const row of photo) this.#takePhoto(row, concerned);
    for (const { source, sha256, thumbhash } of image) {
      const before = this.#finished.get(source) ?? unfinished;
      if (before.sha256 === sha256 && before.thumbhash === thumbhash) continue;
      this.#finished.set(source, { sha256, thumbhash });
      for (const id of this.#itemsBySource.get(source) ?? []) concerned.add(id);
    }
    return new Set([...concerned].filter((id) => this.#choose(id)));
  }

  /** A photo may have been deleted, or moved from one item to another. */
  #takePhoto({ id, itemId, sha256, stamps, deletedAt }: Photo, concerned: Set<ItemId>): void {
    const before = this.#itemOfPhoto.get(id);
    if (before !== undefined) {
      const photos = this.#photos.get(before);
      photos?.delete(id);
      if (photos?.size === 0) this.#photos.delete(before);
      this.#itemOfPhoto.delete(id);
      concerned.add(before);
    }
    if (itemId === null || deletedAt !== null) return;
    let photos = this.#photos.get(itemId);
    if (photos === undefined) this.#photos.set(itemId, (photos = new Map()));
    photos.set(id, { id, sha256, stamps });
    this.#itemOfPhoto.set(id, itemId);
    concerned.add(itemId);
  }

  /** Whether the item's picture is another than it was. */
  #choose(id: ItemId): boolean {
    const before = this.#covers.get(id);
    const after = this.#findCover(id);
    if (before?.source !== after?.source) {
      if (before !== undefined) this.#forget(before.source, id);
      if (after !== undefined) this.#note(after.source, id);
    } else if (isSame(before?.picture, after?.picture)) return false;
    if (after === undefined) this.#covers.delete(id);
    else this.#covers.set(id, after);
    return true;
  }

  #findCover(id: ItemId): Cover | undefined {
    const photos = [...(this.#photos.get(id)?.values() ?? [])].toSorted(byAge);
    const wish = this.#wishes.get(id) ?? noWish;
    const cover = coverOf(wish, photos);
    if (cover === undefined) return undefined;
    const blobSha256 = photos.find((photo) => photo.id === cover)?.sha256 ?? '';
    const source = cover === 'web' ? wish.imageUrl : uploadSource(blobSha256);
    const { sha256, thumbhash } = this.#finished.get(source) ?? unfinished;
    return { source, picture: { sha256, thumbhash, blobSha256 } };
  }

  #note(source: string, id: ItemId): void {
    let items = this.#itemsBySource.get(source);
    if (items === undefined) this.#itemsBySource.set(source, (items = new Set()));
    items.add(id);
  }

  #forget(source: string, id: ItemId): void {
    const items = this.#itemsBySource.get(source);
    items?.delete(id);
    if (items?.size === 0) this.#itemsBySource.delete(source);
  }
}

function isSame(one: ListedPicture | undefined, other: ListedPicture | undefined): boolean {
  return (
    one?.sha256 === other?.sha256 &&
    one?.thumbhash === other?.thumbhash &&
    one?.blobSha256 === other?.blobSha256
  );
}
