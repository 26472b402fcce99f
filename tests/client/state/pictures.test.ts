/** The pictures of an item: their order, which one stands for it, and what is said of each. */
import { describe, expect, test } from 'vitest';
import type { PictureFacts } from '../../../client/db/read-picture-facts.ts';
import { picturesOf, type Picture } from '../../../client/state/pictures.ts';
import type { Image, Photo } from '../../../shared/entities.ts';
import { toId, type PhotoId } from '../../../shared/ids.ts';
import { uploadSource } from '../../../shared/images.ts';
import { makeStamp } from '../../../shared/stamps.ts';
import { awaitedImage } from '../../support/memory-server.ts';
import { must } from '../../../shared/result.ts';

const item = toId<'item'>('00000000-0000-4000-8000-000000000001');
const elsewhere = toId<'item'>('00000000-0000-4000-8000-000000000002');
/** Photo 1 is the oldest, by its stamp and not by its id. */
const photoId = (place: number): PhotoId =>
  toId<'photo'>(`00000000-0000-4000-8000-${String(100 - place).padStart(12, '0')}`);
const hashOf = (place: number): string => String(place).padStart(64, '0');
const url = 'https://pics.example/drill.jpg';

function aPhoto(place: number, more: Partial<Photo> = {}): Photo {
  return {
    id: photoId(place),
    itemId: item,
    sha256: hashOf(place),
    stamps: { '*': makeStamp({ ms: 1_775_000_000_000 + place, counter: 0, mark: '00000000' }) },
    deletedAt: null,
    version: 1,
    ...more,
  };
}
const uploaded = (place: number, more: Partial<Image> = {}): Image => ({
  ...awaitedImage(hashOf(place)),
  ...more,
});
const fromWeb = (more: Partial<Image> = {}): Image => ({ ...uploaded(99), source: url, ...more });

interface Said extends Partial<Omit<PictureFacts, 'item'>> {
  readonly imageUrl?: string;
  readonly coverPhotoId?: PhotoId | null;
}
function show({ imageUrl = '', coverPhotoId = null, ...facts }: Said): readonly Picture[] {
  return picturesOf({
    item: { id: item, imageUrl, coverPhotoId },
    photos: [],
    images: [],
    blobs: new Map(),
    pendingKeys: new Set(),
    ...facts,
  });
}
const keys = (said: Said): string[] => show(said).map(({ key }) => key);
const first = (said: Said): Picture => must(show(said)[0], 'a picture');

describe('the cover', () => {
  const photos = [aPhoto(2), aPhoto(1), aPhoto(3)];

  test.each([
    ['is the photo that was chosen', { photos, imageUrl: url, coverPhotoId: photoId(3) }, 3],
    ['else the picture from the web', { photos, imageUrl: url }, 'web'],
    ['else the oldest photo', { photos }, 1],
    [
      'a deleted choice does not count',
      { photos: [aPhoto(1), aPhoto(2, { deletedAt: 5 })], coverPhotoId: photoId(2) },
      1,
    ],
    [
      'nor one that went to another item',
      {
        photos: [aPhoto(1, { itemId: elsewhere }), aPhoto(2)],
        coverPhotoId: photoId(1),
        imageUrl: url,
      },
      'web',
    ],
    ['nor one that was never there', { photos, coverPhotoId: photoId(9) }, 1],
  ] satisfies [string, Said, number | 'web'][])('%s', (_, said, cover) => {
    const covers = show(said).filter(({ isCover }) => isCover);
    expect(covers.map(({ key }) => key)).toEqual([cover === 'web' ? 'web' : photoId(cover)]);
  });

  test('comes first, then the one from the web, then the photos, the oldest first', () => {
    const said = { photos, imageUrl: url, coverPhotoId: photoId(2) };
    expect(keys(said)).toEqual([photoId(2), 'web', photoId(1), photoId(3)]);
    expect(keys({ photos, imageUrl: url })).toEqual(['web', photoId(1), photoId(2), photoId(3)]);
  });

  test('of a row that code without covers has written is none', () => {
    const old = { id: item, imageUrl: '' } as PictureFacts['item'];
    const facts = { photos, images: [], blobs: new Map(), pendingKeys: new Set<string>() };
    expect(picturesOf({ item: old, ...facts })[0]).toMatchObject({
      key: photoId(1),
      isCover: true,
    });
  });
});

