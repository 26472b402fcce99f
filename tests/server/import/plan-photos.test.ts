/** Photos of an import as rows: one for each item and file, and the bytes of each distinct file once. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Image } from '../../../shared/entities.ts';
import { toId } from '../../../shared/ids.ts';
import { uploadSource, type ImageState } from '../../../shared/images.ts';
import { must } from '../../../shared/result.ts';
import type { ImportPlan } from '../../../server/import/plan-import.ts';
import type { PhotoFile } from '../../../server/import/read-photo-files.ts';
import { csvFile, ImportSpace, planFiles } from '../../support/import-space.ts';

const rows = ['1,Drill,,drill.jpg', '2,Saw,,saw.jpg', '3,Old drill,,drill.jpg', '4,Glue,,'];
const file = csvFile(`id,name,ipn,image\n${rows.join('\n')}\n`);

const photoFile = (name: string, content = name): PhotoFile => ({
  path: `/photos/${name}`,
  sha256: createHash('sha256').update(content).digest('hex'),
  bytes: 7,
});
const files = (...of: readonly (readonly [name: string, file: PhotoFile])[]) => new Map(of);
const both = files(['drill.jpg', photoFile('drill.jpg')], ['saw.jpg', photoFile('saw.jpg')]);

function plan(space: ImportSpace, photoFiles: ReadonlyMap<string, PhotoFile> = both): ImportPlan {
  const images = { kind: 'folder', folder: '/photos' } as const;
  const made = planFiles([file], space, { images, photoFiles });
  expect(made.faults).toEqual([]);
  return made;
}

/** What the server says of an upload. */
function setImage(space: ImportSpace, { sha256 }: PhotoFile, state: ImageState): void {
  const source = uploadSource(sha256);
  const image: Image = {
    id: toId<'image'>(createHash('sha256').update(source).digest('hex')),
    source,
    state,
    reason: '',
    retryAt: null,
    changedAt: 0,
    sha256: '',
    thumbhash: '',
    width: 0,
    height: 0,
    format: '',
    bytes: 0,
    version: 0,
  };
  space.rows.put('image', image);
}

const uploadsOf = ({ uploads }: ImportPlan) =>
  uploads.map(({ file: { path }, line, items }) => [path, line.line, items]);

test('every item gets a photo of its own, and each distinct file is sent once', () => {
  const space = new ImportSpace();
  const made = plan(space);
  expect(made.tallies.photo.created).toBe(3);
  expect(uploadsOf(made)).toEqual([
    ['/photos/drill.jpg', 2, 2],
    ['/photos/saw.jpg', 3, 1],
  ]);
  space.applyPlan(made);
  const shown = space
    .all('photo')
    .map(({ itemId, sha256 }) => [space.all('item').find(({ id }) => id === itemId)?.name, sha256]);
  const drill = photoFile('drill.jpg').sha256;
  expect(new Map(shown.map(([name, sha256]) => [name, sha256]))).toEqual(
    new Map([
      ['Drill', drill],
      ['Saw', photoFile('saw.jpg').sha256],
      ['Old drill', drill],
    ]),
  );
  expect(space.all('item').every(({ imageUrl }) => imageUrl === '')).toBe(true);
});

test('two names of the same bytes are sent once', () => {
  const same = files(['drill.jpg', photoFile('a', 'x')], ['saw.jpg', photoFile('b', 'x')]);
  expect(uploadsOf(plan(new ImportSpace(), same))).toEqual([['/photos/a', 2, 3]]);
});

test('the same file a second time makes no change, and sends only what the server still lacks', () => {
  const space = new ImportSpace();
  space.applyPlan(plan(space));
  const again = plan(space);
  expect(again.planned).toEqual([]);
  expect(again.tallies.photo).toMatchObject({ created: 0, unchanged: 3 });
  expect(again.uploads).toHaveLength(2);
  setImage(space, photoFile('drill.jpg'), 'awaiting');
  setImage(space, photoFile('saw.jpg'), 'queued');
  expect(uploadsOf(plan(space))).toEqual([['/photos/drill.jpg', 2, 2]]);
});

test.each([
  ['awaiting', true],
  ['gone', true],
  ['queued', false],
  ['downloading', false],
  ['ready', false],
  ['failed', false],
] as const)('of a picture that is %s, it is %s that the bytes are sent', (state, isSent) => {
  const space = new ImportSpace();
  setImage(space, photoFile('saw.jpg'), state);
  expect(plan(space).uploads).toHaveLength(isSent ? 2 : 1);
});

test('a photo that was deleted stays deleted, and its bytes are not sent for it', () => {
  const space = new ImportSpace();
  space.applyPlan(plan(space));
  const saw = must(
    space.all('photo').find(({ sha256 }) => sha256 === photoFile('saw.jpg').sha256),
    'the photo of the saw',
  );
  space.apply({ name: 'photo.delete', version: 1, args: { id: saw.id } });
  const again = plan(space);
  expect(again.planned).toEqual([]);
  expect(again.tallies.photo).toMatchObject({ unchanged: 2, leftDeleted: 1 });
  expect(uploadsOf(again)).toEqual([['/photos/drill.jpg', 2, 2]]);
});

test('a photo that somebody has taken of the item already is not put beside itself', () => {
  const space = new ImportSpace();
  space.applyPlan(planFiles([file], space));
  const item = must(space.all('item')[0], 'an item');
  const { sha256 } = photoFile('drill.jpg');
  const id = toId<'photo'>('22222222-2222-4222-8222-222222222222');
  space.apply({
    name: 'photo.create',
    version: 1,
    args: { id, fields: { itemId: item.id, sha256 } },
  });
  expect(plan(space).tallies.photo).toMatchObject({ created: 2, unchanged: 1 });
});

test('a photo that was moved to another item stays there', () => {
  const space = new ImportSpace();
  space.applyPlan(plan(space));
  const [photo] = space.all('photo');
  const glue = must(
    space.all('item').find(({ name }) => name === 'Glue'),
    'the glue',
  );
  const args = { id: must(photo, 'a photo').id, fields: { itemId: glue.id } };
  space.apply({ name: 'photo.patch', version: 1, args });
  expect(plan(space).planned).toEqual([]);
});

test('a file that holds another picture by now becomes one photo more', () => {
  const space = new ImportSpace();
  space.applyPlan(plan(space));
  const changed = files(
    ['drill.jpg', photoFile('drill.jpg', 'anew')],
    ['saw.jpg', photoFile('saw.jpg')],
  );
  expect(plan(space, changed).tallies.photo).toMatchObject({ created: 2, unchanged: 1 });
});

test('pictures of items that were deleted are neither made nor sent', () => {
  const space = new ImportSpace();
  space.applyPlan(planFiles([file], space));
  for (const { id } of space.all('item'))
    space.apply({ name: 'item.delete', version: 1, args: { id } });
  const made = plan(space);
  expect(made.planned).toEqual([]);
  expect(made.uploads).toEqual([]);
});

test('what the server will fetch is counted by address, without what it has met', () => {
  const images = { kind: 'address', address: 'http://shed/' } as const;
  const space = new ImportSpace();
  const first = planFiles([file], space, { images });
  expect(first.fetches).toEqual({ pictures: 2, items: 3 });
  expect(first.uploads).toEqual([]);
  setImage(space, photoFile('saw.jpg'), 'ready');
  const [image] = space.all('image');
  space.rows.put('image', { ...must(image, 'an image'), source: 'http://shed/saw.jpg' });
  expect(planFiles([file], space, { images }).fetches).toEqual({ pictures: 1, items: 2 });
});
