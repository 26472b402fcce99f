/** How photos reach the server: each once, the oldest first, and only our server's own words count. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendPhotos, type SendEnd } from '../../../client/sync/send-photos.ts';
import { imageOf, type UploadFault } from '../../support/memory-pictures.ts';
import {
  deletePhones,
  makePhone,
  makeWorld,
  openTab,
  type Phone,
  type World,
} from '../../support/phone.ts';
import { takePhoto } from '../../support/photos.ts';
import { must } from '../../../shared/result.ts';

const hour = 60 * 60_000;
let world: World;
let phone: Phone;

beforeEach(async () => {
  world = makeWorld({ tracksImages: true });
  phone = await makePhone(world);
});
afterEach(deletePhones);

const send = (on = phone): Promise<SendEnd> => sendPhotos(on.parts, new AbortController().signal);
const stateOf = (sha256: string) => imageOf(world.server, sha256)?.state;
const answered = (status: number, kind?: string): UploadFault => ({
  kind: 'reply',
  status,
  body: kind && { kind },
});
/** Photos that the server awaits, the oldest first. */
async function takeSome(...texts: string[]): Promise<string[]> {
  const hashes: string[] = [];
  for (const text of texts) hashes.push((await takePhoto(phone, text)).sha256);
  await phone.sync();
  return hashes;
}

test('what the server awaits is sent, one after the other, the oldest first, and once', async () => {
  const hashes = await takeSome('one', 'two', 'three');
  expect(hashes.map(stateOf)).toEqual(['awaiting', 'awaiting', 'awaiting']);
  expect(await send()).toEqual({ kind: 'done' });
  expect(phone.pictures.sent).toEqual(hashes);
  expect(hashes.map(stateOf)).toEqual(['queued', 'queued', 'queued']);
  // Neither before the rows tell of it nor after.
  await send();
  await phone.sync();
  await send();
  expect(phone.pictures.sent).toEqual(hashes);
});

test('nothing is sent that the server has not heard of', async () => {
  await takePhoto(phone, 'one');
  expect(await send()).toEqual({ kind: 'done' });
  expect(phone.pictures.sent).toEqual([]);
});

test('nor what has been deleted before it could be sent', async () => {
  const { photo } = await takePhoto(phone, 'one');
  await phone.sync();
  await phone.record({ name: 'photo.delete', args: { id: photo } });
  await send();
  expect(phone.pictures.sent).toEqual([]);
});

test('a server that has lost the bytes gets them again', async () => {
  const [sha256 = ''] = await takeSome('one');
  await send();
  await phone.sync();
  const image = must(imageOf(world.server, sha256), 'its row');
  world.server.setImages({ ...image, state: 'awaiting' });
  await phone.sync();
  await send();
  expect(phone.pictures.sent).toEqual([sha256, sha256]);
  expect(stateOf(sha256)).toBe('queued');
});

test('so does one whose rows say for an hour that it has nothing: perhaps somebody else answered', async () => {
  const [sha256 = ''] = await takeSome('one');
  phone.pictures.next(answered(204));
  await send();
  expect(stateOf(sha256)).toBe('awaiting');
  world.time.nowMs += hour - 1000;
  await send();
  expect(phone.pictures.sent).toHaveLength(1);
  world.time.nowMs += 2000;
  await send();
  expect(stateOf(sha256)).toBe('queued');
});

describe('an answer', () => {
  test.each([
    ['no network', { kind: 'loseRequest' }],
    ['a page of a hotel', answered(200)],
    ['JSON of a stranger', answered(200, 'stored')],
    ['a 201 without a word', answered(201)],
    ['a redirect followed to a page', answered(302)],
    ['a proxy that has no server', answered(502)],
    ['a 401 of a proxy', answered(401)],
    ['a 400 of a proxy', answered(400)],
    ['a 404 of a proxy', answered(404)],
    ['a refusal of another kind', answered(403, 'forbidden')],
    ['our server, in trouble', answered(500, 'serverError')],
  ] satisfies [string, UploadFault][])('that is %s is none: later', async (_, fault) => {
    const [sha256 = ''] = await takeSome('one', 'two');
    phone.pictures.next(fault);
    expect(await send()).toEqual({ kind: 'later', retryAfterMs: null });
    expect(phone.pictures.sent).toEqual([sha256]);
    expect(await phone.db.blobs.get(sha256)).toMatchObject({ refused: '', sentFor: null });
    expect(await send()).toEqual({ kind: 'done' });
    expect(stateOf(sha256)).toBe('queued');
  });

  test.each([429, 503])('%s says when to come again', async (status) => {
    await takeSome('one', 'two');
    phone.pictures.next({ kind: 'reply', status, body: { kind: 'busy' }, retryAfterMs: 7000 });
    expect(await send()).toEqual({ kind: 'later', retryAfterMs: 7000 });
    expect(phone.pictures.sent).toHaveLength(1);
  });

  test.each([
    ['that these are not the bytes of that name', answered(400, 'badRequest'), 'damaged'],
    ['that they are too many', answered(413, 'tooLarge'), 'tooBig'],
  ])('%s ends it for this photo, and the next one goes', async (_, fault, refused) => {
    const [first = '', second = ''] = await takeSome('one', 'two');
    phone.pictures.next(fault);
    expect(await send()).toEqual({ kind: 'done' });
    expect(await phone.db.blobs.get(first)).toMatchObject({ refused });
    expect(stateOf(second)).toBe('queued');
    await send();
    expect(phone.pictures.sent).toEqual([first, second]);
  });

  test('that the server does not await it leaves it here, unsent and unharmed', async () => {
    const [first = '', second = ''] = await takeSome('one', 'two');
    phone.pictures.next(answered(404, 'notFound'));
    expect(await send()).toEqual({ kind: 'done' });
    await send();
    expect(phone.pictures.sent).toEqual([first, second]);
    expect(await phone.db.blobs.get(first)).toMatchObject({ refused: '' });
  });

  test('that nobody is signed in ends it', async () => {
    await takeSome('one', 'two');
    phone.pictures.next(answered(401, 'signedOut'));
    expect(await send()).toEqual({ kind: 'signedOut' });
    expect(phone.pictures.sent).toHaveLength(1);
  });

  test('of a proxy with a smaller limit holds up no smaller photo', async () => {
    const [first = '', second = ''] = await takeSome('one', 'two');
    phone.pictures.next(answered(413));
    expect(await send()).toEqual({ kind: 'later', retryAfterMs: null });
    expect(await phone.db.blobs.get(first)).toMatchObject({ refused: '' });
    expect(stateOf(second)).toBe('queued');
  });
});

