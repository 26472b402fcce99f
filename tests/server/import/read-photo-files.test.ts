/** Which files of a folder an import reads, and what it says of the others. */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findImageFolder } from '../../../server/import/find-image-folder.ts';
import { parseImagesFrom } from '../../../server/import/images-from.ts';
import { faultsToLines } from '../../../server/import/import-faults.ts';
import { readImportFiles } from '../../../server/import/read-import-files.ts';
import { readPhotoFiles, type PhotoFileReading } from '../../../server/import/read-photo-files.ts';
import { limits } from '../../../shared/protocol.ts';
import { csvFile } from '../../support/import-space.ts';

const top = mkdtempSync(join(tmpdir(), 'bincard-photos-'));
const folder = join(top, 'images');
const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

beforeAll(() => {
  mkdirSync(join(folder, 'shelf'), { recursive: true });
  writeFileSync(join(top, 'secret.jpg'), 'secret');
  writeFileSync(join(folder, 'a.jpg'), 'a');
  writeFileSync(join(folder, 'shelf', 'b.jpg'), 'b');
  writeFileSync(join(folder, 'empty.jpg'), '');
  writeFileSync(join(folder, 'most.jpg'), Buffer.alloc(limits.imageBytesMax));
  writeFileSync(join(folder, 'more.jpg'), Buffer.alloc(limits.imageBytesMax + 1));
  writeFileSync(join(folder, 'locked.jpg'), 'locked');
  symlinkSync(join(folder, 'a.jpg'), join(folder, 'inward.jpg'));
  symlinkSync(join(top, 'secret.jpg'), join(folder, 'outward.jpg'));
  symlinkSync(top, join(folder, 'way-out'));
  symlinkSync(join(folder, 'circle.jpg'), join(folder, 'circle.jpg'));
});
afterAll(() => {
  rmSync(top, { recursive: true });
});

/** Items that name these files, one each. */
async function read(
  names: readonly string[],
  signal = new AbortController().signal,
): Promise<PhotoFileReading> {
  const rows = names.map((name, place) => `${place},Item ${place},,${name}`);
  const file = csvFile(`id,name,ipn,Photo\n${rows.join('\n')}\n`.replace('Photo', 'Image'));
  const images = { kind: 'folder', folder } as const;
  const reading = readImportFiles([file], { encoding: 'utf-8', source: null, images });
  expect(reading.faults).toEqual([]);
  return readPhotoFiles(folder, reading.files.items, signal);
}

async function faultsOf(...names: string[]): Promise<string> {
  const { files, faults } = await read(names);
  expect(files.size).toBe(0);
  return faultsToLines(faults).join('\n');
}

test('a file is known by the hash of its bytes, once, whoever names it', async () => {
  const { files, faults } = await read(['a.jpg', 'shelf/b.jpg', 'a.jpg', 'inward.jpg', '']);
  expect(faults).toEqual([]);
  expect([...files.keys()]).toEqual(['a.jpg', 'shelf/b.jpg', 'inward.jpg']);
  expect(files.get('a.jpg')).toMatchObject({ sha256: sha256Of('a'), bytes: 1 });
  expect(files.get('shelf/b.jpg')).toMatchObject({ sha256: sha256Of('b') });
  expect(files.get('inward.jpg')).toMatchObject({ sha256: sha256Of('a') });
});

test.each([
  '../secret.jpg',
  'shelf/../../secret.jpg',
  '/etc/hostname',
  join(folder, 'a.jpg'),
  'outward.jpg',
  'way-out/secret.jpg',
  '..',
  '.',
])('nothing outside the folder is read: %s', async (name) => {
  expect(await faultsOf(name)).toContain('Only files inside the folder of --images are read.');
});

test('a file that is not there is told by line and column, with what may be meant', async () => {
  const said = await faultsOf('a.jpeg');
  expect(said).toContain('items.csv, line 2, column Image: found "a.jpeg". There is no such file');
  expect(said).toContain('Did you mean "a.jpg"?');
});

test('one missing file is one fault, however many lines name it', async () => {
  const said = await faultsOf('gone.png', 'gone.png', 'gone.png', 'other.bmp', 'other.bmp');
  expect(said.split('\n')).toHaveLength(2);
  expect(said).toContain('2 more lines name it.');
  expect(said).toContain('One more line names it.');
});

test.each([
  ['a name too long for any file', `${'x'.repeat(300)}.jpg`, 'There is no such file'],
  ['a file taken for a folder', 'a.jpg/b.jpg', 'There is no such file'],
  ['a link that goes in a circle', 'circle.jpg', 'There is no such file'],
  ['a folder', 'shelf', 'This is not a file.'],
  ['an empty file', 'empty.jpg', 'The file is empty.'],
  ['a byte too much', 'more.jpg', 'The file is larger than 15 MiB.'],
])('%s is a fault with what to do', async (_, name, words) => {
  expect(await faultsOf(name)).toContain(words);
});

test('the largest file that the server takes is taken', async () => {
  const { files, faults } = await read(['most.jpg']);
  expect(faults).toEqual([]);
  expect(files.get('most.jpg')?.bytes).toBe(limits.imageBytesMax);
});

// Root may read everything.
test.skipIf(process.getuid?.() === 0)('a file that may not be read is a fault', async () => {
  chmodSync(join(folder, 'locked.jpg'), 0);
  expect(await faultsOf('locked.jpg')).toContain('This user may not read the file.');
});

test('Ctrl-C ends the reading', async () => {
  await expect(read(['a.jpg'], AbortSignal.abort())).rejects.toThrow('aborted');
});

describe('what --images names', () => {
  test.each([
    ['https://example.org/photos', { kind: 'address', address: 'https://example.org/photos/' }],
    ['HTTP://shed//', { kind: 'address', address: 'http://shed/' }],
    ['photos', { kind: 'folder', folder: 'photos' }],
    ['C:/photos', { kind: 'folder', folder: 'C:/photos' }],
    ['ftp://shed/', undefined],
    ['file:///photos', undefined],
    ['data:image/png,', undefined],
    ['http://', undefined],
    ['', undefined],
  ])('%s', (text, images) => {
    expect(parseImagesFrom(text)).toEqual(images);
  });

  test('a folder is found as the place it really is', async () => {
    symlinkSync(folder, join(top, 'link'));
    expect(await findImageFolder(join(top, 'link'))).toEqual({ ok: true, value: folder });
  });

  test.each([
    ['absent', 'there is no folder'],
    ['secret.jpg', 'secret.jpg is a file'],
    ['secret.jpg/deeper', 'there is no folder'],
  ])('%s is told in a sentence', async (name, words) => {
    const found = await findImageFolder(join(top, name));
    expect(found.ok ? '' : found.failure).toContain(words);
  });
});
