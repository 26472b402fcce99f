/** Safety data sheets that the sweep leaves and those that it takes. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { imageSweepHandler } from '../../../server/jobs/image-sweep-handler.ts';
import { sheetPath } from '../../../shared/sheets.ts';
import { eachInPictureWorld, type PictureWorld } from '../../support/picture-world.ts';
import { hazardsOf, makeSheet, type TestSheet } from '../../support/sheets.ts';

const world = eachInPictureWorld();
let w: PictureWorld;
let sheet: TestSheet;
let item: string;

beforeEach(async () => {
  w = world.current();
  sheet = await makeSheet(`Paint ${randomUUID()}`);
  item = await w.saveItem({ hazards: hazardsOf(sheet) });
  await put(sheet);
});

async function put({ sha256, bytes }: TestSheet): Promise<void> {
  const headers = { authorization: `Bearer ${w.space.owner.token}` };
  const answer = await w.space.app.request(`/api/files/${sha256}`, {
    method: 'PUT',
    body: bytes,
    headers,
  });
  expect(answer.status).toBe(204);
}
const isHere = (): boolean => w.blobs.kept.has(`${sheet.sha256}.pdf`);
const change = (name: string, args: object): Promise<unknown> =>
  w.phone.sync([w.phone.make(name, { id: item, ...args }, w.space.clock.nowMs)]);

const job = {
  id: 'job',
  token: 'token',
  kind: 'image.sweep',
  payload: {},
  host: '',
  attempts: 1,
  maxAttempts: 5,
} as const;

/** Day after day, each with its sweep. */
async function pass(days: number): Promise<void> {
  const { run } = imageSweepHandler({
    db: w.db.kysely,
    blobs: w.blobs,
    now: () => w.space.clock.nowMs,
  });
  for (let day = 0; day < days; day++) {
    w.space.clock.nowMs += 24 * 3600 * 1000;
    await run({ ...job, spaceId: w.space.spaceId }, new AbortController().signal);
    // Whoever is seen stays signed in.
    await w.phone.sync();
  }
}

test('what a living item names stays, however old', async () => {
  await pass(100);
  expect(isHere()).toBe(true);
});

test('what was replaced goes after thirty days, and not before: it may be put back', async () => {
  await pass(3);
  const other = await makeSheet(`Other ${randomUUID()}`);
  await change('item.patch', { fields: { hazards: hazardsOf(other) } });
  await pass(28);
  expect(isHere()).toBe(true);
  await change('item.patch', { fields: { hazards: hazardsOf(sheet) } });
  await pass(40);
  expect((await w.get(sheetPath(sheet.sha256))).status).toBe(200);
  await change('item.patch', { fields: { hazards: null } });
  await pass(32);
  expect(isHere()).toBe(false);
  expect((await w.get(sheetPath(sheet.sha256))).status).toBe(404);
});

test('so does what only a deleted item names', async () => {
  await change('item.delete', {});
  await pass(29);
  expect(isHere()).toBe(true);
  await pass(3);
  expect(isHere()).toBe(false);
});

test('what two items name stays for the second when the first lets go', async () => {
  await w.saveItem({ hazards: hazardsOf(sheet) });
  await change('item.patch', { fields: { hazards: null } });
  await pass(60);
  expect(isHere()).toBe(true);
});

test('what has gone and is named again is taken again', async () => {
  await change('item.patch', { fields: { hazards: null } });
  await pass(32);
  await change('item.patch', { fields: { hazards: hazardsOf(sheet) } });
  await put(sheet);
  await pass(2);
  expect(isHere()).toBe(true);
});

test('a file that belongs to nothing goes after a day', async () => {
  const stray = await makeSheet(`Stray ${randomUUID()}`);
  await w.blobs.put({ sha256: stray.sha256, variant: 'pdf' }, stray.bytes);
  await pass(0);
  expect(w.blobs.kept.has(`${stray.sha256}.pdf`)).toBe(true);
  await pass(2);
  expect(w.blobs.kept.has(`${stray.sha256}.pdf`)).toBe(false);
});
