/**
 * Pictures to look at: those of the demo data as the server would have made them, some that wait or failed, and for one
 * item several photos in all states, one of them only on this phone.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import type { Image, Item, Photo } from '../../shared/entities.ts';
import { toId } from '../../shared/ids.ts';
import { imagePath, imageSizes, uploadSource } from '../../shared/images.ts';
import { must } from '../../shared/result.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { findDemoFolder } from './demo-folder.ts';
import { lookImageUrl, type LookData, type StoreRows } from './look-data.ts';

const now = Date.now();
const minuteMs = 60_000;

export interface LookPictures {
  readonly data: LookData;
  /** By path, as the server would answer them. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** An item for each state of a single picture. */
  readonly states: Readonly<Record<keyof typeof unready | 'photoHere' | 'none', string>>;
}

/** What becomes of the first few files instead of "ready". */
const unready = {
  queued: { state: 'queued' },
  downloading: { state: 'downloading' },
  later: { state: 'queued', reason: 'busy', retryAt: now + 42 * minuteMs },
  missing: { state: 'failed', reason: 'not_found' },
  page: { state: 'failed', reason: 'web_page' },
  forbidden: { state: 'failed', reason: 'address_not_allowed' },
} as const satisfies Record<string, Partial<Image>>;

/** `most`: how many files to make; the rest of the items stays without. */
export async function addLookPictures(data: LookData, most = 1000): Promise<LookPictures> {
  const folder = join(findDemoFolder(), 'images');
  const names = (await readdir(folder)).filter((name) => /\.(?:jpe?g|png|webp)$/.test(name));
  const files = new Map<string, Buffer>();
  const image: Image[] = [];
  const items = itemsOf(data.stores);
  const states: Record<string, string> = {};
  const odd = Object.entries(unready);
  for (const [place, name] of names.slice(0, most).entries()) {
    const source = lookImageUrl(name);
    const user = items.find(({ imageUrl, id }) => imageUrl === source && id !== data.itemId);
    const special = user === undefined ? undefined : odd.pop();
    if (special !== undefined && user !== undefined) states[special[0]] = user.id;
    const made = await makeFiles(await readFile(join(folder, name)), files);
    const changedAt = now - place * minuteMs;
    image.push({ ...imageRow(source, changedAt), ...made, state: 'ready', ...cut(special?.[1]) });
  }
  const album = makeAlbum(data.itemId, image);
  const single = must(
    items.find(({ imageUrl, id }) => imageUrl === '' && id !== data.itemId),
    'an item without a picture',
  );
  const photoHere = photoRow(single.id, album.localSha256, 9);
  const { localSha256: _, ...stores } = album;
  return {
    files,
    states: {
      ...(states as Record<keyof typeof unready, string>),
      photoHere: single.id,
      none: must(
        items.find(({ imageUrl, id }) => imageUrl === '' && id !== single.id && id !== data.itemId),
        'another one',
      ).id,
    },
    data: {
      ...data,
      stores: {
        ...data.stores,
        image: [...image, ...stores.image],
        photo: [...stores.photo, photoHere],
        blobs: await makeBlobs(album.localSha256, join(folder, must(names.at(-1), 'a file'))),
        item: items.map((item) =>
          item.id === data.itemId
            ? {
                ...item,
                imageUrl: must(image.at(-1), 'an image').source,
                coverPhotoId: must(stores.photo[0], 'a photo').id,
              }
            : item,
        ),
      },
    },
  };
}

function itemsOf(stores: StoreRows): readonly Item[] {
  return (stores['item'] ?? []) as readonly Item[];
}

/** A picture that never came has no file. */
function cut(special: Partial<Image> | undefined): Partial<Image> {
  return special === undefined
    ? {}
    : { ...special, sha256: '', thumbhash: '', width: 0, height: 0 };
}

function imageRow(source: string, changedAt: number) {
  return { ...imageKeys(source), changedAt, reason: '', retryAt: null, version: 1 } as const;
}

async function makeFiles(
  original: Buffer,
  files: Map<string, Buffer>,
): Promise<Pick<Image, 'sha256' | 'thumbhash' | 'width' | 'height' | 'format' | 'bytes'>> {
  const sha256 = sha256Of(original);
  const { width, height, format } = await sharp(original).metadata();
  for (const size of imageSizes) {
    const small = sharp(original).resize(size, size, { fit: 'inside', withoutEnlargement: true });
    files.set(imagePath(sha256, size), await small.webp({ quality: 75 }).toBuffer());
  }
  const { data, info } = await sharp(original)
    .resize(100, 100, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const thumbhash = Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
  return { sha256, thumbhash, width, height, format, bytes: original.length };
}

/** Five photos of one item: ready, only here, on its way, waiting on another phone, damaged. */
function makeAlbum(itemId: string, ready: readonly Image[]) {
  const made = ready.filter(({ state }) => state === 'ready');
  const localSha256 = sha256Of('only on this phone');
  const finished = must(made[1], 'a ready picture');
  const states: readonly Partial<Image>[] = [
    { ...finished, state: 'ready' },
    { state: 'awaiting' },
    { state: 'downloading' },
    { state: 'failed', reason: 'broken' },
  ];
  const photo = [
    ...states.map((_, place) => photoRow(itemId, sha256Of(`photo ${place}`), place)),
    photoRow(itemId, localSha256, 5),
  ];
  const image = states.map((state, place): Image => ({
    ...bare,
    ...state,
    reason: state.reason ?? '',
    ...imageKeys(uploadSource(sha256Of(`photo ${place}`))),
  }));
  return { photo, image, localSha256 };
}

const bare = {
  state: 'awaiting',
  retryAt: null,
  changedAt: now - minuteMs,
  sha256: '',
  thumbhash: '',
  width: 0,
  height: 0,
  format: '',
  bytes: 0,
  version: 1,
} as const;

function imageKeys(source: string) {
  return { id: toId<'image'>(sha256Of(source)), source, touched: 1 };
}

function photoRow(itemId: string, sha256: string, place: number): Photo & { touched: number } {
  return {
    id: toId<'photo'>(`00000000-0000-7000-9000-${String(place).padStart(12, '0')}`),
    itemId: toId<'item'>(itemId),
    sha256,
    stamps: { '*': makeStamp({ ms: now + place, counter: 0, mark: '0000000a' }) },
    deletedAt: null,
    version: 1,
    touched: 1,
  };
}

/** As fill-browser.ts turns them into blobs. */
async function makeBlobs(sha256: string, file: string): Promise<readonly unknown[]> {
  const encode = async (size: number): Promise<{ base64: string; type: string }> => ({
    type: 'image/webp',
    base64: (await sharp(file).resize(size, size, { fit: 'inside' }).webp().toBuffer()).toString(
      'base64',
    ),
  });
  const kept = { addedAt: now, refused: '', sentAt: null, sentFor: null };
  return [{ sha256, ...kept, bytes: await encode(1200), small: await encode(96) }];
}

function sha256Of(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}
