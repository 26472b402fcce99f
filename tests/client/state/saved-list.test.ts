/** The list kept for the next start: the same to the last field, and never one that the rows have left behind. */
import { afterEach, expect, test } from 'vitest';
import { Catalogue } from '../../../client/state/catalogue.ts';
import { readFirstLook } from '../../../client/state/first-look.ts';
import type { ListedItem } from '../../../client/state/listed-item.ts';
import { openCatalogue } from '../../../client/state/open-catalogue.ts';
import { packList, unpackList } from '../../../client/state/packed-list.ts';
import { saveList } from '../../../client/state/saved-list.ts';
import { signOut } from '../../../client/db/sign-out.ts';
import { unplaced } from '../../../shared/ids.ts';
import { count, createItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone } from '../../support/phone.ts';
import { takePhoto } from '../../support/photos.ts';

afterEach(deletePhones);

const bug = (error: unknown): void => {
  throw error;
};

/** What one sees, and how far its rows were read. */
async function look(phone: Phone): Promise<{ items: readonly ListedItem[]; touched: number }> {
  const catalogue = openCatalogue({ db: phone.db, onTrouble: bug });
  await expect.poll(() => catalogue.readUpTo.value).toBeGreaterThanOrEqual(0);
  catalogue.stop();
  return { items: catalogue.items.value ?? [], touched: catalogue.readUpTo.value };
}

/** What the next start shows at once. */
async function readSavedList({ db }: Phone): Promise<readonly ListedItem[] | undefined> {
  return (await readFirstLook(db.name))?.items;
}

async function fill(phone: Phone): Promise<void> {
  const itemId = phone.newId<'item'>();
  await phone.record(createItem(itemId, { name: 'Hülse M3x8', minimum: 4000 }));
  await phone.record(count(phone, itemId, unplaced, 2500));
  const glueId = phone.newId<'item'>();
  await phone.record(createItem(glueId, { name: 'Glue' }));
  await phone.record({
    name: 'count.record',
    args: {
      id: phone.newId<'count'>(),
      itemId: glueId,
      locationId: unplaced,
      quantity: 1000,
      note: '',
      lot: 'A',
      expiry: '2027-05-31',
    },
  });
  await phone.record(createItem(phone.newId<'item'>(), { name: 'Ångström' }));
}

test('packed and unpacked, a line is the same to the last field', async () => {
  const phone = await makePhone(makeWorld({ tracksImages: true }));
  await fill(phone);
  await takePhoto(phone, 'one');
  const { items } = await look(phone);
  expect(items.length).toBeGreaterThan(2);
  expect(unpackList([...packList(items)])).toEqual(items);
  expect(unpackList([...packList(new Catalogue().items)])).toEqual([]);
});

test('the next start shows the list of the last look at once', async () => {
  const phone = await makePhone(makeWorld());
  await fill(phone);
  const { items, touched } = await look(phone);
  await saveList(phone.db, items, { touched, generation: 0 });
  expect(await readSavedList(phone)).toEqual(items);
});

test('a list that the rows have left behind is not shown, and not written', async () => {
  const phone = await makePhone(makeWorld());
  await fill(phone);
  const { items, touched } = await look(phone);
  await saveList(phone.db, items, { touched, generation: 0 });
  await phone.record(createItem(phone.newId<'item'>()));
  expect(await readSavedList(phone)).toBeUndefined();
  await saveList(phone.db, [], { touched, generation: 0 });
  expect(await readSavedList(phone)).toBeUndefined();
  const after = await look(phone);
  await saveList(phone.db, after.items, { touched: after.touched, generation: 1 });
  expect(await readSavedList(phone)).toBeUndefined();
});

test('nothing of it stays on a device that somebody has left', async () => {
  const phone = await makePhone(makeWorld());
  await fill(phone);
  await phone.sync();
  const { items, touched } = await look(phone);
  await saveList(phone.db, items, { touched, generation: 0 });
  await signOut(phone.db, { outboxExported: true });
  expect(await readSavedList(phone)).toBeUndefined();
  expect(await phone.db.meta.get('savedList')).toBeUndefined();
});