test('an app that is closed in the middle goes on where it was', async () => {
  const hashes = await takeSome('one', 'two', 'three');
  phone.pictures.next({ kind: 'reply', status: 204 }, { kind: 'loseAnswer' });
  await send();
  await phone.restart();
  await send();
  // The answer to the second was lost, so it is sent again; the first is not.
  expect(phone.pictures.sent).toEqual([hashes[0], hashes[1], hashes[1], hashes[2]]);
});

test('broken off, it sends no further photo', async () => {
  await takeSome('one', 'two');
  const { promise, resolve } = Promise.withResolvers<void>();
  phone.pictures.next({ kind: 'slow', until: promise });
  const stop = new AbortController();
  const sending = sendPhotos(phone.parts, stop.signal);
  await expect.poll(() => phone.pictures.sent.length).toBe(1);
  stop.abort();
  resolve();
  await sending;
  expect(phone.pictures.sent).toHaveLength(1);
  await sendPhotos(phone.parts, stop.signal);
  expect(phone.pictures.sent).toHaveLength(1);
});

test('what has been dealt with meanwhile is passed over, and the rest goes', async () => {
  const [first = '', second = '', third = ''] = await takeSome('one', 'two', 'three');
  const { promise, resolve } = Promise.withResolvers<void>();
  phone.pictures.next({ kind: 'slow', until: promise });
  const sending = send();
  await expect.poll(() => phone.pictures.sent.length).toBe(1);
  await phone.db.blobs.delete(second);
  resolve();
  await sending;
  expect(phone.pictures.sent).toEqual([first, third]);
});

test('two leaders at once send nothing again that is there, and trouble nobody', async () => {
  const hashes = await takeSome('one', 'two', 'three', 'four');
  const tab = await openTab(world, phone);
  const ends = await Promise.all([send(), send(tab)]);
  expect(ends).toEqual([{ kind: 'done' }, { kind: 'done' }]);
  expect(hashes.map(stateOf)).toEqual(hashes.map(() => 'queued'));
  const before = phone.pictures.sent.length + tab.pictures.sent.length;
  await Promise.all([send(), send(tab)]);
  expect(phone.pictures.sent.length + tab.pictures.sent.length).toBe(before);
});

test('while one tab is slow, another does not send what it has sent', async () => {
  const [first = '', second = ''] = await takeSome('one', 'two');
  const tab = await openTab(world, phone);
  const { promise, resolve } = Promise.withResolvers<void>();
  tab.pictures.next({ kind: 'slow', until: promise });
  const slow = send(tab);
  await expect.poll(() => tab.pictures.sent.length).toBe(1);
  await send();
  resolve();
  await slow;
  expect(tab.pictures.sent).toEqual([first]);
  expect(phone.pictures.sent).toEqual([first, second]);
});

test('bytes that the browser has lost are given up, and the others go', async () => {
  const [first = '', second = ''] = await takeSome('one', 'two');
  const lost = new Blob(['lost']);
  const get = phone.db.blobs.get.bind(phone.db.blobs);
  Object.defineProperty(lost, 'arrayBuffer', {
    value: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
  });
  Object.defineProperty(phone.db.blobs, 'get', {
    value: async (sha256: string) => {
      const blob = await get(sha256);
      return blob && sha256 === first ? { ...blob, bytes: lost } : blob;
    },
  });
  expect(await send()).toEqual({ kind: 'done' });
  expect(await get(first)).toMatchObject({ refused: 'unreadable' });
  expect(phone.pictures.sent).toEqual([second]);
});
