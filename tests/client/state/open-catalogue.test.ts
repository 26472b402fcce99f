/** The list follows its pictures as it follows its items: by what was touched, here or by the server. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalogue, type OpenCatalogue } from '../../../client/state/open-catalogue.ts';
import { finishImage } from '../../support/memory-pictures.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';
import { takePhoto } from '../../support/photos.ts';

let world: World;
let phone: Phone;
let catalogue: OpenCatalogue;
const troubles: unknown[] = [];

beforeEach(async () => {
  world = makeWorld({ tracksImages: true });
  phone = await makePhone(world);
  catalogue = openCatalogue({ db: phone.db, onTrouble: (error) => troubles.push(error) });
});
afterEach(async () => {
  catalogue.stop();
  expect(troubles).toEqual([]);
  await deletePhones();
});

const pictures = () => catalogue.items.value?.map(({ picture }) => picture);

test('a photo is in the list at once, and its thumbnail once the server has made it', async () => {
  await expect.poll(pictures).toEqual([]);
  const { photo, sha256 } = await takePhoto(phone, 'one');
  const taken = { sha256: '', thumbhash: '', blobSha256: sha256 };
  await expect.poll(pictures).toEqual([taken]);
  await phone.sync();
  const finished = finishImage(world.server, sha256);
  await phone.sync();
  await expect.poll(pictures).toEqual([{ ...taken, sha256: finished, thumbhash: 'AAAA' }]);
  expect(catalogue.items.value?.[0]?.hasImage).toBe(true);
  await phone.record({ name: 'photo.delete', args: { id: photo } });
  await expect.poll(pictures).toEqual([null]);
  expect(catalogue.items.value?.[0]?.hasImage).toBe(false);
});
