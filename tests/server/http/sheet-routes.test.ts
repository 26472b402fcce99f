/** Safety data sheets on the wire: what the server takes, whom it serves, and what it says until a sheet is there. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../../shared/protocol.ts';
import { sheetPath } from '../../../shared/sheets.ts';
import { openTestSpace } from '../../support/open-test-space.ts';
import { hashOf, eachInPictureWorld, type PictureWorld } from '../../support/picture-world.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { hazardsOf, makeSheet, type TestSheet } from '../../support/sheets.ts';
import { newId, SyncClient } from '../../support/sync-client.ts';

const world = eachInPictureWorld();
let w: PictureWorld;
let sheet: TestSheet;

beforeEach(async () => {
  w = world.current();
  sheet = await makeSheet(`Paint ${randomUUID()}`, 'Säure & "Lack" <b>.pdf');
});

function put(of: Pick<TestSheet, 'sha256' | 'bytes'>, headers: object = {}): Promise<Response> {
  const { app, owner } = w.space;
  return Promise.resolve(
    app.request(`/api/files/${of.sha256}`, {
      method: 'PUT',
      body: of.bytes,
      headers: { authorization: `Bearer ${owner.token}`, ...headers },
    }),
  );
}
const get = (sha256 = sheet.sha256): Promise<Response> => w.get(sheetPath(sha256));
const saveItem = (of = sheet): Promise<string> => w.saveItem({ hazards: hazardsOf(of) });

describe('a sheet', () => {
  test('is not there until a phone brings it, and then it is, for good', async () => {
    await saveItem();
    const early = await get();
    expect(early.status).toBe(404);
    expect(await early.json()).toEqual({ kind: 'notFound' });
    expect((await put(sheet)).status).toBe(204);
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(sheet.bytes);
    expect((await put(sheet)).status).toBe(204);
  });

  test('runs nothing, may be kept for ever, and is saved under the name its item gives it', async () => {
    await saveItem();
    await put(sheet);
    const { headers } = await get();
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(sheet.bytes.length),
      'content-disposition': "inline; filename*=UTF-8''S%C3%A4ure%20%26%20%22Lack%22%20%3Cb%3E.pdf",
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    });
  });

  test('is for those who have joined, and for no other space that knows its hash', async () => {
    await saveItem();
    await put(sheet);
    const path = sheetPath(sheet.sha256);
    expect((await w.space.request(path)).status).toBe(401);
    const member = await w.space.join('member');
    expect((await w.space.request(path, { as: member })).status).toBe(200);
    const other = await openTestSpace(w.db, {
      images: { db: w.db.kysely, blobs: w.blobs, now: Date.now, log: quietLog },
    });
    const ask = () => other.request(path, { as: other.owner });
    expect((await ask()).status).toBe(404);
    // Naming it is not having it: whoever has only heard of the hash is not given the bytes.
    const { token } = other.owner;
    const phone = new SyncClient(async (to, init) => other.app.request(to, init), token);
    const args = { id: newId<'item'>(), fields: { name: 'Paint', hazards: hazardsOf(sheet) } };
    await phone.sync([phone.make('item.create', args)]);
    expect((await ask()).status).toBe(404);
    const given = await other.app.request(`/api/files/${sheet.sha256}`, {
      method: 'PUT',
      body: sheet.bytes,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(given.status).toBe(204);
    expect((await ask()).status).toBe(200);
  });

  test('is served while only a deleted item names it, because that may be restored', async () => {
    const id = await saveItem();
    await put(sheet);
    await w.phone.sync([w.phone.make('item.delete', { id })]);
    expect((await get()).status).toBe(200);
  });

  test('that was lost with a disk is taken again', async () => {
    await saveItem();
    await put(sheet);
    w.blobs.kept.clear();
    expect((await get()).status).toBe(404);
    expect((await put(sheet)).status).toBe(204);
    expect((await get()).status).toBe(200);
  });
});

describe('not taken is', () => {
  test('what no item names', async () => {
    const answer = await put(sheet);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ kind: 'notFound' });
    expect(w.blobs.kept.size).toBe(0);
  });

  test('what is no PDF, or has other bytes than its name says', async () => {
    const text = new TextEncoder().encode('<script>alert(1)</script>');
    const page = { sha256: hashOf(text), name: 'page.pdf', bytes: text };
    await saveItem(page);
    const answer = await put(page);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ kind: 'badRequest', reason: 'the body is no PDF' });
    await saveItem();
    expect((await put({ ...sheet, bytes: text })).status).toBe(400);
    expect((await put({ ...sheet, bytes: new Uint8Array() })).status).toBe(400);
    expect(w.blobs.kept.size).toBe(0);
    expect((await get(page.sha256)).status).toBe(404);
  });

  test('one byte more than 15 MiB', async () => {
    const most = new Uint8Array(limits.sheetBytesMax);
    most.set(sheet.bytes);
    const large = { ...sheet, sha256: hashOf(most), bytes: most };
    await saveItem(large);
    expect((await put(large)).status).toBe(204);
    await saveItem();
    const answer = await put({ ...sheet, bytes: new Uint8Array(limits.sheetBytesMax + 1) });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ kind: 'tooLarge', bytesMax: limits.sheetBytesMax });
  });

  test('what breaks off in the middle', async () => {
    await saveItem();
    const half = { ...sheet, bytes: sheet.bytes.slice(0, 9) };
    const answer = await put(half, { 'content-length': String(sheet.bytes.length) });
    expect(answer.status).toBe(400);
    expect((await put(sheet)).status).toBe(204);
  });

  test('anything from a page of another site, or from nobody', async () => {
    await saveItem();
    expect((await put(sheet, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await put(sheet, { authorization: '' })).status).toBe(401);
  });

  test('anything while the disk is full: the phone is asked to come back', async () => {
    await saveItem();
    w.blobs.isFull = true;
    const answer = await put(sheet);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    w.blobs.isFull = false;
    expect((await put(sheet)).status).toBe(204);
  });
});

test.each([
  '/files/../../etc/passwd',
  '/files/<sha256>',
  '/files/<sha256>.html',
  '/files/<sha256>.pdf/more',
  '/files/<SHA256>.pdf',
  '/files/..%2f..%2fpackage.json',
  '/images/<sha256>/pdf.webp',
])('it has no other name: %s', async (name) => {
  await saveItem();
  await put(sheet);
  const path = name
    .replace('<sha256>', sheet.sha256)
    .replace('<SHA256>', sheet.sha256.toUpperCase());
  expect((await w.get(path)).status).toBe(404);
});
