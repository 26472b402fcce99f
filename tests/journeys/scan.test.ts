/**
 * The phone at the shelf, in real Chromium whose camera plays a film of real codes: scanned, acted upon, taken back,
 * counted and made known, all with the server switched off; then on again, and everybody agrees.
 */
import { isDeepStrictEqual } from 'node:util';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { codeKey } from '../../shared/codes.ts';
import { must } from '../../shared/result.ts';
import { filmArguments, filmCodes, type Scene } from '../support/film-codes.ts';
import { chooseRadio } from '../support/choose-radio.ts';
import { Profile } from '../support/profile.ts';
import { scanByWedge } from '../support/scan-by-wedge.ts';
import {
  findFreePort,
  joinServer,
  startServer,
  type ServerProcess,
} from '../support/server-process.ts';
import { newId, SyncClient } from '../support/sync-client.ts';
import { untilScreenStands } from '../support/until-screen-stands.ts';
import { writeCode, type WrittenFormat } from '../support/write-codes.ts';

interface Thing {
  readonly name: string;
  readonly format: WrittenFormat;
  readonly text: string;
}

const things: readonly Thing[] = [
  { name: 'Glue', format: 'EAN13', text: '4006381333931' },
  { name: 'Tape', format: 'EAN13', text: '4012345678901' },
  { name: 'Bolt', format: 'EAN8', text: '96385074' },
  { name: 'Nut', format: 'Code128', text: 'NUT-M8' },
  { name: 'Wire', format: 'Code128', text: 'WIRE-0815' },
  { name: 'Saw', format: 'QRCode', text: 'SAW 12' },
  { name: 'Drill', format: 'QRCode', text: 'DRILL/5' },
  { name: 'File', format: 'DataMatrix', text: 'FILE-3' },
  { name: 'Clamp', format: 'DataMatrix', text: 'CLAMP-7' },
  { name: 'Brush', format: 'QRCode', text: 'BRUSH' },
];
const unknown = { format: 'Code128', text: 'NEW-4711' } as const;

