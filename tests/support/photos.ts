/** Photos as small as they can be: a few bytes under their true hash, which is all that storing and sending look at. */
import type { MutationDraft, NewBlob } from '../../client/db/record-mutations.ts';
import { recordWithBlobs } from '../../client/db/record-mutations.ts';
import type { ItemId, PhotoId } from '../../shared/ids.ts';
import { createItem } from './drafts.ts';
import type { Phone } from './phone.ts';

export async function makePhoto(text: string): Promise<NewBlob> {
  const bytes = new Blob([text], { type: 'image/jpeg' });
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer()));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { sha256, bytes, small: new Blob([`small ${text}`], { type: 'image/jpeg' }) };
}

export function createPhoto(id: PhotoId, itemId: ItemId, { sha256 }: NewBlob): MutationDraft {
  return { name: 'photo.create', args: { id, fields: { itemId, sha256 } } };
}

export interface Taken {
  readonly item: ItemId;
  readonly photo: PhotoId;
  readonly sha256: string;
}

/** A new item and a photo of it, as somebody at the shelf makes them. */
export async function takePhoto(phone: Phone, text: string): Promise<Taken> {
  const item = phone.newId<'item'>();
  const photo = phone.newId<'photo'>();
  const blob = await makePhoto(text);
  await phone.record(createItem(item));
  const recorded = await recordWithBlobs(
    phone.db,
    { drafts: [createPhoto(photo, item, blob)], blobs: [blob] },
    phone.moment,
  );
  if (!recorded.ok) throw new Error(`Refused: ${JSON.stringify(recorded.failure)}`);
  return { item, photo, sha256: blob.sha256 };
}
