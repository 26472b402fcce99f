/**
 * `npm run look`: opens the built app in Chromium with the real demo data and 10,000 made-up items, without any server,
 * and takes a picture of each screen at three sizes, light and dark, into .cache/look. For eyes, not for asserting.
 * Arguments are names of screens and sizes, such as `npm run look -- item take phone`; without any, all are taken.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import sharp from 'sharp';
import { buildClientIfStale } from '../../server/build-client.ts';
import { chooseRadio } from './choose-radio.ts';
import { fillBrowser } from './fill-browser.ts';
import { filmArguments, filmCodes } from './film-codes.ts';
import { findBrowser } from './find-browser.ts';
import { installShots } from './look-install.ts';
import { lookCodes, makeLookData } from './look-data.ts';
import { makeLookLoans } from './look-loans.ts';
import { showNotices } from './look-notices.ts';
import { makeLookOrders, orderShots } from './look-orders.ts';
import { makeLookRequests } from './look-requests.ts';
import { makeLookSupply } from './look-supply.ts';
import { makeLookStocktakes } from './look-stocktake.ts';
import { makeLookSuppliers, supplierShots } from './look-suppliers.ts';
import { addLookPictures, type LookPictures } from './look-pictures.ts';
import { serveBuild } from './serve-build.ts';
import { untilScreenStands } from './until-screen-stands.ts';

const synthetic = 10_000;
const folder = '.cache/look';

const sizes = [
  { name: 'phone', width: 360, height: 780, isPhone: true },
  { name: 'tablet', width: 768, height: 1024, isPhone: true },
  { name: 'laptop', width: 1440, height: 900, isPhone: false },
] as const;

interface Shot {
  readonly path: string;
  /** Without any data, as somebody sees it who has never been here. */
  readonly stranger?: boolean;
  readonly does?: (page: Page) => Promise<void>;
}

