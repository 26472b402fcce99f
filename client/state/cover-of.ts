/** Which of an item's pictures stands for it. The one rule, for the list and for the item's page. */
import type { Item, Photo } from '../../shared/entities.ts';
import type { PhotoId } from '../../shared/ids.ts';

/** The photo's id, "web", or undefined without any picture. `photos`: living ones, the oldest first. */
export function coverOf(
  { imageUrl, coverPhotoId }: Pick<Item, 'imageUrl' | 'coverPhotoId'>,
  photos: readonly Pick<Photo, 'id'>[],
): PhotoId | 'web' | undefined {
  if (photos.some(({ id }) => id === coverPhotoId)) return coverPhotoId ?? undefined;
  return imageUrl === '' ? photos[0]?.id : 'web';
}

/** By the stamp of their birth, which is the same on every phone. */
export function byAge(
  one: Pick<Photo, 'id' | 'stamps'>,
  other: Pick<Photo, 'id' | 'stamps'>,
): number {
  const [mine, theirs] = [one.stamps['*'] ?? '', other.stamps['*'] ?? ''];
  if (mine !== theirs) return mine < theirs ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
