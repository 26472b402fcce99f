/**
 * How the space's pictures are doing, for those who look after them: what waits, what failed and why. Counts come
 * from indexes; only the pictures that are in trouble are read.
 */
import type { Image, Item } from '../../shared/entities.ts';
import type { ImageId, ItemId } from '../../shared/ids.ts';
import { uploadedSha256, type ImageReason, type ImageState } from '../../shared/images.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readUnsentPhotos } from '../db/unsent-photos.ts';
import { hostOf } from './pictures.ts';

/** Pictures that did not come for one reason from one host. */
export interface PictureTrouble {
  readonly reason: ImageReason;
  /** "" for photos. */
  readonly host: string;
  readonly count: number;
  readonly imageIds: readonly ImageId[];
  /** The earliest next try; null if none is made by itself. */
  readonly retryAt: number | null;
  /** A few of those that show them. */
  readonly items: readonly { readonly id: ItemId; readonly name: string }[];
}

export interface PictureHealth {
  readonly waiting: {
    readonly queued: number;
    readonly downloading: number;
    /** Photos whose bytes are still on somebody's phone. */
    readonly awaiting: number;
  };
  /** Since when the oldest of them waits, by the server's clock; null if none does. */
  readonly oldestAt: number | null;
  readonly ready: number;
  /** Photos that only this phone has. */
  readonly unsentHere: number;
  /** Most first. */
  readonly failures: readonly PictureTrouble[];
  /** Did not work and will be tried again by themselves. */
  readonly later: readonly PictureTrouble[];
}

const itemsShownMax = 3;
const waitingStates = ['queued', 'downloading', 'awaiting'] as const satisfies ImageState[];

export function readPictureHealth(db: LocalDatabase): Promise<PictureHealth> {
  const tables = [db.image, db.item, db.photo, db.blobs, db.outbox];
  return db.transaction('r', tables, async () => {
    const [waiting, oldest, ready, unsent, failed, postponed] = await Promise.all([
      Promise.all(waitingStates.map((state) => inState(db, state).count())),
      Promise.all(waitingStates.map((state) => inState(db, state).first())),
      inState(db, 'ready').count(),
      readUnsentPhotos(db),
      inState(db, 'failed').toArray(),
      db.image.where('retryAt').above(0).toArray(),
    ]);
    const since = oldest.flatMap((image) => image?.changedAt ?? []);
    const [queued = 0, downloading = 0, awaiting = 0] = waiting;
    return {
      waiting: { queued, downloading, awaiting },
      oldestAt: since.length === 0 ? null : Math.min(...since),
      ready,
      unsentHere: unsent.mine.length + unsent.heldBack.length,
      failures: await groupTroubles(db, failed),
      later: await groupTroubles(
        db,
        postponed.filter(({ state }) => state === 'queued'),
      ),
    };
  });
}

/** The longest in that state first. */
function inState(db: LocalDatabase, state: ImageState) {
  return db.image.where('[state+changedAt]').between([state, 0], [state, Infinity]);
}

async function groupTroubles(
  db: LocalDatabase,
  images: readonly Image[],
): Promise<readonly PictureTrouble[]> {
  const groups = new Map<string, [TroubledImage, ...TroubledImage[]]>();
  for (const image of images) {
    const { reason, source } = image;
    if (reason === '') continue;
    const troubled = { ...image, reason, host: hostOf(source) };
    const key = `${reason} ${troubled.host}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [troubled]);
    else group.push(troubled);
  }
  const troubles = await Promise.all([...groups.values()].map((group) => toTrouble(db, group)));
  return troubles.toSorted((one, other) => other.count - one.count);
}

type TroubledImage = Image & { readonly reason: ImageReason; readonly host: string };

async function toTrouble(
  db: LocalDatabase,
  group: readonly [TroubledImage, ...TroubledImage[]],
): Promise<PictureTrouble> {
  const [{ reason, host }] = group;
  const tries = group.flatMap(({ retryAt }) => retryAt ?? []);
  return {
    reason,
    host,
    count: group.length,
    imageIds: group.map(({ id }) => id),
    retryAt: tries.length === 0 ? null : Math.min(...tries),
    items: await readShowing(db, group.slice(0, itemsShownMax)),
  };
}

async function readShowing(
  db: LocalDatabase,
  images: readonly Image[],
): Promise<PictureTrouble['items']> {
  const sources = images.map(({ source }) => source);
  const hashes = sources.flatMap((source) => uploadedSha256(source) ?? []);
  const photos = await db.photo.where('sha256').anyOf(hashes).toArray();
  const ids = photos.flatMap(({ itemId, deletedAt }) =>
    itemId === null || deletedAt !== null ? [] : [itemId],
  );
  const [fromWeb, photographed] = await Promise.all([
    db.item.where('imageUrl').anyOf(sources).and(isLiving).limit(itemsShownMax).toArray(),
    db.item.bulkGet(ids),
  ]);
  const items = [...fromWeb, ...photographed].filter(
    (item) => item !== undefined && isLiving(item),
  );
  const shown = new Map(items.flatMap((item) => (item ? [[item.id, item.name] as const] : [])));
  return [...shown].slice(0, itemsShownMax).map(([id, name]) => ({ id, name }));
}

function isLiving({ deletedAt }: Pick<Item, 'deletedAt'>): boolean {
  return deletedAt === null;
}
