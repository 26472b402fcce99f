/** Photos on the phone: kept together with the change that names them, counted as work, never lost by leaving. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { enterSession } from '../../../client/db/enter-session.ts';
import { exportOutbox } from '../../../client/db/export-outbox.ts';
import { deleteUnshown, readSendable } from '../../../client/db/photo-bytes.ts';
import { readOutbox } from '../../../client/db/read-outbox.ts';
import { recordWithBlobs } from '../../../client/db/record-mutations.ts';
import { signOut } from '../../../client/db/sign-out.ts';
import { readUnsentPhotos } from '../../../client/db/unsent-photos.ts';
import { toId } from '../../../shared/ids.ts';
import type { SessionFacts } from '../../../shared/session.ts';
import { createItem } from '../../support/drafts.ts';
import { finishImage } from '../../support/memory-pictures.ts';
import { awaitedImage } from '../../support/memory-server.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';
import { createPhoto, makePhoto, takePhoto } from '../../support/photos.ts';
import { must } from '../../../shared/result.ts';

const day = 24 * 60 * 60_000;
let world: World;
let phone: Phone;

beforeEach(async () => {
  world = makeWorld({ tracksImages: true });
  phone = await makePhone(world);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await deletePhones();
});

const counts = async () => [
  await phone.db.photo.count(),
  await phone.db.outbox.count(),
  await phone.db.blobs.count(),
];

describe('a photo and the change that names it', () => {
  test('are saved together', async () => {
    const { sha256 } = await takePhoto(phone, 'one');
    expect(await counts()).toEqual([1, 2, 1]);
    const blob = await phone.db.blobs.get(sha256);
    expect(await blob?.bytes.text()).toBe('one');
    expect(await blob?.small.text()).toBe('small one');
    expect(blob).toMatchObject({ refused: '', sentAt: null, sentFor: null });
  });

  test('are not saved when the change is refused', async () => {
    const blob = await makePhoto('one');
    const recorded = await recordWithBlobs(
      phone.db,
      {
        drafts: [
          createPhoto(phone.newId<'photo'>(), phone.newId<'item'>(), blob),
          { name: 'item.delete', args: { id: phone.newId<'item'>() } },
        ],
        blobs: [blob],
      },
      phone.moment,
    );
    expect(recorded).toMatchObject({ ok: false });
    expect(await counts()).toEqual([0, 0, 0]);
  });

  test('are not saved when the phone is full', async () => {
    const item = phone.newId<'item'>();
    const blob = await makePhoto('one');
    const write = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(putUnlessBlob);
    await expect(
      recordWithBlobs(
        phone.db,
        {
          drafts: [createItem(item), createPhoto(phone.newId<'photo'>(), item, blob)],
          blobs: [blob],
        },
        phone.moment,
      ),
    ).rejects.toThrow('full');
    expect(write).toHaveBeenCalled();
    write.mockRestore();
    expect(await counts()).toEqual([0, 0, 0]);
    expect(await phone.db.item.count()).toBe(0);
  });

  test('taken a second time, the bytes that are on their way stay as they are', async () => {
    const { sha256 } = await takePhoto(phone, 'one');
    await phone.db.blobs.update(sha256, { sentFor: 7, sentAt: 1 });
    const { addedAt } = must(await phone.db.blobs.get(sha256), 'the bytes');
    await takePhoto(phone, 'one');
    expect(await phone.db.blobs.toArray()).toMatchObject([{ addedAt, sentFor: 7 }]);
  });
});

const put = IDBObjectStore.prototype.put;
function putUnlessBlob(this: IDBObjectStore, ...args: Parameters<typeof put>): IDBRequest {
  if (this.name === 'blobs') throw new DOMException('full', 'QuotaExceededError');
  return put.apply(this, args);
}

describe('photos that only this phone has', () => {
  const photos = async () => (await readOutbox(phone.db)).photos;

  test('count as waiting from the tap until the server has the bytes', async () => {
    const { sha256 } = await takePhoto(phone, 'one');
    expect(await readOutbox(phone.db)).toMatchObject({ waiting: 2, photos: 1 });
    await phone.sync();
    expect(await readOutbox(phone.db)).toMatchObject({ waiting: 0, photos: 1, sheets: 0 });
    await phone.pictures.sendPhoto(sha256, await bytesOf(sha256), new AbortController().signal);
    await phone.sync();
    expect(await photos()).toBe(0);
  });

  test('do not count once nothing shows them, or once the server will not have them', async () => {
    const { photo } = await takePhoto(phone, 'one');
    const { sha256 } = await takePhoto(phone, 'two');
    expect(await photos()).toBe(2);
    await phone.record({ name: 'photo.delete', args: { id: photo } });
    expect(await photos()).toBe(1);
    await phone.db.blobs.update(sha256, { refused: 'tooBig' });
    expect(await photos()).toBe(0);
    await phone.record({ name: 'photo.restore', args: { id: photo } });
    expect(await photos()).toBe(1);
  });
});

async function bytesOf(sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  const blob = must(await phone.db.blobs.get(sha256), 'the bytes');
  return new Uint8Array(await blob.bytes.arrayBuffer());
}

describe('leaving', () => {
  test('is refused while a photo waits although every change is sent, and wipes the bytes after a file', async () => {
    const { sha256 } = await takePhoto(phone, 'one');
    await phone.sync();
    expect(await signOut(phone.db, { outboxExported: false })).toEqual({
      ok: false,
      failure: { kind: 'outboxNotEmpty', waiting: 0, photos: 1, sheets: 0 },
    });
    const file: unknown = JSON.parse(await exportOutbox(phone.db, world.time.nowMs));
    expect(file).toMatchObject({
      outbox: [],
      photos: [{ sha256, type: 'image/jpeg', base64: btoa('one'), refused: '' }],
    });
    expect(await signOut(phone.db, { outboxExported: true })).toMatchObject({ ok: true });
    expect(await phone.db.blobs.count()).toBe(0);
  });

  test('the file also holds what the server refused', async () => {
    const { sha256 } = await takePhoto(phone, 'one');
    await phone.db.blobs.update(sha256, { refused: 'damaged' });
    expect(JSON.parse(await exportOutbox(phone.db, 0))).toMatchObject({
      photos: [{ sha256, base64: btoa('one'), refused: 'damaged' }],
    });
  });

  test('for another space is refused while a photo waits', async () => {
    await takePhoto(phone, 'one');
    await phone.sync();
    const elsewhere = { ...phone.session, spaceId: toId<'space'>(world.dice.makeUuid()) };
    expect(await enterSession(phone.db, elsewhere, phone.moment)).toEqual({
      ok: false,
      failure: { kind: 'otherSpace', waiting: 1 },
    });
    expect(await phone.db.blobs.count()).toBe(1);
  });
});

describe('another person on the same phone', () => {
  let guest: SessionFacts;
  beforeEach(() => {
    guest = { ...phone.session, personId: toId<'person'>(world.dice.makeUuid()), personName: 'Bo' };
  });
  async function enter(session: SessionFacts): Promise<void> {
    const { personId, role } = session;
    phone.line.actor = { personId, role };
    await enterSession(phone.db, session, phone.moment);
  }

  test('does not send photos whose change is held back, and keeps them for their author', async () => {
    const { sha256 } = await takePhoto(phone, 'one');
    await enter(guest);
    // Another phone has a photo of the very same bytes: even so.
    world.server.setImages(awaitedImage(sha256));
    await phone.sync();
    expect(await readUnsentPhotos(phone.db)).toEqual({ mine: [], heldBack: [sha256] });
    expect(await readSendable(phone.db, 0)).toEqual([]);
    await enter(phone.session);
    await phone.sync();
    expect(await readSendable(phone.db, 0)).toEqual([sha256]);
  });

  test('may bring what the server already awaits: that deed is done', async () => {
    const { sha256 } = await takePhoto(phone, 'one');
    await phone.sync();
    await enter(guest);
    await phone.sync();
    expect(await readSendable(phone.db, 0)).toEqual([sha256]);
  });
});

describe('bytes that nothing shows any more', () => {
  test('are kept for a day, for undoing, and for a waiting change', async () => {
    const { photo } = await takePhoto(phone, 'one');
    await phone.sync();
    await phone.record({ name: 'photo.delete', args: { id: photo } });
    await deleteUnshown(phone.db, world.time.nowMs + 2 * day);
    expect(await phone.db.blobs.count()).toBe(1);
    await phone.sync();
    await deleteUnshown(phone.db, world.time.nowMs + day - 1000);
    expect(await phone.db.blobs.count()).toBe(1);
    await deleteUnshown(phone.db, world.time.nowMs + day + 1000);
    expect(await phone.db.blobs.count()).toBe(0);
  });

  test('are kept while somebody has to decide about their refused change', async () => {
    const { sha256, photo } = await takePhoto(phone, 'one');
    await phone.db.photo.delete(photo);
    const [change] = (await phone.db.outbox.toArray()).slice(-1);
    await phone.db.outbox.clear();
    const { mid, uuid, name, version, args, stamp } = must(change, 'a change');
    const mutation = { mid, uuid, name, version, args, stamp };
    const outcome = { kind: 'refused', refusal: { kind: 'forbidden' } } as const;
    const entry = { uuid, mid, at: 0, mutation, outcome, seenAt: null, resolvedAt: null };
    const id = await phone.db.attention.add(entry);
    await deleteUnshown(phone.db, world.time.nowMs + 9 * day);
    expect(await phone.db.blobs.get(sha256)).toBeDefined();
    await phone.db.attention.update(id, { resolvedAt: 1 });
    await deleteUnshown(phone.db, world.time.nowMs + 9 * day);
    expect(await phone.db.blobs.get(sha256)).toBeUndefined();
  });

  test('stay for ever while a photo shows them', async () => {
    const { sha256 } = await takePhoto(phone, 'one');
    await phone.sync();
    finishImage(world.server, sha256);
    await phone.sync();
    await deleteUnshown(phone.db, world.time.nowMs + 900 * day);
    expect(await phone.db.blobs.count()).toBe(1);
  });
});
