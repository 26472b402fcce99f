/**
 * A person with a browser of their own: a real Chromium profile on disk, driven as a hand would, through what the screen
 * says. What the profile holds is read straight from its IndexedDB, without a line of the app.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Locator, type Page } from 'playwright';
import { chooseRadio } from './choose-radio.ts';
import { startOwnBrowser, type OwnBrowser } from './own-browser.ts';
import { patienceMs } from './patience.ts';
import { syncedTables } from '../../shared/entities.ts';

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Holdings = Record<string, { readonly id: string; readonly [field: string]: unknown }[]>;

export class Profile {
  readonly #browserPath: string;
  readonly #folder: string;
  readonly #url: string;
  #context: BrowserContext | undefined;
  #page: Page | undefined;
  readonly #isKillable: boolean;
  #own: OwnBrowser | undefined;

  private constructor(browserPath: string, folder: string, url: string, isKillable: boolean) {
    this.#browserPath = browserPath;
    this.#folder = folder;
    this.#url = url;
    this.#isKillable = isKillable;
  }

  static async open(
    browserPath: string,
    url: string,
    { isKillable = false }: { readonly isKillable?: boolean } = {},
  ): Promise<Profile> {
    const folder = await mkdtemp(join(tmpdir(), 'bincard-profile-'));
    const profile = new Profile(browserPath, folder, url, isKillable);
    await profile.start();
    return profile;
  }

  /** Opens the browser on what its profile holds, as after a restart of the phone. `more`: such as a film for its camera. */
  async start(more: readonly string[] = []): Promise<void> {
    this.#context = this.#isKillable ? await this.#startOwn() : await this.#launch(more);
    this.#context.setDefaultTimeout(patienceMs);
    this.#page = this.#context.pages()[0] ?? (await this.#context.newPage());
    await this.#page.setViewportSize({ width: 360, height: 780 });
  }

  #launch(more: readonly string[]): Promise<BrowserContext> {
    return chromium.launchPersistentContext(this.#folder, {
      executablePath: this.#browserPath,
      args: [...browserArguments, ...more],
      viewport: { width: 360, height: 780 },
      locale: 'en-GB',
    });
  }

  async #startOwn(): Promise<BrowserContext> {
    this.#own = await startOwnBrowser(this.#browserPath, this.#folder, browserArguments);
    return this.#own.context;
  }

  /** As a battery that falls out. Only for one that was opened as killable. */
  async kill(): Promise<void> {
    await this.#own?.kill();
    this.#own = undefined;
    this.#context = undefined;
  }

  async stop(): Promise<void> {
    await (this.#isKillable ? this.#own?.close() : this.#context?.close());
    this.#own = undefined;
    this.#context = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('The browser is not open');
    return this.#page;
  }

  async openTab(path = '/'): Promise<Page> {
    if (this.#context === undefined) throw new Error('The browser is not open');
    const tab = await this.#context.newPage();
    await tab.goto(`${this.#url}${path}`);
    return tab;
  }

  async setOffline(offline: boolean): Promise<void> {
    await this.#context?.setOffline(offline);
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.#url}${path}`);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async join(link: string, name: string, spaceName?: string): Promise<void> {
    await this.page.goto(link);
    if (spaceName !== undefined) await this.page.getByLabel('Name of the space').fill(spaceName);
    await this.page.getByLabel('Your name').fill(name);
    await this.button(spaceName === undefined ? 'Join' : 'Start').click();
    await this.untilStatus('Synced');
  }

  async makeInvite(role: 'Owner' | 'Staff' | 'Member'): Promise<string> {
    await this.goto('/settings/invites');
    await chooseRadio(this.page, role);
    await this.button('Make a link').click();
    return (await this.page.locator('.link-box').textContent()) ?? '';
  }

  /** Through the search field of the list, as one finds a thing. */
  async openItem(name: string): Promise<void> {
    await this.goto('/');
    await this.page.getByRole('searchbox').fill(name);
    await this.page
      .locator('a.row', { has: this.page.locator('.name').getByText(name, { exact: true }) })
      .click();
    await this.page.getByRole('heading', { level: 2, name, exact: true }).waitFor();
  }

  async edit(name: string, fields: Readonly<Record<string, string>>): Promise<void> {
    await this.openItem(name);
    await this.page.getByRole('link', { name: 'Edit' }).click();
    for (const [label, value] of Object.entries(fields)) {
      await this.page.getByLabel(label, { exact: true }).fill(value);
    }
    await this.button('Save').click();
    await this.untilSaid(/saved$/);
  }

  async take(name: string, amount: number): Promise<void> {
    await this.openItem(name);
    await this.button('Take').click();
    await this.page.getByLabel('How many', { exact: true }).fill(String(amount));
    await this.page.getByRole('dialog').getByRole('button', { name: /^Take/ }).click();
    await this.untilSaid(/^Took/);
  }

  async count(name: string, amount: number): Promise<void> {
    await this.openItem(name);
    await this.button('Count').click();
    await this.page.getByLabel('How many are there', { exact: true }).fill(String(amount));
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Save count/ })
      .click();
    await this.untilSaid(/^Counted/);
  }

  async delete(name: string): Promise<void> {
    await this.openItem(name);
    await this.button('More').click();
    await this.page.getByRole('menuitem', { name: 'Delete item' }).click();
    await this.untilSaid(/deleted$/);
  }

  /** The big number on the card of an item. */
  async quantityOf(name: string): Promise<number> {
    await this.openItem(name);
    const thousandths = await this.page.locator('.bin-card .number').getAttribute('data-quantity');
    return Number(thousandths) / 1000;
  }

  async untilSaid(text: RegExp): Promise<void> {
    await this.page.locator('.toast').getByText(text).first().waitFor();
  }

  async untilStatus(text: string | RegExp): Promise<void> {
    // The chip learns of a change a moment after it is durable, and says until then what was true before.
    if (text === 'Synced') await this.page.waitForFunction(isNothingWaiting);
    await this.page.locator('.status:visible').getByText(text).first().waitFor();
  }

  /** All rows of the synced tables by id, without what is this browser's own. */
  async holdings(): Promise<Holdings> {
    const held = await readStores(this.page, syncedTables);
    for (const rows of Object.values(held))
      for (const row of rows) Reflect.deleteProperty(row, 'touched');
    return held;
  }

  async waiting(): Promise<number> {
    const { outbox, shadow } = await readStores(this.page, ['outbox', 'shadow']);
    return (outbox?.length ?? 0) + (shadow?.length ?? 0);
  }
}

/** In the page. Undefined where there is no database yet. */
async function isNothingWaiting(): Promise<boolean | undefined> {
  const opening = indexedDB.open('bincard');
  const db = await new Promise<IDBDatabase | undefined>((resolve) => {
    // To open it is not to make it.
    opening.addEventListener('upgradeneeded', () => opening.transaction?.abort());
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => resolve(undefined));
  });
  if (db === undefined) return undefined;
  const transaction = db.transaction(['outbox', 'shadow']);
  const counts = ['outbox', 'shadow'].map((name) => transaction.objectStore(name).count());
  await new Promise((resolve) => transaction.addEventListener('complete', resolve));
  db.close();
  return counts.every(({ result }) => result === 0);
}

async function readStores(page: Page, stores: readonly string[]): Promise<Holdings> {
  return await page.evaluate(async (names) => {
    const settle = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(String(request.error))));
      });
    const db = await settle(indexedDB.open('bincard'));
    const transaction = db.transaction(names, 'readonly');
    const read = names.map(
      async (name) => [name, await settle(transaction.objectStore(name).getAll())] as const,
    );
    const held = Object.fromEntries(await Promise.all(read));
    db.close();
    return held;
  }, stores);
}
