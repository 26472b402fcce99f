/**
 * `npm run bench:scan -- <folder>`: how many of your photos the app's reader reads, how many wrongly, and how fast, by
 * the very module that the app uses, in Chromium. Each photo says what is on it: by a text file of the same name beside
 * it ("12.jpg", "12.txt"), else by its own name, percent-encoded and up to "__" ("4006381333931__dim.jpg"). Results are
 * told by folder. Without a folder it makes a set of its own in .cache/scan-set.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { codeKey, expandUpcE } from '../../shared/codes.ts';
import { readScannedCode } from '../../shared/scanned-code.ts';
import { openScanPage } from '../support/open-scan-page.ts';
import type { PhotoReading } from '../support/scan-page/scan-page.ts';
import { percentile } from './figures.ts';
import { makeScanSet } from './scan-set.ts';

interface Tally {
  photos: number;
  /** By the first look, and with the second. */
  quick: number;
  right: number;
  wrong: string[];
  missed: string[];
  quickMs: number[];
  deepMs: number[];
}

const ownSet = '.cache/scan-set';
const context = { publicUrl: 'https://bincard.invalid', year: 2026 };

const asked = process.argv[2];
if (asked !== undefined && !existsSync(asked)) {
  console.error(`There is no folder "${asked}".`);
  process.exit(1);
}
if (asked === undefined) await makeScanSet(ownSet);
const folder = asked ?? ownSet;

const tallies = new Map<string, Tally>();
const page = await openScanPage();
try {
  for (const file of await findPhotos(folder)) {
    const expected = await readLabel(file);
    const reading = await page.read(new Uint8Array(await readFile(file)));
    count(basename(dirname(file)), file, expected, reading);
  }
} finally {
  await page.close();
}
report();

async function findPhotos(root: string): Promise<readonly string[]> {
  const files = await readdir(root, { recursive: true });
  return files
    .filter((file) => /\.(jpe?g|png|webp|gif|avif)$/i.test(file))
    .map((file) => join(root, file))
    .toSorted();
}

async function readLabel(file: string): Promise<string> {
  const stem = file.slice(0, -extname(file).length);
  if (existsSync(`${stem}.txt`)) return (await readFile(`${stem}.txt`, 'utf8')).trim();
  return decodeURIComponent(basename(stem).split('__')[0] ?? '');
}

function count(group: string, file: string, expected: string, reading: PhotoReading): void {
  const tally = tallies.get(group) ?? emptyTally();
  tallies.set(group, tally);
  tally.photos++;
  tally.quickMs.push(reading.quickMs);
  if (reading.deepMs !== undefined) tally.deepMs.push(reading.deepMs);
  const isRight = reading.codes.some((code) => isSame(code, expected));
  if (isRight) tally.right++;
  if (isRight && reading.isQuick) tally.quick++;
  if (reading.codes.length === 0) tally.missed.push(file);
  else if (!isRight)
    tally.wrong.push(`${file}: ${reading.codes.map(({ text }) => text).join(', ')}`);
}

/** As the app would find it: by the key that stored codes are compared by. */
function isSame(code: PhotoReading['codes'][number], expected: string): boolean {
  if (code.text === expected) return true;
  const keys = [codeKey(expected), codeKey(expandUpcE(expected) ?? expected)];
  const read = readScannedCode(code, context);
  return 'key' in read && keys.includes(read.key);
}

function emptyTally(): Tally {
  return { photos: 0, quick: 0, right: 0, wrong: [], missed: [], quickMs: [], deepMs: [] };
}

function report(): void {
  const row = (cells: readonly string[]): string =>
    cells.map((cell, place) => (place === 0 ? cell.padEnd(22) : cell.padStart(16))).join('');
  console.log(row(['', 'photos', 'first look', 'read', 'wrong', 'ms p50 / p95', 'second look']));
  const all = emptyTally();
  for (const [group, tally] of tallies) {
    console.log(row([group, ...cellsOf(tally)]));
    all.photos += tally.photos;
    all.quick += tally.quick;
    all.right += tally.right;
    all.wrong.push(...tally.wrong);
    all.missed.push(...tally.missed);
    all.quickMs.push(...tally.quickMs);
    all.deepMs.push(...tally.deepMs);
  }
  if (tallies.size > 1) console.log(row(['all', ...cellsOf(all)]));
  for (const wrong of all.wrong) console.log(`wrong  ${wrong}`);
  for (const missed of all.missed) console.log(`missed ${missed}`);
}

function cellsOf({ photos, quick, right, wrong, quickMs, deepMs }: Tally): readonly string[] {
  const share = (part: number): string => `${part} (${((part / photos) * 100).toFixed(0)} %)`;
  const times = (values: readonly number[]): string =>
    values.length === 0
      ? '-'
      : `${percentile(values, 0.5).toFixed(0)} / ${percentile(values, 0.95).toFixed(0)}`;
  return [
    String(photos),
    share(quick),
    share(right),
    String(wrong.length),
    times(quickMs),
    times(deepMs),
  ];
}