let folder: string;
let server: ServerProcess;
let restart: () => Promise<void>;
let ada: Profile;
let bo: Profile;
/** A third device, without a screen: it says what the server holds. */
let witness: SyncClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bincard-scan-'));
  const options = { dataDir: join(folder, 'data'), port: await findFreePort() };
  server = await startServer(options);
  restart = async () => {
    server = await startServer(options);
  };
  ada = await Profile.open(inject('browserPath'), server.url);
  await ada.join(must(server.joinLink, 'a link for the owner'), 'Ada', 'Makerspace');
  bo = await Profile.open(inject('browserPath'), server.url);
  await bo.join(await ada.makeInvite('Staff'), 'Bo');
  const { token } = await joinServer(await ada.makeInvite('Staff'), 'Witness');
  witness = new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token);
  await witness.sync(stockUp());
  await Promise.all([ada, bo].map((person) => readyForOffline(person)));
});
afterAll(async () => {
  await ada.remove();
  await bo.remove();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Ten of each, on one shelf. */
function stockUp() {
  const shelf = newId<'location'>();
  return [
    witness.make('location.create', { id: shelf, fields: { name: 'Shelf A' } }),
    ...things.flatMap(({ name, text }) => {
      const id = newId<'item'>();
      const fact = { id: newId<'count'>(), itemId: id, locationId: shelf };
      return [
        witness.make('item.create', { id, fields: { name, homeLocationId: shelf } }),
        witness.make('code.create', { id: newId<'code'>(), fields: { itemId: id, value: text } }),
        witness.make('count.record', { ...fact, quantity: 10_000, note: '' }),
      ];
    }),
  ];
}

async function readyForOffline(person: Profile): Promise<void> {
  await person.goto('/');
  await person.page.locator('a.row', { hasText: 'Brush' }).waitFor();
  await person.page.waitForFunction(
    () => navigator.serviceWorker.controller?.state === 'activated',
  );
}

async function filmFor(person: Profile, name: string, scenes: readonly Scene[]): Promise<void> {
  const film = join(folder, `${name}.mjpeg`);
  await filmCodes(film, scenes);
  await person.stop();
  await person.start(filmArguments(film));
}

const lineOf = (page: Page, name: string): Locator => page.locator(`[data-line="${name}"]`);
const amountOf = (page: Page, name: string): Promise<string> =>
  lineOf(page, name).getByLabel(`Amount of ${name}`, { exact: true }).inputValue();

async function typeCode(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Type the code' }).click();
  await page.getByRole('dialog').getByLabel('Code', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

async function stockOf(person: Profile, name: string): Promise<number> {
  const { item = [], stock = [] } = await person.holdings();
  const id = item.find((row) => row['name'] === name)?.id;
  const rows = stock.filter(({ itemId }) => itemId === id);
  return rows.reduce((sum, { quantity }) => sum + Number(quantity), 0) / 1000;
}

describe('with the server off', () => {
  beforeAll(() => server.kill());

  test('a code before the camera is taken, made three, and taken back', async () => {
    const [glue] = things;
    await filmFor(ada, 'glue', [{ code: must(glue, 'glue'), frames: 30 }]);
    await ada.goto('/scan');
    const { page } = ada;
    // It looks up at first: the card comes by itself.
    await page.getByRole('dialog').getByRole('heading', { name: 'Glue' }).waitFor();
    await page.getByRole('dialog').locator('[data-quantity="10000"]').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await chooseRadio(page, 'Take');
    // Lying in view it counts once; seen anew by a camera that was opened anew, it counts again.
    await page.getByRole('link', { name: 'Items', exact: true }).click();
    await page.getByRole('link', { name: 'Scan', exact: true }).click();

    const line = lineOf(page, 'Glue');
    await line.getByText('Take 1 piece · Shelf A').waitFor();
    await expect.poll(() => stockOf(ada, 'Glue')).toBe(9);
    const more = line.getByRole('button', { name: 'One more of Glue' });
    await more.click();
    await more.click();
    await line.getByText('7 pieces left').waitFor();
    await expect.poll(() => amountOf(page, 'Glue')).toBe('3');
    await line.getByRole('button', { name: 'Undo Glue' }).click();
    await line.getByText('Taken back').waitFor();
    await expect.poll(() => stockOf(ada, 'Glue')).toBe(10);
  });

  test('ten things held before the camera are counted one after the other', async () => {
    const scenes = things.flatMap(({ format, text }): Scene[] => [
      { code: { format, text }, frames: 36 },
      { code: null, frames: 6 },
    ]);
    // At first an empty shelf, until the mode is chosen, and at last one, until all is read.
    const empty = { code: null, frames: 120 };
    await filmFor(ada, 'ten', [empty, ...scenes, empty, empty]);
    await ada.goto('/scan');
    const { page } = ada;
    await page.locator('.viewfinder[data-view=live]').waitFor();
    await chooseRadio(page, 'Count');
    await expect
      // Of a machine that misses some, for the second time that the film is played.
      .poll(() => page.locator('.scan-line').count(), { timeout: 150_000 })
      .toBe(things.length);
    // While something is asked the camera counts nothing more, and so until the screen is left.
    await page.getByRole('button', { name: 'Type the code' }).click();
    await page.getByRole('dialog').waitFor();
    const counted = new Map<string, number>();
    for (const { name } of things) counted.set(name, Number(await amountOf(page, name)));
    await page.evaluate(() => {
      history.pushState(null, '', '/');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await ada.untilSaid(/Counted/);
    expect([...counted.values()].every((amount) => amount > 0)).toBe(true);
    const held = new Map<string, number>();
    for (const { name } of things) held.set(name, await stockOf(ada, name));
    expect(held).toEqual(counted);
  });

  test('an unknown code becomes a new item in two taps', async () => {
    await filmFor(ada, 'new', [{ code: unknown, frames: 30 }]);
    await ada.goto('/scan');
    const { page } = ada;
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('heading', { name: 'This code is new here' }).waitFor();
    await sheet.getByText(unknown.text, { exact: true }).waitFor();
    await sheet.getByRole('button', { name: 'New item' }).click();
    await expect.poll(() => page.getByLabel('Code on the pack').inputValue()).toBe(unknown.text);
    await page.getByLabel('Name', { exact: true }).fill('Fresh thing');
    await ada.button('Add item').click();
    await ada.untilSaid(/Fresh thing added/);
  });

  test('a tally outlives the page, and is a count once one leaves', async () => {
    await bo.goto('/scan');
    const { page } = bo;
    await chooseRadio(page, 'Count');
    for (let scans = 1; scans <= 3; scans++) {
      await typeCode(page, 'NUT-M8');
      await expect.poll(() => amountOf(page, 'Nut')).toBe(String(scans));
    }
    await expect.poll(() => stockOf(bo, 'Nut')).toBe(10);
    await page.reload();
    await lineOf(page, 'Nut').getByText('Counting').waitFor();
    await expect.poll(() => amountOf(page, 'Nut')).toBe('3');
    await page.getByRole('link', { name: 'Items', exact: true }).click();
    await bo.untilSaid(/Nut: Counted 3/);
    await expect.poll(() => stockOf(bo, 'Nut')).toBe(3);
  });

  test('an unknown code is attached to an item, and leads to it at once', async () => {
    await bo.goto('/scan');
    const { page } = bo;
    await typeCode(page, 'SAW-BOX');
    await page.getByRole('button', { name: 'Attach to an item' }).click();
    await page.getByRole('dialog').getByRole('searchbox').fill('saw');
    await page.getByRole('dialog').getByRole('button', { name: /^Saw/ }).click();
    await page.getByRole('dialog').getByRole('heading', { name: 'Saw' }).waitFor();
    const { code = [] } = await bo.holdings();
    expect(code.some(({ key }) => key === codeKey('SAW-BOX'))).toBe(true);
  });

  test('a keyboard scanner opens the card on any screen, and leaves the field it typed into alone', async () => {
    await bo.goto('/');
    const { page } = bo;
    const search = page.getByRole('searchbox');
    await untilScreenStands(page);
    await search.fill('dri');
    await scanByWedge(page, 'WIRE-0815');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('heading', { name: 'Wire' }).waitFor();
    await expect.poll(() => search.inputValue()).toBe('dri');
    await sheet.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('link', { name: 'More', exact: true }).click();
    await page.getByRole('link', { name: 'Locations', exact: true }).click();
    // It has its name and the focus at once: a focus that moves in the middle of a code would break it in two.
    await page.locator('h1:focus', { hasText: 'Locations' }).waitFor();
    await scanByWedge(page, '4006381333931');
    await sheet.getByRole('heading', { name: 'Glue' }).waitFor();
    await sheet.getByRole('button', { name: 'Take', exact: true }).click();
    await sheet.getByRole('button', { name: /^Take 1/ }).click();
    await bo.untilSaid(/^Took 1/);

    await bo.goto('/items/new');
    const entry = page.getByLabel('Code on the pack');
    await untilScreenStands(page);
    await entry.focus();
    await scanByWedge(page, '0104012345678918');
    await expect.poll(() => entry.inputValue()).toBe('4012345678918');
    await expect.poll(() => sheet.count()).toBe(0);
  });

  test('our own labels open the card and the place, also from outside of the app', async () => {
    const { page } = bo;
    const { item = [], location = [] } = await bo.holdings();
    const glue = must(
      item.find(({ name }) => name === 'Glue'),
      'the glue',
    );
    const shelf = must(
      location.find(({ name }) => name === 'Shelf A'),
      'the shelf',
    );
    await bo.goto(`/i/${glue.id}`);
    await page.getByRole('heading', { level: 2, name: 'Glue' }).waitFor();
    await bo.goto('/i/DRILL%2F5');
    await page.getByRole('heading', { level: 2, name: 'Drill' }).waitFor();
    await bo.goto(`/l/${shelf.id}`);
    await page.getByRole('heading', { level: 1, name: 'Shelf A' }).waitFor();
    await page.getByRole('link', { name: 'Scan', exact: true }).click();
    await chooseRadio(page, 'Take');
    await page.getByText('I am at Shelf A').waitFor();
    await bo.goto('/i/BC-00000');
    await page.getByText('does not know what the label belongs to').waitFor();
    expect(new URL(page.url()).pathname).toBe('/i/BC-00000');
  });

  const bad: readonly (readonly [what: string, text: string, said: string])[] = [
    ['4,000 characters', 'x'.repeat(4000), 'far too much'],
    ['bytes that are no text', '\ufffd\ufffd\ufffd', 'no text'],
    ['a script', 'javascript:document.title="taken"', 'javascript:document.title="taken"'],
    ['markup', '<img src=x onerror="document.title=1">', '<img src=x onerror='],
    ['a website', 'https://shop.example/p?a=1', 'Nothing was opened'],
    ['a website in disguise', 'https://shop.example@evil.example/i/1', 'evil.example'],
    ['another Bincard', 'https://other.example/i/BC-1', 'other.example'],
    ['a wrong check digit', '4006381333932', 'The last digit does not fit'],
  ];
  test.each(bad)('%s is said in words and does nothing', async (_what, text, said) => {
    await bo.goto('/scan');
    const { page } = bo;
    await untilScreenStands(page);
    const [title, address] = [await page.title(), page.url()];
    const pages = page.context().pages().length;
    await typeCode(page, text);
    await page.getByRole('dialog').getByText(said).first().waitFor();
    await expect
      .poll(() => page.evaluate(() => document.querySelectorAll('dialog img').length))
      .toBe(0);
    expect([await page.title(), page.url()]).toEqual([title, address]);
    expect(page.context().pages()).toHaveLength(pages);
  });

  test('a photo of a code is as good as a code before the camera', async () => {
    await bo.goto('/scan');
    const buffer = Buffer.from(await writeCode('DataMatrix', 'CLAMP-7'));
    const { page } = bo;
    const entry = page.getByLabel('Photo of a code');
    await entry.setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer });
    await page.getByRole('dialog').getByRole('heading', { name: 'Clamp' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    const note = { name: 'note.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
    await entry.setInputFiles(note);
    await bo.untilSaid(/No code was found/);
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  const problems: readonly (readonly [name: string, said: string])[] = [
    ['NotAllowedError', 'The camera is not allowed'],
    ['NotFoundError', 'No camera was found'],
    ['NotReadableError', 'Another app is using the camera'],
  ];
  test.each(problems)('without a camera (%s) one is told why, and types', async (name, said) => {
    await bo.goto('/more');
    const { page } = bo;
    await page.evaluate((problem) => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('as in a test', problem));
    }, name);
    await page.getByRole('link', { name: 'Scan', exact: true }).click();
    await page.getByText(said).waitFor();
    await typeCode(page, 'BRUSH');
    await page.getByRole('dialog').getByRole('heading', { name: 'Brush' }).waitFor();
    await expect.poll(() => page.getByText(said).isVisible()).toBe(true);
  });
});

test('with the server on again both agree, and the other phone finds the new item', async () => {
  await restart();
  for (const person of [ada, bo]) {
    await person.goto('/settings/sync');
    await person.button('Sync now').click();
    await person.untilStatus('Synced');
  }
  await expect
    .poll(async () => {
      await witness.sync();
      const truth = witness.holdings();
      const [hers, his] = [await ada.holdings(), await bo.holdings()];
      return [isDeepStrictEqual(hers, truth), isDeepStrictEqual(his, truth)];
    })
    .toEqual([true, true]);
  await bo.goto('/scan');
  await typeCode(bo.page, unknown.text);
  await bo.page.getByRole('dialog').getByRole('heading', { name: 'Fresh thing' }).waitFor();
});
