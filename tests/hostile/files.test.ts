/** A slice of `npm run hostile`: whatever a file is, the server goes on, nobody waits long, and no memory stays behind. */
import { afterAll, expect, test } from 'vitest';
import { makeHostileFiles } from './hostile-files.ts';
import { judgeFiles, type Judgement } from './judge-files.ts';

const seed = Number(process.env['SEED'] ?? 20_261_124);
const count = Number(process.env['FILES'] ?? 400);

let judgement: Judgement;

test(`${count} hostile files are judged, and none takes the server or its patience`, async () => {
  judgement = await judgeFiles(makeHostileFiles({ seed, count }));
  expect(judgement.files).toBe(count);
  expect(judgement.slowest.ms).toBeLessThan(20_000);
  expect(judgement.grownBytes).toBeLessThan(50_000_000);
  expect([...judgement.refused.keys()].toSorted()).toEqual([
    'broken',
    'not_an_image',
    'too_hard',
    'too_many_pixels',
    'unsupported_format',
    'web_page',
  ]);
  expect(judgement.decoded).toBeGreaterThan(0);
  expect(judgement.lost).toEqual([]);
});

test('the same seed makes the same files', async () => {
  const make = async (): Promise<string[]> => {
    const all: string[] = [];
    for await (const { name, bytes } of makeHostileFiles({ seed, count: 150 })) {
      all.push(`${name}: ${bytes.length}`);
    }
    return all;
  };
  expect(await make()).toEqual(await make());
});

afterAll(() => {
  console.log(`seed ${seed}:`, judgement);
});
