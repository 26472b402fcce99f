/** What the note outside the database says of a device: that something is here, how much of it waits, who left. */
import { afterEach, expect, test } from 'vitest';
import { exportOutbox } from '../../../client/db/export-outbox.ts';
import { LocalDatabase } from '../../../client/db/local-database.ts';
import { writeMetas } from '../../../client/db/meta.ts';
import { signOut } from '../../../client/db/sign-out.ts';
import { hasRecorded, readHoldingsHere } from '../../../client/state/held-here.ts';
import { createItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld } from '../../support/phone.ts';

afterEach(deletePhones);

test('a device with a person holds something, and counts what has not been sent', async () => {
  const phone = await makePhone(makeWorld());
  expect(await readHoldingsHere(phone.db)).toEqual({
    isAnythingHere: true,
    wasLeft: false,
    waiting: 0,
    photos: 0,
    sheets: 0,
  });
  expect(await hasRecorded(phone.db)).toBe(false);
  await phone.record(createItem(phone.newId<'item'>()));
  expect(await readHoldingsHere(phone.db)).toMatchObject({ isAnythingHere: true, waiting: 1 });
  expect(await hasRecorded(phone.db)).toBe(true);
});

test('a count that was broken off in the middle is something that waits', async () => {
  const phone = await makePhone(makeWorld());
  const openCount = {
    itemId: phone.newId<'item'>(),
    locationId: phone.newId<'location'>(),
    quantity: 3000,
    before: 0,
  };
  await writeMetas(phone.db, { openCount });
  expect(await readHoldingsHere(phone.db)).toMatchObject({ waiting: 1 });
  expect(await signOut(phone.db, { outboxExported: false })).toMatchObject({ ok: false });
  expect(await exportOutbox(phone.db, 0)).toContain(openCount.itemId);
});

test('whoever signed out has left, and a database that is simply empty was not left', async () => {
  const phone = await makePhone(makeWorld());
  await signOut(phone.db, { outboxExported: false });
  expect(await readHoldingsHere(phone.db)).toMatchObject({ isAnythingHere: false, wasLeft: true });

  const empty = new LocalDatabase(crypto.randomUUID());
  expect(await readHoldingsHere(empty)).toMatchObject({ isAnythingHere: false, wasLeft: false });
  await empty.delete();
});
