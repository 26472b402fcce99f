/** What of this phone's work the server has not settled yet: how much, since when, and on which rows. */
import { uploadedSha256 } from '../../shared/images.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readOutbox, readPendingKeys } from '../db/read-outbox.ts';

export interface Waiting {
  readonly count: number;
  /** Photos whose bytes only this phone has. They follow their changes, and are not among them. */
  readonly photos: number;
  /** Safety data sheets, likewise. */
  readonly sheets: number;
  /** Changes of somebody else on this phone; they wait for their author. */
  readonly heldBack: number;
  /** When the oldest was made, by this phone's clock; null if none. */
  readonly oldestAt: number | null;
  readonly itemIds: ReadonlySet<string>;
  /** As rowKey names them. */
  readonly rowKeys: ReadonlySet<string>;
}

export async function readWaiting(db: LocalDatabase): Promise<Waiting> {
  const [rowKeys, outbox] = await Promise.all([readPendingKeys(db), readOutbox(db)]);
  const itemIds = new Set<string>();
  const ids: { readonly photo: string[]; readonly image: string[] } = { photo: [], image: [] };
  for (const key of rowKeys) {
    if (key.startsWith('item:')) itemIds.add(key.slice('item:'.length));
    if (key.startsWith('stock:')) itemIds.add(key.slice('stock:'.length, key.indexOf('/')));
    if (key.startsWith('photo:')) ids.photo.push(key.slice('photo:'.length));
    if (key.startsWith('image:')) ids.image.push(key.slice('image:'.length));
  }
  for (const id of await readPicturedItems(db, ids)) itemIds.add(id);
  const { waiting: count, heldBack, oldestAt, photos, sheets } = outbox;
  return { count, photos, sheets, heldBack, oldestAt, itemIds, rowKeys };
}

/** The items that show these photos and pictures. */
async function readPicturedItems(
  db: LocalDatabase,
  { photo, image }: { readonly photo: readonly string[]; readonly image: readonly string[] },
): Promise<readonly string[]> {
  if (photo.length === 0 && image.length === 0) return [];
  const [photos, images] = await Promise.all([
    db.photo.bulkGet([...photo]),
    db.image.bulkGet([...image]),
  ]);
  const sources = images.flatMap((row) => row?.source ?? []);
  const hashes = sources.flatMap((source) => uploadedSha256(source) ?? []);
  const [items, uploads] = await Promise.all([
    db.item.where('imageUrl').anyOf(sources).primaryKeys(),
    db.photo.where('sha256').anyOf(hashes).toArray(),
  ]);
  return [...items, ...[...photos, ...uploads].flatMap((row) => row?.itemId ?? [])];
}
