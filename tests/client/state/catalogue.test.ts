/** The list in memory follows what was touched, and is at all times what reading everything anew would give. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Catalogue } from '../../../client/state/catalogue.ts';
import type { ListedItem } from '../../../client/state/listed-item.ts';
import { picturesOf } from '../../../client/state/pictures.ts';
import {
  emptyFields,
  type Image,
  type Item,
  type Photo,
  type Stock,
} from '../../../shared/entities.ts';
import {
  toId,
  unplaced,
  type ItemId,
  type LocationId,
  type PhotoId,
  type StockId,
} from '../../../shared/ids.ts';
import { noBatch } from '../../../shared/batches.ts';
import { emptyStock } from '../../../shared/stock.ts';
import { uploadSource } from '../../../shared/images.ts';
import { makeStamp } from '../../../shared/stamps.ts';
import { awaitedImage } from '../../support/memory-server.ts';
import { must } from '../../../shared/result.ts';

const stamps = { '*': makeStamp({ ms: 1_775_000_000_000, counter: 0, mark: '00000000' }) };
const idOf = (place: number): ItemId =>
  toId<'item'>(`00000000-0000-4000-8000-${String(place).padStart(12, '0')}`);

const photoIdOf = (place: number): PhotoId => toId<'photo'>(idOf(place));
const urls = ['https://pics.example/saw.jpg', 'https://pics.example/drill.jpg'];
const hashes = ['a'.repeat(64), 'b'.repeat(64)];

const anItem = fc.record({
  id: fc.nat({ max: 9 }).map(idOf),
  name: fc.constantFrom('Saw', 'saw', 'Säge', 'M3x8', 'M3x10', 'Drill'),
  imageUrl: fc.constantFrom('', '', ...urls),
  coverPhotoId: fc.constantFrom(null, null, photoIdOf(0), photoIdOf(1), photoIdOf(9)),
  deletedAt: fc.constantFrom(null, null, 1_775_000_000_000),
});
const aStock = fc.record({
  itemId: fc.nat({ max: 9 }).map(idOf),
  batch: fc.constantFrom(
    noBatch,
    noBatch,
    { lot: 'A1', expiry: '' },
    { lot: '', expiry: '2027-05-31' },
  ),
  quantity: fc.integer({ min: -5000, max: 5000 }),
});
const aPhoto = fc.record({
  place: fc.nat({ max: 5 }),
  itemId: fc.oneof(fc.constant(null), fc.nat({ max: 4 }).map(idOf)),
  deletedAt: fc.constantFrom(null, null, 1_775_000_000_000),
});
const anImage = fc.record({
  source: fc.constantFrom(...urls, ...hashes.map(uploadSource)),
  sha256: fc.constantFrom('', 'c'.repeat(64), 'd'.repeat(64)),
  thumbhash: fc.constantFrom('', 'AAAA'),
});
const someRows = fc.record({
  items: fc.array(anItem, { maxLength: 4 }),
  stock: fc.array(aStock, { maxLength: 4 }),
  photos: fc.array(aPhoto, { maxLength: 4 }),
  images: fc.array(anImage, { maxLength: 3 }),
});

function toRows(step: typeof someRows extends fc.Arbitrary<infer Step> ? Step : never) {
  const item = step.items.map((fields): Item => ({
    ...emptyFields.item,
    stamps,
    version: 1,
    ...fields,
  }));
  const stock = step.stock.map(({ itemId, batch, quantity }) => ({
    ...emptyStock(itemId, unplaced, batch),
    quantity,
  }));
  const photo = step.photos.map(({ place, ...fields }) => aPhotoRow(place, fields));
  const image = step.images.map((fields): Image => ({ ...awaitedImage(''), ...fields }));
  return { item, stock, photo, image };
}

/** The higher its number the older it is, so that age is not the order of ids. */
function aPhotoRow(place: number, fields: Pick<Photo, 'itemId' | 'deletedAt'>): Photo {
  const born = makeStamp({ ms: 1_775_000_000_000 - place, counter: 0, mark: '00000000' });
  const sha256 = hashes[place % hashes.length] ?? '';
  return { id: photoIdOf(place), sha256, stamps: { '*': born }, version: 1, ...fields };
}

test('rows taken bit by bit give the list that all of them give at once', () => {
  fc.assert(
    fc.property(fc.array(someRows, { maxLength: 8 }), (steps) => {
      const followed = new Catalogue();
      const items = new Map<ItemId, Item>();
      const stock = new Map<StockId, Stock>();
      const photos = new Map<PhotoId, Photo>();
      const images = new Map<string, Image>();
      for (const rows of steps.map(toRows)) {
        followed.take(rows);
        for (const row of rows.item) items.set(row.id, row);
        for (const row of rows.stock) stock.set(row.id, row);
        for (const row of rows.photo) photos.set(row.id, row);
        for (const row of rows.image) images.set(row.source, row);
        const anew = new Catalogue().take({
          item: [...items.values()],
          stock: [...stock.values()],
          photo: [...photos.values()],
          image: [...images.values()],
        });
        expect(followed.items).toEqual(anew);
        expectCoversToAgree(followed.items, { items, photos, images });
      }
    }),
  );
});

