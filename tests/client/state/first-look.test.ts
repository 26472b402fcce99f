/** The first screen of a start: shown before the database is open, right or not at all, and then replaced by it. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { localDatabaseVersion } from '../../../client/db/first-rows.ts';
import { LocalDatabase } from '../../../client/db/local-database.ts';
import { writeMeta } from '../../../client/db/meta.ts';
import { openAppState, type OpenedAppState } from '../../../client/state/app-state.ts';
import { readFirstLook, type FirstLook } from '../../../client/state/first-look.ts';
import { openLiveState } from '../../../client/state/live-state.ts';
import { saveList } from '../../../client/state/saved-list.ts';
import type { Server } from '../../../client/state/server.ts';
import { must } from '../../../shared/result.ts';
import { createItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone } from '../../support/phone.ts';

const opened: OpenedAppState[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { state } of opened.splice(0)) state.stop();
  await deletePhones();
});

const bug = (error: unknown): void => {
  throw error;
};
const server = {} as Server;

/** The app as it starts on what this phone holds. */
function start(phone: Phone, look: FirstLook | undefined) {
  const moment = () => phone.moment;
  const app = openAppState({ look, moment, syncNow: () => undefined });
  opened.push(app);
  const open = (): void => {
    const live = openLiveState({ db: phone.db, onTrouble: bug, moment, delayMs: 0 });
    app.attach({ ...live, server });
  };
  return { ...app, open };
}

async function makeShelf(phone: Phone, name: string): Promise<void> {
  const id = phone.newId<'location'>();
  await phone.record({ name: 'location.create', args: { id, fields: { name } } });
}

describe('a first look', () => {
  test('holds what was set here, and the names of places and categories', async () => {
    const phone = await makePhone(makeWorld());
    await makeShelf(phone, 'Shelf A');
    await writeMeta(phone.db, 'language', 'de');
    const look = must(await readFirstLook(phone.db.name), 'a look');
    expect(look.settings).toMatchObject({
      language: 'de',
      theme: 'system',
      session: phone.session,
    });
    expect(look.locations.nodes.map(({ row }) => row.name)).toEqual(['Shelf A']);
    expect(look.categories.nodes).toEqual([]);
    expect(look.items).toBeUndefined();
  });

  test('is for these very stores: what an older version left is made ready first', async () => {
    const phone = await makePhone(makeWorld());
    expect(phone.db.verno).toBe(localDatabaseVersion);
    const name = `older ${crypto.randomUUID()}`;
    const older = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name, 10);
      request.addEventListener('success', () => resolve(request.result));
    });
    older.close();
    expect(await readFirstLook(name)).toBeUndefined();
    indexedDB.deleteDatabase(name);
  });

  test('of a device that has nothing is none, and makes nothing', async () => {
    const name = `none ${crypto.randomUUID()}`;
    expect(await readFirstLook(name)).toBeUndefined();
    expect((await indexedDB.databases()).map((each) => each.name)).not.toContain(name);
  });

  test('that the browser forbids is none: the database itself says why', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('private mode', 'SecurityError');
    });
    expect(await readFirstLook('whatever')).toBeUndefined();
  });

  test('lets go of the database: a newer version gets it at once', async () => {
    const phone = await makePhone(makeWorld());
    phone.db.close();
    expect(await readFirstLook(phone.db.name)).toBeDefined();
    const newer = new LocalDatabase(phone.db.name);
    newer.version(localDatabaseVersion + 1).stores({});
    await newer.open();
    newer.close();
  });
});

describe('the app', () => {
  test('shows the first look until the database has been read, and then what that holds', async () => {
    const phone = await makePhone(makeWorld());
    await makeShelf(phone, 'Shelf A');
    await phone.record(createItem(phone.newId<'item'>(), { name: 'Drill' }));
    const before = start(phone, undefined);
    before.open();
    await expect.poll(() => before.state.items.value?.length).toBe(1);
    const touched = before.state.readUpTo.value;
    await saveList(phone.db, before.state.items.value ?? [], { touched, generation: 0 });

    const { state, open } = start(phone, await readFirstLook(phone.db.name));
    expect(state.items.value?.map(({ name }) => name)).toEqual(['Drill']);
    expect(state.locations.value.nodes).toHaveLength(1);
    expect(state.session.value).toEqual(phone.session);
    expect(state.readUpTo.value).toBe(-1);

    open();
    expect(state.items.value).toHaveLength(1);
    expect(await state.opened).toBe(phone.db);
    await makeShelf(phone, 'Shelf B');
    await phone.record(createItem(phone.newId<'item'>(), { name: 'Saw' }));
    await expect.poll(() => state.items.value?.map(({ name }) => name)).toEqual(['Drill', 'Saw']);
    await expect.poll(() => state.locations.value.nodes.length).toBe(2);
    expect(state.readUpTo.value).toBeGreaterThan(touched);
  });

  test('without a first look has nothing to show until the database has been read', async () => {
    const phone = await makePhone(makeWorld());
    const { state, open } = start(phone, undefined);
    expect([state.settings.value, state.items.value]).toEqual([undefined, undefined]);
    expect(() => state.db).toThrow('a screen that waits for the database');
    open();
    await expect.poll(() => state.items.value).toEqual([]);
    await expect.poll(() => state.settings.value?.session).toEqual(phone.session);
  });
});
