/** Every screen, by axe: names, contrast, order, labels (WCAG 2.2 AA), on a phone and a laptop, light and dark. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { fillBrowser } from '../support/fill-browser.ts';
import { installShots } from '../support/look-install.ts';
import { lookCodes, makeLookData } from '../support/look-data.ts';
import { showNotices } from '../support/look-notices.ts';
import { makeLookLoans, type LookLoans } from '../support/look-loans.ts';
import { makeLookOrders, orderShots, type LookOrders } from '../support/look-orders.ts';
import { makeLookRequests, type LookRequests } from '../support/look-requests.ts';
import { makeLookSupply, type LookSupply } from '../support/look-supply.ts';
import { makeLookStocktakes, type LookStocktakes } from '../support/look-stocktake.ts';
import { makeLookSuppliers, supplierShots, type LookSuppliers } from '../support/look-suppliers.ts';
import { addLookPictures, type LookPictures } from '../support/look-pictures.ts';
import { chooseRadio } from '../support/choose-radio.ts';
import { patienceMs } from '../support/patience.ts';
import { serveBuild, type ServedBuild } from '../support/serve-build.ts';
import { untilScreenStands } from '../support/until-screen-stands.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser: Browser;
let build: ServedBuild;
let pictures: LookPictures;
let loans: LookLoans;
let requests: LookRequests;
let supply: LookSupply;
let orders: LookOrders;
let stocktakes: LookStocktakes;
let suppliers: LookSuppliers;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: inject('browserPath'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  pictures = await addLookPictures(makeLookData(0), 24);
  loans = makeLookLoans(pictures.data);
  requests = makeLookRequests(pictures.data);
  supply = makeLookSupply(pictures.data);
  orders = makeLookOrders(pictures.data);
  stocktakes = makeLookStocktakes(pictures.data);
  suppliers = makeLookSuppliers(pictures.data);
  build = await serveBuild(pictures.files);
});
afterAll(async () => {
  await browser.close();
  await build.close();
});

const press =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).first().click();
    await page.getByRole('dialog').waitFor();
  };

interface Stop {
  readonly path: string;
  readonly does?: (page: Page) => Promise<void>;
}

const openViewer = async (page: Page): Promise<void> => {
  await page.locator('.bin-card .top .open-photo').click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('ArrowRight');
};

const addWrongFile = async (page: Page): Promise<void> => {
  const file = { name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('milk') };
  await page.locator('.tile input').last().setInputFiles(file);
  await page.locator('.wrong-files').waitFor();
};

const untilTreeThere = async (page: Page): Promise<void> => {
  await page.locator('.tree .row').first().waitFor({ state: 'attached' });
};

/** This browser has no camera, which is a state of its own. */
const untilNoCamera = async (page: Page): Promise<void> => {
  await page.locator('.viewfinder[data-view=failed]').waitFor();
};

const typeCode =
  (text: string, mode?: string) =>
  async (page: Page): Promise<void> => {
    await untilNoCamera(page);
    if (mode !== undefined) await chooseRadio(page, mode);
    await page.getByRole('button', { name: 'Type the code' }).click();
    await page.getByRole('dialog').getByLabel('Code', { exact: true }).fill(text);
    await page.keyboard.press('Enter');
    await page
      .getByRole('dialog')
      .or(page.locator('[data-line]'))
      .filter({ hasNot: page.getByLabel('Code', { exact: true }) })
      .first()
      .waitFor();
  };

const fillScanList = async (page: Page): Promise<void> => {
  await typeCode('BC-0000A', 'Take')(page);
  await page.locator('[data-line]').first().waitFor();
  await typeCode('BC-0000B', 'Count')(page);
  await page.getByText('Counting').waitFor();
};

const openAttach = async (page: Page): Promise<void> => {
  await typeCode('(01)04012345678901(10)LOT7')(page);
  await page.getByRole('button', { name: 'Attach' }).click();
  await page.getByRole('searchbox').fill('m3x');
};

const openLabel = async (page: Page): Promise<void> => {
  await page.locator('.detail').getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'QR label' }).click();
  await page.getByRole('dialog').waitFor();
};

const openBulk = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Select items' }).click();
  await page.locator('.virtual [role=checkbox]').first().click();
  await page.getByRole('button', { name: 'Change…' }).click();
  await page.getByRole('dialog').waitFor();
};

const openBulkDeed =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await openBulk(page);
    await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
    await page.locator('.bulk-preview, dialog .field').first().waitFor();
  };