function shotsOf({ data, states }: LookPictures): Record<string, Shot> {
  const loans = makeLookLoans(data);
  const requests = makeLookRequests(data);
  const supply = makeLookSupply(data);
  const orders = makeLookOrders(data);
  const stocktakes = makeLookStocktakes(data);
  const suppliers = makeLookSuppliers(data);
  const { itemId, locationId } = data;
  const item = `/items/${itemId}`;
  const press = (name: string | RegExp) => async (page: Page) =>
    page.getByRole('button', { name, exact: true }).first().click();
  return {
    items: { path: '/' },
    search: { path: '/', does: async (page) => page.getByRole('searchbox').fill('m3 torx') },
    slip: { path: '/', does: async (page) => page.getByRole('searchbox').fill('resistr pakage') },
    nothing: { path: '/', does: async (page) => page.getByRole('searchbox').fill('zzzzqqq') },
    filters: { path: '/', does: press('Filters') },
    item: { path: item },
    itemEnd: {
      path: item,
      does: async (page) => page.getByRole('heading', { name: 'History' }).scrollIntoViewIfNeeded(),
    },
    take: { path: item, does: press('Take') },
    count: { path: item, does: press('Count') },
    move: { path: item, does: press('Move') },
    moreDeeds: { path: item, does: press('More ways to change the stock') },
    stocktakes: { path: '/stocktakes' },
    stocktake: { path: `/stocktakes/${stocktakes.openId}` },
    counting: { path: `/stocktakes/${stocktakes.openId}/${stocktakes.placeId}` },
    blind: { path: `/stocktakes/${stocktakes.blindId}/${stocktakes.placeId}` },
    review: { path: `/stocktakes/${stocktakes.openId}/review` },
    reviewed: { path: `/stocktakes/${stocktakes.closedId}/review` },
    requests: { path: '/requests' },
    request: { path: `/requests/${requests.requestedId}/1` },
    requestPartly: { path: `/requests/${requests.partlyId}/1` },
    ...supplierShots(suppliers, item),
    runningLow: { path: item, does: press('Running low') },
    ...orderShots(orders, `/requests/${requests.requestedId}/1`),
    loans: { path: '/loans?view=out' },
    loan: { path: `/loans/${loans.lateId}` },
    lendable: { path: `/items/${loans.itemId}` },
    lend: { path: `/items/${loans.itemId}`, does: press('Lend') },
    giveBack: { path: `/loans/${loans.lateId}`, does: press('Give back') },
    menu: {
      path: item,
      does: async (page) => page.locator('.detail').getByRole('button', { name: 'More' }).click(),
    },
    code: { path: item, does: press('Add code') },
    toast: {
      path: item,
      does: async (page) => {
        await press('Take')(page);
        await page.getByRole('button', { name: /^Take 1/ }).click();
        await page.getByText('Undo').waitFor();
      },
    },
    ...pictureShots(item, states),
    ...scanShots(item, locationId),
    edit: { path: `${item}/edit` },
    hazardFields: {
      path: `${item}/edit`,
      does: async (page) => page.locator('.sheet-field').scrollIntoViewIfNeeded(),
    },
    wrong: {
      path: '/items/new',
      does: async (page) => {
        await page.getByLabel('Minimum').fill('1.000,5');
        await page.getByLabel('Link').fill('example');
        await press(/^Add item$/)(page);
      },
    },
    locations: { path: '/locations' },
    history: { path: `${item}/history` },
    historyLine: {
      path: `${item}/history`,
      does: async (page) => page.locator('.history .tell').first().click(),
    },
    historyFilter: { path: `${item}/history`, does: press('Filter') },
    historySave: { path: `${item}/history`, does: press('Save as a table (CSV)') },
    placeHistory: { path: `/locations/${locationId}/history` },
    location: { path: `/locations/${locationId}` },
    newLocation: { path: '/locations', does: press('Add location') },
    categories: { path: '/categories' },
    category: { path: '/categories', does: press(/^Edit Electronics/) },
    low: {
      path: '/low',
      does: async (page) => page.locator('.low-lines summary').first().click(),
    },
    lowSoon: { path: '/low/soon' },
    board: { path: '/board' },
    scorecard: {
      path: `/suppliers/${supply.supplierId}`,
      does: async (page) =>
        page.getByRole('heading', { name: 'Scorecard' }).scrollIntoViewIfNeeded(),
    },
    suggestedMinimum: {
      path: `${item}/edit`,
      does: async (page) => page.locator('.suggested-minimum summary').click(),
    },
    space: { path: '/settings/space' },
    lowExpires: { path: '/low/expires' },
    lowUsed: { path: '/low/used' },
    use: {
      path: item,
      does: async (page) => page.getByRole('heading', { name: 'Use' }).scrollIntoViewIfNeeded(),
    },
    attention: { path: '/attention' },
    notices: { path: '/notices', does: showNotices },
    noticesAway: { path: '/notices' },
    webhook: {
      path: '/notices',
      does: async (page) => {
        await showNotices(page);
        await press('Add a webhook')(page);
      },
    },
    more: { path: '/more' },
    settings: { path: '/settings' },
    ...installShots,
    invites: { path: '/settings/invites' },
    leave: { path: '/settings', does: press('Sign out') },
    help: { path: '/', does: async (page) => page.keyboard.press('?') },
    stranger: { path: '/', stranger: true },
    join: { path: '/join#abcdefghijklmnopqrstuv', stranger: true },
    joinOffline: { path: '/join#offline-offline', stranger: true },
  };
}