/** The list and the item's page must not show two different covers. */
function expectCoversToAgree(
  listed: readonly ListedItem[],
  rows: {
    readonly items: ReadonlyMap<ItemId, Item>;
    readonly photos: ReadonlyMap<PhotoId, Photo>;
    readonly images: ReadonlyMap<string, Image>;
  },
): void {
  for (const { id, picture, hasImage } of listed) {
    const [cover] = picturesOf({
      item: must(rows.items.get(id), 'its row'),
      photos: [...rows.photos.values()],
      images: [...rows.images.values()],
      blobs: new Map(),
      pendingKeys: new Set(),
    });
    expect(hasImage).toBe(cover !== undefined);
    const { sha256, thumbhash, blobSha256 } = cover ?? {};
    expect(picture).toEqual(cover === undefined ? null : { sha256, thumbhash, blobSha256 });
  }
}

test('batches of one item add up, and the one that goes first says when it expires', () => {
  const catalogue = new Catalogue();
  const shelf = toId<'location'>('00000000-0000-4000-8000-00000000aaaa') satisfies LocationId;
  const item: Item = {
    ...emptyFields.item,
    stamps,
    version: 1,
    deletedAt: null,
    id: idOf(1),
    name: 'Glue',
  };
  const lying = (quantity: number, lot: string, expiry: string, at: LocationId = unplaced) => ({
    ...emptyStock(idOf(1), at, { lot, expiry }),
    quantity,
  });
  const look = (...stock: Stock[]) => catalogue.take({ item: [item], stock })[0];
  expect(look(lying(2000, '', ''), lying(3000, 'A', '2027-05-31'))).toMatchObject({
    quantity: 5000,
    locationIds: [unplaced],
    expiry: '2027-05-31',
  });
  expect(look(lying(1000, 'B', '2027-01-31', shelf))).toMatchObject({
    quantity: 6000,
    locationIds: [unplaced, shelf],
    expiry: '2027-01-31',
  });
  // What is used up expires no more.
  expect(look(lying(0, 'B', '2027-01-31', shelf))).toMatchObject({ expiry: '2027-05-31' });
  expect(look(lying(-1000, 'A', '2027-05-31'))).toMatchObject({
    quantity: 1000,
    state: 'needsCount',
    expiry: '',
  });
});

test('a change of one item leaves the lines of all others as they are', () => {
  const catalogue = new Catalogue();
  const make = (place: number, name: string): Item => ({
    ...emptyFields.item,
    stamps,
    version: 1,
    deletedAt: null,
    id: idOf(place),
    name,
  });
  const [before] = catalogue.take({ item: [make(1, 'Anvil'), make(2, 'Saw')] });
  const after = catalogue.take({ item: [make(2, 'Jigsaw')] });
  expect(after.map(({ name }) => name)).toEqual(['Anvil', 'Jigsaw']);
  expect(after[0]).toBe(before);
});

test('a picture that becomes ready changes the lines of the items that show it, and no others', () => {
  const catalogue = new Catalogue();
  const [saw = '', drill = ''] = urls;
  const make = (place: number, imageUrl: string): Item => ({
    ...emptyFields.item,
    stamps,
    version: 1,
    deletedAt: null,
    id: idOf(place),
    name: `Thing ${place}`,
    imageUrl,
  });
  const before = catalogue.take({ item: [make(1, saw), make(2, drill), make(3, saw)] });
  expect(before.map(({ picture }) => picture?.sha256)).toEqual(['', '', '']);
  const ready = { ...awaitedImage(''), source: saw, sha256: 'c'.repeat(64) };
  const after = catalogue.take({ image: [ready] });
  expect(after.map(({ picture }) => picture?.sha256)).toEqual([ready.sha256, '', ready.sha256]);
  expect(after[1]).toBe(before[1]);
  // Nothing that a line shows has changed.
  expect(catalogue.take({ image: [{ ...ready, changedAt: 9 }] })).toBe(after);
});

test('ten thousand pictures among fifty thousand items cost little', () => {
  const catalogue = new Catalogue();
  const item = Array.from({ length: 50_000 }, (_, place): Item => ({
    ...emptyFields.item,
    stamps,
    version: 1,
    deletedAt: null,
    id: idOf(place),
    name: `Thing ${place}`,
    imageUrl: place < 10_000 ? `https://pics.example/${place}` : '',
  }));
  const image = item.slice(0, 10_000).map(({ imageUrl: source }): Image => ({
    ...awaitedImage(''),
    source,
    sha256: 'c'.repeat(64),
  }));
  catalogue.take({ item, image });
  const began = performance.now();
  catalogue.take({ image: image.slice(0, 60).map((row) => ({ ...row, thumbhash: 'AAAA' })) });
  expect(performance.now() - began).toBeLessThan(100);
});