/** A wide screen has the table, a narrow one has no button for it. */
const openTable = async (page: Page): Promise<void> => {
  const button = page.getByRole('button', { name: 'Table', exact: true });
  if (!(await button.isVisible())) return;
  await button.click();
  await page.locator('.items-table tbody .box input').first().click();
  await page.locator('.selection-bar').waitFor();
  // The next stop wants the list again.
  await page.evaluate(() => localStorage.removeItem('itemsView'));
};

function stocktakeStops(): Record<string, Stop> {
  const { openId, blindId, closedId, placeId } = stocktakes;
  const open = `/stocktakes/${openId}`;
  const shelf = `${open}/${placeId}`;
  const show = (name: RegExp) => async (page: Page) =>
    page.locator('.review .chips').getByRole('button', { name }).click();
  const openBin = async (page: Page): Promise<void> => {
    await page.locator('.bin-row').first().click();
    await page.getByRole('dialog').waitFor();
  };
  return {
    stocktakes: { path: '/stocktakes' },
    newStocktake: {
      path: '/stocktakes/new',
      does: async (page) => page.getByText('Only these').first().click(),
    },
    stocktake: { path: open },
    stocktakeClosed: { path: `/stocktakes/${closedId}` },
    counting: { path: shelf },
    countingBlind: { path: `/stocktakes/${blindId}/${placeId}` },
    countingBin: { path: shelf, does: openBin },
    countingFound: { path: shelf, does: press('Found here') },
    countingUnknown: { path: shelf, does: press('Not in the list') },
    countingFinish: { path: shelf, does: press('This shelf is finished') },
    review: { path: `${open}/review` },
    reviewDifferences: { path: `${open}/review`, does: show(/^Differences/) },
    reviewUnknown: { path: `${open}/review`, does: show(/^Unknown codes/) },
    reviewClose: { path: `${open}/review`, does: press('Close the stocktake') },
    reviewLate: { path: `/stocktakes/${closedId}/review`, does: show(/^Late/) },
  };
}

