/** Browsers and their databases: slow, gone in the middle, wanted by newer code. Nothing hangs, nothing is lost. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { LocalDatabase } from '../../../client/db/local-database.ts';
import { openLocalDatabase } from '../../../client/db/open-local-database.ts';
import { watchQuery } from '../../../client/db/watch-query.ts';
import { withReopen } from '../../../client/db/with-reopen.ts';
import { must } from '../../../shared/result.ts';
import { createItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld } from '../../support/phone.ts';

const opened: LocalDatabase[] = [];
const quiet = { onVersionChange: () => undefined, onBlocked: () => undefined };

afterEach(async () => {
  vi.restoreAllMocks();
  for (const db of opened.splice(0)) await db.delete();
  await deletePhones();
});

describe('opening', () => {
  test('gives a database whose changes are durable before they are reported', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const result = await openLocalDatabase({ name: crypto.randomUUID(), ...quiet });
    if (!result.ok) throw new Error(result.failure.kind);
    opened.push(result.value);
    await result.value.meta.put({ key: 'theme', value: 'dark' });
    const writes = transaction.mock.results.filter(({ value }) => value.mode === 'readwrite');
    expect(writes.map(({ value }) => value.durability)).toEqual(['strict']);
  });

  test('that is never answered ends after two tries, not never', async () => {
    // What Safari does at times: the request stays pending for good.
    const open = vi.spyOn(indexedDB, 'open').mockImplementation((name) => {
      const request = IDBFactory.prototype.open.call(indexedDB, `${name}-silent`);
      Object.defineProperty(request, 'onsuccess', { set() {} });
      return request;
    });
    const result = await openLocalDatabase({ name: crypto.randomUUID(), ...quiet, timeoutMs: 50 });
    expect(result).toEqual({ ok: false, failure: { kind: 'hangs' } });
    expect(open).toHaveBeenCalledTimes(2);
  });

  test('that the browser forbids says so at once', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('private mode', 'SecurityError');
    });
    const result = await openLocalDatabase({ name: crypto.randomUUID(), ...quiet });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'denied' } });
  });
});

describe('a connection that the browser has killed', () => {
  test('is opened again, and the change is made', async () => {
    const phone = await makePhone(makeWorld());
    must(phone.db.backendDB(), 'a connection').close();
    await phone.record(createItem(phone.newId<'item'>()));
    expect(await phone.db.item.count()).toBe(1);
  });

  test('is opened again once: a second failure is for the caller', async () => {
    const phone = await makePhone(makeWorld());
    let tries = 0;
    const operation = (): Promise<void> => {
      tries += 1;
      return Promise.reject(new DOMException('gone', 'InvalidStateError'));
    };
    await expect(withReopen(phone.db, operation)).rejects.toThrow('gone');
    expect(tries).toBe(2);
  });

  test('other errors are not tried again', async () => {
    const phone = await makePhone(makeWorld());
    let tries = 0;
    const operation = (): Promise<void> => {
      tries += 1;
      return Promise.reject(new DOMException('full', 'QuotaExceededError'));
    };
    await expect(withReopen(phone.db, operation)).rejects.toThrow('full');
    expect(tries).toBe(1);
  });

  test('a watched query goes on', async () => {
    const phone = await makePhone(makeWorld());
    const shown: number[] = [];
    const errors: unknown[] = [];
    const stop = watchQuery(phone.db, () => phone.db.item.count(), {
      onValue: (items) => shown.push(items),
      onError: (error) => errors.push(error),
    });
    await expect.poll(() => shown.at(-1)).toBe(0);
    must(phone.db.backendDB(), 'a connection').close();
    await phone.record(createItem(phone.newId<'item'>()));
    await expect.poll(() => shown.at(-1)).toBe(1);
    stop();
    expect(errors).toEqual([]);
  });
});

test('newer code gets the database: the old tab lets go, says so and does not open it again', async () => {
  const name = crypto.randomUUID();
  let asked = 0;
  const onVersionChange = (): void => {
    asked += 1;
  };
  const result = await openLocalDatabase({ name, ...quiet, onVersionChange });
  if (!result.ok) throw new Error(result.failure.kind);
  const old = result.value;
  const newer = new LocalDatabase(name);
  opened.push(newer);
  newer.version(99).stores({ image: 'id' });
  await newer.open();
  expect(asked).toBe(1);
  expect(old.retired).toBe(true);
  // Dexie traces errors on localhost.
  vi.spyOn(console, 'trace').mockReturnValue(undefined);
  await expect(withReopen(old, () => old.meta.count())).rejects.toThrow(/closed/i);
  expect(newer.isOpen()).toBe(true);
});