/** The film shows the pack of the paint all the time; shots that want peace use a camera that gives nothing. */
function scanShots(item: string, locationId: string): Record<string, Shot> {
  const type = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('button', { name: 'Type the code' }).click();
    await page.getByRole('dialog').getByLabel('Code').fill(text);
    await page.keyboard.press('Enter');
  };
  const mode = chooseRadio;
  const typed =
    (...texts: readonly string[]) =>
    async (page: Page): Promise<void> => {
      await noCamera(page, 'NotFoundError');
      for (const text of texts) await type(page, text);
      await page.getByRole('dialog').waitFor();
    };
  return {
    scanWhere: {
      path: '/more',
      does: async (page) => {
        await noCamera(page, 'NotFoundError');
        await mode(page, 'Take');
        await type(page, lookCodes.paint);
        await page.getByRole('dialog').waitFor();
      },
    },
    scanLookUp: {
      path: '/scan',
      does: async (page) => page.getByRole('heading', { name: 'Blue Paint' }).waitFor(),
    },
    scanLive: {
      path: '/scan',
      does: async (page) => {
        await page.getByRole('heading', { name: 'Blue Paint' }).waitFor();
        await page.getByRole('button', { name: 'Close' }).click();
      },
    },
    scanDenied: { path: '/more', does: async (page) => noCamera(page, 'NotAllowedError') },
    scanBusy: { path: '/more', does: async (page) => noCamera(page, 'NotReadableError') },
    scanInsecure: { path: '/more', does: async (page) => noCamera(page, 'insecure') },
    scanList: {
      path: '/scan',
      does: async (page) => {
        await page.getByRole('button', { name: 'Close' }).click();
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await mode(page, 'Take');
        await type(page, lookCodes.shelf);
        await type(page, lookCodes.paint);
        await type(page, '(01)04006381333931(17)250131(10)A-77');
        await type(page, 'BC-0000A');
        await page.locator('.scan-line').nth(1).waitFor();
        await mode(page, 'Count');
        for (const code of ['BC-0000B', 'BC-0000C', 'BC-0000C', 'BC-0000C']) await type(page, code);
        await page.getByText('Counting').waitFor();
      },
    },
    scanUnknown: { path: '/more', does: typed('4012345678901') },
    scanAttach: {
      path: '/more',
      does: async (page) => {
        await typed('(01)04012345678901(10)LOT7')(page);
        await page.getByRole('button', { name: 'Attach' }).click();
        await page.getByRole('searchbox').fill('m3x');
      },
    },
    scanChoose: { path: '/more', does: typed(lookCodes.twins) },
    scanAway: { path: '/more', does: typed(lookCodes.away) },
    scanWebsite: { path: '/more', does: typed('https://shop.example.org/p/77?utm=abc') },
    scanOther: { path: '/more', does: typed('https://other.example.org/i/BC-0000A') },
    scanType: {
      path: '/more',
      does: async (page) => {
        await noCamera(page, 'NotFoundError');
        await page.getByRole('button', { name: 'Type the code' }).click();
        await page.getByRole('dialog').getByLabel('Code').fill('4006381333932');
      },
    },
    label: {
      path: item,
      does: async (page) => {
        await page.locator('.detail').getByRole('button', { name: 'More' }).click();
        await page.getByRole('menuitem', { name: 'QR label' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    placeLabel: {
      path: `/locations/${locationId}`,
      does: async (page) => {
        await page.locator('.detail').getByRole('button', { name: 'More' }).click();
        await page.getByRole('menuitem', { name: 'QR label' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
  };
}

/** As if the camera could not be had, from the next opening of the screen on. */
async function noCamera(page: Page, name: string): Promise<void> {
  await page.evaluate((problem) => {
    const { mediaDevices } = navigator;
    if (problem === 'insecure') {
      Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
      Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true });
    } else
      mediaDevices.getUserMedia = () => Promise.reject(new DOMException('as in a test', problem));
  }, name);
  await page.getByRole('link', { name: 'Scan', exact: true }).click();
  await page.locator('.viewfinder[data-view=failed]').waitFor();
}

function pictureShots(item: string, states: LookPictures['states']): Record<string, Shot> {
  const open = async (page: Page) => {
    await page.locator('.bin-card .top .open-photo').click();
    await page.getByRole('dialog').waitFor();
  };
  const shots: Record<string, Shot> = {
    viewer: { path: item, does: open },
    viewerNext: {
      path: item,
      does: async (page) => {
        await open(page);
        await page.keyboard.press('ArrowRight');
      },
    },
    viewerOffline: {
      path: item,
      does: async (page) => {
        await page.route('**/1024.webp', (route) => route.abort());
        await open(page);
        await page.getByText('needs a network').waitFor();
        await page.unroute('**/1024.webp');
      },
    },
    drop: {
      path: item,
      does: async (page) => {
        await page.evaluate(() => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(['x'], 'x.png', { type: 'image/png' }));
          document.body.dispatchEvent(
            new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }),
          );
        });
      },
    },
    wrongFiles: {
      path: item,
      does: async (page) => {
        await page
          .locator('.tile input')
          .last()
          .setInputFiles([
            { name: 'shopping list.txt', mimeType: 'text/plain', buffer: Buffer.from('milk') },
            {
              name: 'IMG_2041.HEIC',
              mimeType: 'image/heic',
              buffer: Buffer.from('\0\0\0 ftypheic'),
            },
          ]);
        await page.locator('.wrong-files').waitFor();
      },
    },
    pictures: { path: '/pictures' },
    newItem: {
      path: '/items/new',
      does: async (page) => {
        const background = { r: 200, g: 120, b: 40 };
        const buffer = await sharp({ create: { width: 300, height: 200, channels: 3, background } })
          .jpeg()
          .toBuffer();
        const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer };
        await page.locator('.tile input').last().setInputFiles(file);
        await page.locator('.draft-photo img').scrollIntoViewIfNeeded();
      },
    },
  };
  for (const [name, id] of Object.entries(states)) shots[name] = { path: `/items/${id}` };
  return shots;
}

