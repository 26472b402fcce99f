/** A phone that has worked with the code before this one: it loses nothing, and learns of the pictures it missed. */
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LocalDatabase } from '../../../client/db/local-database.ts';
import { readMeta, readMetas } from '../../../client/db/meta.ts';
import { openLocalDatabase } from '../../../client/db/open-local-database.ts';
import type { ItemId } from '../../../shared/ids.ts';
import { createItem, createLocation, editItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';
import { createPhoto, makePhoto } from '../../support/photos.ts';
import { must } from '../../../shared/result.ts';

/** As it was released; never to be changed. */
const firstSchema = {
  location: 'id, touched',
  category: 'id, touched',
  item: 'id, touched',
  code: 'id, touched, key, itemId, locationId',
  stock: 'id, touched, itemId, locationId',
  count: 'id, [itemId+stamp]',
  movement: 'id, [itemId+stamp]',
  shadow: 'key',
  outbox: 'mid, *keys',
  acked: '++order',
  attention: '++id, &uuid',
  staging: 'key',
  meta: 'key',
};

let world: World;
let phone: Phone;
let item: ItemId;

beforeEach(async () => {
  world = makeWorld({ tracksImages: true });
  phone = await makePhone(world);
  item = phone.newId<'item'>();
});
afterEach(deletePhones);

/** Puts everything that the phone holds under the first schema, as the first code would have written it. */
async function goBack({ isOpened = true } = {}): Promise<Map<string, unknown[]>> {
  const rows = new Map<string, unknown[]>();
  for (const { name } of phone.db.tables) {
    rows.set(name, await phone.db.table(name).toArray());
  }
  rows.set(
    'item',
    (await phone.db.item.toArray()).map(({ coverPhotoId: _, ...row }) => row),
  );
  // Waiting for its own connection to close is as it should be, and not worth Dexie's warning.
  phone.db.on('blocked', () => false);
  await phone.db.delete();
  const old = new Dexie(phone.db.name);
  old.version(1).stores(firstSchema);
  for (const name of Object.keys(firstSchema)) await old.table(name).bulkPut(rows.get(name) ?? []);
  old.close();
  phone.db = new LocalDatabase(phone.db.name);
  if (isOpened) await phone.db.open();
  return rows;
}

test('a full outbox and everything else is still there', async () => {
  await phone.record(
    createItem(item, { name: 'Drill' }),
    createLocation(phone.newId<'location'>()),
  );
  await phone.sync();
  await phone.record(editItem(item, { name: 'Saw' }));
  for (let place = 0; place < 50; place++) await phone.record(createItem(phone.newId<'item'>()));
  await phone.db.staging.put({ key: 'item:half', row: await firstItem() });
  const before = await goBack();
  for (const name of Object.keys(firstSchema)) {
    if (name === 'staging' || name === 'meta') continue;
    expect([name, await phone.db.table(name).toArray()]).toEqual([name, before.get(name)]);
  }
  expect(await phone.db.outbox.count()).toBe(51);
  expect(await readMeta(phone.db, 'session')).toEqual(phone.session);
});

const firstItem = async () => must((await phone.all('item'))[0], 'an item');

describe('pictures that the code before threw away', () => {
  test('come with the next sync, beside the rows in use', async () => {
    const other = await makePhone(world);
    await other.record(createItem(item, { name: 'Drill', imageUrl: 'https://pics.example/1' }));
    await other.record(createPhoto(other.newId<'photo'>(), item, await makePhoto('one')));
    await other.sync();
    await phone.sync();
    await phone.db.photo.clear();
    await phone.db.image.clear();
    await phone.record(editItem(item, { description: 'mine' }));
    const epoch = await readMeta(phone.db, 'epoch');
    await goBack();
    expect(await readMetas(phone.db, ['cursor', 'resyncing', 'epoch'])).toEqual({
      cursor: null,
      resyncing: true,
      epoch,
    });
    expect(await phone.db.staging.count()).toBe(0);
    expect(await phone.db.item.get(item)).toMatchObject({ description: 'mine' });
    expect(await phone.sync()).toMatchObject({ kind: 'quiet' });
    for (const table of ['item', 'photo', 'image'] as const) {
      expect(await phone.all(table)).toEqual(world.server.all(table));
    }
    expect(await phone.db.photo.count()).toBe(1);
    expect(await phone.db.item.get(item)).toMatchObject({
      coverPhotoId: null,
      description: 'mine',
    });
  });

  test('a phone that has never synced has none, and just goes on', async () => {
    await phone.record(createItem(item));
    await goBack();
    expect(await readMetas(phone.db, ['cursor', 'resyncing'])).toEqual({
      cursor: null,
      resyncing: false,
    });
    await phone.sync();
    expect(await phone.all('item')).toEqual(world.server.all('item'));
  });
});

test('an upgrade that takes longer than opening may is waited for', async () => {
  await phone.record(createItem(item));
  await goBack({ isOpened: false });
  let finish: (() => void) | undefined;
  // As on a slow phone with fifty thousand items: the upgrade has begun, and its end is a long time coming.
  vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    const request = IDBFactory.prototype.open.call(indexedDB, name, version);
    Object.defineProperty(request, 'onsuccess', {
      set: (onSuccess: (event: Event) => void) => {
        request.addEventListener('success', (event) => {
          finish = () => onSuccess.call(request, event);
        });
      },
    });
    return request;
  });
  const timeoutMs = 200;
  const began = performance.now();
  const ignore = (): undefined => undefined;
  const opening = openLocalDatabase({
    name: phone.db.name,
    timeoutMs,
    onVersionChange: ignore,
    onBlocked: ignore,
  });
  await expect.poll(() => finish !== undefined).toBe(true);
  await expect.poll(() => performance.now() - began > 3 * timeoutMs).toBe(true);
  must(finish, 'the end of the upgrade')();
  const opened = await opening;
  expect(opened.ok).toBe(true);
  vi.restoreAllMocks();
  if (opened.ok) opened.value.close();
});
