/** How safety data sheets reach the server: each once, after the change that names it, and kept until they are seen there. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepSheet } from '../../../client/db/sheet-bytes.ts';
import { readUnsentSheets } from '../../../client/db/unsent-sheets.ts';
import { exportOutbox } from '../../../client/db/export-outbox.ts';
import { signOut } from '../../../client/db/sign-out.ts';
import { sendSheets, settleSheets } from '../../../client/sync/send-sheets.ts';
import type { SendEnd } from '../../../client/sync/send-photos.ts';
import { editItem } from '../../support/drafts.ts';
import type { UploadFault } from '../../support/memory-pictures.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';
import { putSheet } from '../../support/put-sheet.ts';
import { hazardsOf } from '../../support/sheets.ts';

const hourMs = 60 * 60_000;
let world: World;
let phone: Phone;
const { signal } = new AbortController();

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
});
afterEach(deletePhones);

const send = (): Promise<SendEnd> => sendSheets(phone.parts, signal);
const settle = (): Promise<void> => settleSheets(phone.parts, signal);
const unsent = async (): Promise<number> => (await readUnsentSheets(phone.db)).length;
const answered = (status: number, kind?: string): UploadFault => ({
  kind: 'reply',
  status,
  body: kind && { kind },
});

test('a sheet is sent once the server knows the item that names it, once, and kept until it is seen there', async () => {
  const { sha256 } = await putSheet(phone, 'paint');
  expect(await send()).toEqual({ kind: 'done' });
  expect(phone.sheets.sent).toEqual([]);
  expect(await unsent()).toBe(1);
  await phone.sync();
  await send();
  expect(phone.sheets.sent).toEqual([sha256]);
  expect(world.sheets).toEqual(new Set([sha256]));
  expect(await unsent()).toBe(0);
  expect(await phone.db.sheets.get(sha256)).toBeDefined();
  await send();
  expect(phone.sheets.sent).toHaveLength(1);
  await settle();
  expect(await phone.db.sheets.count()).toBe(0);
});

test('one that an edit names waits for that edit, also where the server knows the item already', async () => {
  const first = await putSheet(phone, 'first');
  await phone.sync();
  await send();
  await settle();
  const second = await putSheet(phone, 'second');
  await phone.record(editItem(first.item, { hazards: hazardsOf(second) }));
  await send();
  expect(phone.sheets.sent).toEqual([first.sha256]);
  await phone.sync();
  await send();
  expect(phone.sheets.sent).toEqual([first.sha256, second.sha256]);
});

test('one that was taken away before it could be sent is not', async () => {
  const { item } = await putSheet(phone, 'paint');
  await phone.record(editItem(item, { hazards: null }));
  await phone.sync();
  await send();
  expect(phone.sheets.sent).toEqual([]);
  expect(await unsent()).toBe(0);
});

test('one that the server said to have and has not is sent again, after an hour', async () => {
  const { sha256 } = await putSheet(phone, 'paint');
  await phone.sync();
  phone.sheets.next(answered(204));
  await send();
  expect(world.sheets.size).toBe(0);
  await settle();
  expect(await unsent()).toBe(1);
  await send();
  expect(phone.sheets.sent).toHaveLength(1);
  world.time.nowMs += hourMs + 1;
  await send();
  expect(world.sheets).toEqual(new Set([sha256]));
  await settle();
  expect(await phone.db.sheets.count()).toBe(0);
});

test('without a network nothing that was sent is let go', async () => {
  await putSheet(phone, 'paint');
  await phone.sync();
  await send();
  phone.sheets.isOnline = false;
  await settle();
  expect(await phone.db.sheets.count()).toBe(1);
});

describe('an answer', () => {
  test.each([
    ['no network', { kind: 'loseRequest' }],
    ['lost', { kind: 'loseAnswer' }],
    ['a page of a hotel', answered(200)],
    ['a 404 of a proxy', answered(404)],
    ['a 400 of a proxy', answered(400)],
    ['our server, in trouble', answered(500, 'bug')],
  ] satisfies [string, UploadFault][])('that is %s is none: later', async (_, fault) => {
    const { sha256 } = await putSheet(phone, 'paint');
    await phone.sync();
    phone.sheets.next(fault);
    expect(await send()).toEqual({ kind: 'later', retryAfterMs: null });
    expect(await phone.db.sheets.get(sha256)).toMatchObject({ refused: '', isSent: false });
    expect(await send()).toEqual({ kind: 'done' });
    expect(world.sheets.has(sha256)).toBe(true);
  });

  test('of a full server says when to come again', async () => {
    await putSheet(phone, 'paint');
    await phone.sync();
    phone.sheets.next({ kind: 'reply', status: 503, body: { kind: 'busy' }, retryAfterMs: 7000 });
    expect(await send()).toEqual({ kind: 'later', retryAfterMs: 7000 });
  });

  test.each([
    ['these are not the bytes of that name, or no PDF', answered(400, 'badRequest'), 'damaged'],
    ['they are too many', answered(413, 'tooLarge'), 'tooBig'],
  ])('that %s ends it for this sheet, and the next one goes', async (_, fault, refused) => {
    const first = await putSheet(phone, 'one');
    const second = await putSheet(phone, 'two');
    await phone.sync();
    phone.sheets.next(fault);
    expect(await send()).toEqual({ kind: 'done' });
    expect(await phone.db.sheets.get(first.sha256)).toMatchObject({ refused });
    expect(world.sheets).toEqual(new Set([second.sha256]));
    await send();
    expect(phone.sheets.sent).toHaveLength(2);
    // Chosen once more, it may do.
    const bytes = new Blob([first.bytes]);
    await keepSheet(phone.db, { sha256: first.sha256, bytes }, phone.moment.nowMs);
    await send();
    expect(world.sheets.has(first.sha256)).toBe(true);
  });

  test('that nobody is signed in ends it', async () => {
    await putSheet(phone, 'one');
    await putSheet(phone, 'two');
    await phone.sync();
    phone.sheets.next(answered(401, 'signedOut'));
    expect(await send()).toEqual({ kind: 'signedOut' });
    expect(phone.sheets.sent).toHaveLength(1);
  });

  test('that no item names it lets it rest for an hour', async () => {
    await putSheet(phone, 'one');
    await phone.sync();
    phone.sheets.next(answered(404, 'notFound'));
    await send();
    await send();
    expect(phone.sheets.sent).toHaveLength(1);
    expect(await unsent()).toBe(1);
    world.time.nowMs += hourMs + 1;
    await send();
    expect(await unsent()).toBe(0);
  });
});

test('an app that is closed in the middle goes on where it was', async () => {
  const first = await putSheet(phone, 'one');
  const second = await putSheet(phone, 'two');
  await phone.sync();
  phone.sheets.next({ kind: 'reply', status: 204 }, { kind: 'loseRequest' });
  await send();
  await phone.restart();
  await send();
  expect(phone.sheets.sent).toEqual([first.sha256, second.sha256, second.sha256]);
});

describe('bytes that no item names', () => {
  test('go after a day, and not before: the change that names them may just be on its way', async () => {
    const { item } = await putSheet(phone, 'paint');
    await phone.record(editItem(item, { hazards: null }));
    await phone.sync();
    await settle();
    expect(await phone.db.sheets.count()).toBe(1);
    world.time.nowMs += 25 * hourMs;
    await settle();
    expect(await phone.db.sheets.count()).toBe(0);
  });

  test('stay while a change that waits names them', async () => {
    const { item, sha256 } = await putSheet(phone, 'paint');
    await phone.record(editItem(item, { hazards: null }));
    world.time.nowMs += 25 * hourMs;
    await settle();
    expect(await phone.db.sheets.get(sha256)).toBeDefined();
  });
});

test('who signs out is told of a sheet that only this phone has, and can save it', async () => {
  const { sha256 } = await putSheet(phone, 'paint');
  await phone.sync();
  const left = await signOut(phone.db, { outboxExported: false });
  expect(left).toMatchObject({ ok: false, failure: { waiting: 0, sheets: 1 } });
  const saved = JSON.parse(await exportOutbox(phone.db, 0));
  expect(saved.sheets).toMatchObject([{ sha256, type: 'application/pdf' }]);
  expect(atob(saved.sheets[0].base64)).toContain('% paint');
  await send();
  expect((await signOut(phone.db, { outboxExported: false })).ok).toBe(true);
  expect(await phone.db.sheets.count()).toBe(0);
});
