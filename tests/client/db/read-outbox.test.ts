/** What waits, as the status line tells it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOutbox, readPendingKeys } from '../../../client/db/read-outbox.ts';
import { rowKey } from '../../../shared/mutation-reach.ts';
import { createItem, editItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone } from '../../support/phone.ts';

let phone: Phone;

beforeEach(async () => {
  phone = await makePhone(makeWorld());
});
afterEach(deletePhones);

test('every change that waits is counted, and the oldest is known', async () => {
  expect(await readOutbox(phone.db)).toEqual({
    waiting: 0,
    heldBack: 0,
    oldestAt: null,
    photos: 0,
    sheets: 0,
  });
  const item = phone.newId<'item'>();
  await phone.record(createItem(item));
  await phone.record(editItem(item, { name: 'Saw' }));
  await phone.record(editItem(item, { name: 'Jigsaw' }));
  const { waiting, oldestAt } = await readOutbox(phone.db);
  expect(waiting).toBe(3);
  expect(oldestAt).toBe((await phone.db.outbox.get(1))?.recordedAt);
});

test('a row is named once, however many changes wait on it', async () => {
  const item = phone.newId<'item'>();
  await phone.record(createItem(item));
  await phone.record(editItem(item, { name: 'Saw' }));
  expect(await readPendingKeys(phone.db)).toEqual(new Set([rowKey('item', item)]));
});