test('an item without an address and living photos has no pictures', () => {
  expect(show({ photos: [aPhoto(1, { deletedAt: 5 }), aPhoto(2, { itemId: null })] })).toEqual([]);
});

describe('a photo', () => {
  const photos = [aPhoto(1)];
  const here = new Map([[hashOf(1), '' as const]]);

  test.each([
    ['taken here, and not sent', { blobs: here }, 'here'],
    ['taken here, and awaited', { blobs: here, images: [uploaded(1)] }, 'here'],
    ['taken elsewhere, and awaited', { images: [uploaded(1)] }, 'awaiting'],
    ['taken elsewhere, and its row is not here', {}, 'awaiting'],
    ['that the server has', { blobs: here, images: [uploaded(1, { state: 'queued' })] }, 'queued'],
    ['that is ready', { images: [uploaded(1, { state: 'ready' })] }, 'ready'],
    [
      'that was swept and is shown again here',
      { blobs: here, images: [uploaded(1, { state: 'gone' })] },
      'here',
    ],
    ['that was swept', { images: [uploaded(1, { state: 'gone' })] }, 'gone'],
  ] satisfies [string, Said, Picture['state']][])('%s', (_, said, state) => {
    expect(first({ photos, ...said })).toMatchObject({
      kind: 'photo',
      photoId: photoId(1),
      source: uploadSource(hashOf(1)),
      host: '',
      blobSha256: hashOf(1),
      hasBlob: 'blobs' in said,
      state,
      reason: '',
    });
  });

  test.each([
    ['tooBig', 'too_big'],
    ['damaged', 'broken'],
    ['unreadable', 'broken'],
  ] as const)('that will never be sent because it is %s has failed', (refusal, reason) => {
    const blobs = new Map([[hashOf(1), refusal]]);
    const said = { photos, blobs, images: [uploaded(1)] };
    expect(first(said)).toMatchObject({ state: 'failed', reason, hasBlob: true });
  });

  test('waits while a change names it or its picture', () => {
    const images = [uploaded(1)];
    expect(first({ photos, images }).isPending).toBe(false);
    for (const key of [`photo:${photoId(1)}`, `image:${images[0]?.id}`]) {
      expect(first({ photos, images, pendingKeys: new Set([key]) }).isPending).toBe(true);
    }
  });
});

describe('a picture from the web', () => {
  const pendingKeys = new Set([`item:${item}`]);

  test('is here only until the server has heard of its address', () => {
    expect(first({ imageUrl: url, pendingKeys })).toMatchObject({
      kind: 'web',
      state: 'here',
      imageId: null,
      host: 'pics.example',
      isPending: true,
      hasBlob: false,
    });
  });

  test('tells what the server says of it', () => {
    const image = fromWeb({
      state: 'ready',
      sha256: hashOf(7),
      thumbhash: 'AA',
      width: 640,
      height: 480,
      changedAt: 5,
    });
    expect(first({ imageUrl: url, images: [image], pendingKeys })).toMatchObject({
      state: 'ready',
      imageId: image.id,
      sha256: hashOf(7),
      thumbhash: 'AA',
      width: 640,
      height: 480,
      changedAt: 5,
      isPending: false,
    });
  });

  test('that is fetched anew keeps what it had, with the reason and the next try', () => {
    const image = fromWeb({ state: 'queued', reason: 'timeout', retryAt: 9, sha256: hashOf(7) });
    expect(first({ imageUrl: url, images: [image] })).toMatchObject({
      state: 'queued',
      reason: 'timeout',
      retryAt: 9,
      sha256: hashOf(7),
    });
  });

  test('that nobody showed any more is asked for again by the change that waits', () => {
    const images = [fromWeb({ state: 'gone' })];
    expect(first({ imageUrl: url, images }).state).toBe('gone');
    expect(first({ imageUrl: url, images, pendingKeys }).state).toBe('here');
  });

  test('from an address that is none has no host', () => {
    expect(first({ imageUrl: 'http://' }).host).toBe('');
  });
});