function stops({ data, states }: LookPictures): Record<string, Stop> {
  const { itemId, locationId } = data;
  const item = `/items/${itemId}`;
  return {
    items: { path: '/' },
    filters: { path: '/', does: press('Filters') },
    bulk: { path: '/', does: openBulk },
    bulkMove: { path: '/', does: openBulkDeed('Move stock') },
    bulkMinimum: { path: '/', does: openBulkDeed('Minimum and reorder') },
    itemsTable: { path: '/', does: openTable },
    item: { path: item },
    take: { path: item, does: press('Take') },
    count: { path: item, does: press('Count') },
    move: { path: item, does: press('Move') },
    moreDeeds: { path: item, does: press('More ways to change the stock') },
    correct: {
      path: item,
      does: async (page) => {
        await press('More ways to change the stock')(page);
        await page.getByRole('button', { name: /^Correct/ }).click();
      },
    },
    scanPurpose: {
      path: '/scan',
      does: async (page) => {
        await untilNoCamera(page);
        await chooseRadio(page, 'Take');
        await press('For what')(page);
      },
    },
    history: { path: `${item}/history` },
    historyLine: {
      path: `${item}/history`,
      does: async (page) => page.locator('.history .tell').first().click(),
    },
    historyFilter: { path: `${item}/history`, does: press('Filter') },
    historySave: { path: `${item}/history`, does: press('Save as a table (CSV)') },
    edit: { path: `${item}/edit` },
    viewer: { path: item, does: openViewer },
    wrongFile: { path: item, does: addWrongFile },
    pictureFailed: { path: `/items/${states.missing}` },
    pictureLater: { path: `/items/${states.later}` },
    photoHere: { path: `/items/${states.photoHere}`, does: openViewer },
    pictures: { path: '/pictures' },
    newItem: { path: '/items/new' },
    scan: { path: '/scan', does: untilNoCamera },
    scanCard: { path: '/scan', does: typeCode(lookCodes.paint) },
    scanWhere: { path: '/scan', does: typeCode(lookCodes.paint, 'Take') },
    scanList: { path: '/scan', does: fillScanList },
    scanUnknown: { path: '/scan', does: typeCode('4012345678901') },
    scanAttach: { path: '/scan', does: openAttach },
    scanChoose: { path: '/scan', does: typeCode(lookCodes.twins) },
    scanAway: { path: '/scan', does: typeCode(lookCodes.away) },
    scanWebsite: { path: '/scan', does: typeCode('https://shop.example.org/p/77') },
    scanOther: { path: '/scan', does: typeCode('https://other.example.org/i/BC-0000A') },
    label: { path: item, does: openLabel },
    unknownLabel: { path: '/i/BC-ZZZZZ' },
    locations: { path: '/locations', does: untilTreeThere },
    location: { path: `/locations/${locationId}`, does: untilTreeThere },
    categories: { path: '/categories', does: untilTreeThere },
    board: { path: '/board' },
    scorecard: { path: `/suppliers/${supply.supplierId}` },
    suggestedMinimum: {
      path: `${item}/edit`,
      does: async (page) => page.locator('.suggested-minimum summary').click(),
    },
    space: { path: '/settings/space' },
    low: {
      path: '/low',
      does: async (page) => page.locator('.low-lines summary').first().click(),
    },
    lowSoon: { path: '/low/soon' },
    lowExpires: { path: '/low/expires' },
    lowUsed: { path: '/low/used' },
    use: {
      path: item,
      does: async (page) => {
        for (const summary of await page.locator('.use-section summary').all())
          await summary.click();
      },
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
    requests: { path: '/requests' },
    request: { path: `/requests/${requests.requestedId}/1` },
    requestApprove: { path: `/requests/${requests.requestedId}/1`, does: press('Approve') },
    requestDecline: { path: `/requests/${requests.requestedId}/1`, does: press('Decline') },
    requestLate: { path: `/requests/${requests.orderedId}/1` },
    requestPartly: { path: `/requests/${requests.partlyId}/1` },
    requestReceive: { path: `/requests/${requests.partlyId}/1`, does: press('Receive') },
    requestUnknown: { path: `/requests/${requests.partlyId}/9` },
    runningLow: { path: item, does: press('Running low') },
    ...supplierShots(suppliers, item),
    ...orderShots(orders, `/requests/${requests.requestedId}/1`),
    loans: { path: '/loans?view=out' },
    loansBack: { path: '/loans?view=back' },
    loan: { path: `/loans/${loans.lateId}` },
    loanChange: { path: `/loans/${loans.lateId}`, does: press('Change') },
    loanBack: { path: `/loans/${loans.lateId}`, does: press('Give back') },
    loanUnknown: { path: '/loans/nothing' },
    ...stocktakeStops(),
    lendable: { path: `/items/${loans.itemId}` },
    lend: { path: `/items/${loans.itemId}`, does: press('Lend') },
    more: { path: '/more' },
    settings: { path: '/settings' },
    share: installShots['share'] ?? { path: '/share' },
    secure: { path: '/help/secure' },
    join: { path: '/join' },
  };
}

/** So many screens take minutes on a slow machine: each part has the patience of a test of its own. */
const parts = [0, 1, 2];

/** In the dark the same screens have other colours, and nothing else. */
const rulesOf = {
  light: { type: 'tag', values: tags },
  dark: { type: 'rule', values: ['color-contrast'] },
} as const satisfies Record<string, RunOptions['runOnly']>;

describe.each([
  // As tall as the longest screen: what lies half under the dock is one flick away, and axe would call it too small.
  ['phone', 360, 4800],
  ['laptop', 1440, 3600],
] as const)('axe finds no fault on a %s', (_, width, height) => {
  test.each(parts)('in light and dark, part %i', async (part) => {
    const context = await browser.newContext({
      viewport: { width, height },
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    context.setDefaultTimeout(patienceMs);
    await context.route('**/api/**', (route) => route.abort());
    const page = await context.newPage();
    await page.goto(`${build.origin}/more`);
    await page.locator('main').waitFor();
    for (const { stores } of [
      pictures.data,
      loans,
      requests,
      supply,
      orders,
      stocktakes,
      suppliers,
    ]) {
      await fillBrowser(page, stores);
    }
    const faults: string[] = [];
    const all = Object.entries(stops(pictures));
    for (const [name, { path, does }] of all.filter((__, at) => at % parts.length === part)) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto('about:blank');
      await page.goto(`${build.origin}${path}`);
      await untilScreenStands(page);
      await does?.(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const found = await findFaults(page, rulesOf[colorScheme]);
        faults.push(...found.map((fault) => `${name}, ${colorScheme}: ${fault}`));
      }
    }
    await context.close();
    expect(faults).toEqual([]);
  });
});

async function findFaults(
  page: Page,
  runOnly: NonNullable<RunOptions['runOnly']>,
): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (options) => {
      const { axe } = window as unknown as {
        axe: { run(options: RunOptions): Promise<AxeResults> };
      };
      return axe.run(options);
    },
    { runOnly } satisfies RunOptions,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id} ${html.slice(0, 140)}`),
  );
}