/** Answers the invite of the pictures; everything else of the server is away. */
async function withoutServer(context: BrowserContext): Promise<void> {
  await context.route('**/api/**', async (route) => {
    const isKnown = route.request().postData()?.includes('abcdefgh') ?? false;
    if (!route.request().url().endsWith('/api/join/look') || !isKnown) return route.abort();
    const json = {
      role: 'member',
      spaceName: 'Makerspace Harbour',
      firstOwner: false,
      expiresAt: Date.now(),
    };
    return route.fulfill({ json });
  });
}

/** Nothing of its kind asked for means all of it. */
function isWanted(name: string, kind: readonly string[], wanted: readonly string[]): boolean {
  return wanted.includes(name) || !kind.some((each) => wanted.includes(each));
}

interface Look {
  readonly origin: string;
  readonly pictures: LookPictures;
  readonly wanted: readonly string[];
}

async function takeAll(browser: Browser, { origin, pictures, wanted }: Look): Promise<void> {
  const all = shotsOf(pictures);
  const shots = Object.entries(all).filter(([name]) => isWanted(name, Object.keys(all), wanted));
  const sizeNames = sizes.map(({ name }) => name);
  for (const { name: size, width, height, isPhone } of sizes) {
    if (!isWanted(size, sizeNames, wanted)) continue;
    for (const stranger of [false, true]) {
      const mine = shots.filter(([, shot]) => (shot.stranger ?? false) === stranger);
      if (mine.length === 0) continue;
      const context = await browser.newContext({
        viewport: { width, height },
        hasTouch: isPhone,
        isMobile: isPhone,
        locale: process.env['LOOK_LOCALE'] ?? 'en-GB',
        serviceWorkers: 'block',
      });
      await withoutServer(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => console.log(`${size}: ${error.message}`));
      await page.goto(`${origin}/more`);
      await page.locator('main').waitFor();
      if (!stranger) await fillBrowser(page, pictures.data.stores);
      if (!stranger) await fillBrowser(page, makeLookLoans(pictures.data).stores);
      if (!stranger) await fillBrowser(page, makeLookRequests(pictures.data).stores);
      if (!stranger) await fillBrowser(page, makeLookSupply(pictures.data).stores);
      if (!stranger) await fillBrowser(page, makeLookOrders(pictures.data).stores);
      if (!stranger) await fillBrowser(page, makeLookStocktakes(pictures.data).stores);
      if (!stranger) await fillBrowser(page, makeLookSuppliers(pictures.data).stores);
      for (const [name, shot] of mine) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.goto('about:blank');
          await page.goto(`${origin}${shot.path}`);
          if (stranger) await page.locator('.welcome').waitFor();
          else await untilScreenStands(page);
          await page.waitForLoadState('networkidle');
          await shot.does?.(page);
          await page.waitForTimeout(150);
          await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
        }
      }
      await context.close();
    }
    console.log(`${size}: ${shots.length} screens, light and dark`);
  }
}

await mkdir(folder, { recursive: true });
await buildClientIfStale();
const pictures = await addLookPictures(makeLookData(synthetic));
const served = await serveBuild(pictures.files);
const film = resolve(folder, 'camera.mjpeg');
await filmCodes(film, [{ code: { format: 'EAN13', text: lookCodes.pack }, frames: 30 }]);
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    ...filmArguments(film),
  ],
});
try {
  await takeAll(browser, {
    origin: served.origin,
    pictures,
    wanted: process.argv.slice(2),
  });
} finally {
  await browser.close();
  await served.close();
}
