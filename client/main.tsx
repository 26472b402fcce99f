/**
 * Composition root of the client: shows what this phone showed last, opens its database, hands both to the screens, starts
 * the sync loop and the service worker. The only file that knows all rooms. The screens are drawn before anything is asked
 * of the network, and the list before the database is open.
 */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { must } from '../shared/result.ts';
import type { LocalDatabase } from './db/local-database.ts';
import { readMeta, type Moment } from './db/meta.ts';
import type { OpenFailure } from './db/open-local-database.ts';
import { rememberedTheme, showTheme } from './device/appearance.ts';
import { watchInstallOffer } from './device/install-offer.ts';
import { openAppState, type AppState } from './state/app-state.ts';
import { openBrowse } from './state/browse.ts';
import { readFirstLook } from './state/first-look.ts';
import type { SyncLoop } from './sync/sync-loop.ts';
import { App } from './ui/app.tsx';
import { fetchNotices } from './ui/banners.tsx';
import { fetchScreens, letScreensWaitFor } from './ui/lazy-screen.tsx';
import { NoStorage } from './ui/no-storage.tsx';
import { Crashed } from './ui/crashed.tsx';
import { speak } from './ui/words/words.ts';

const root = must(document.getElementById('app'), 'the element #app in index.html');

const afterPaintMs = 50;
const unpaintedMs = 100;
const listPatienceMs = 3_000;
/** Between the first screen and reading all items anew, so that a first tap is not held up. */
const fullReadDelayMs = 300;

const moment = (): Moment => ({
  nowMs: Date.now(),
  fillRandom: (bytes) => {
    crypto.getRandomValues(bytes);
  },
});

async function start(): Promise<void> {
  showTheme(rememberedTheme());
  // Fetched and made ready while the first look is being read: that waits for the disk, this for the processor.
  const store = fetchCode(() => import('./open-store.ts'));
  const look = await readFirstLook();
  const firstScreen = Promise.withResolvers<undefined>();
  const { state, attach } = openAppState({
    look,
    moment,
    // A round reports its own trouble; whatever else it throws is a bug and goes to the top.
    syncNow: () => void loop.then((running) => running.syncNow()),
  });
  const loop = firstScreen.promise.then(() => state.opened).then(fetchSync);
  letScreensWaitFor(state.opened);

  if (look !== undefined) {
    await draw(state, look.settings.language);
    await painted();
  }
  const { openStore } = await store;
  const opened = await openStore({
    moment,
    onTrouble: state.onTrouble,
    delayMs: look?.items === undefined ? 0 : fullReadDelayMs,
    onVersionChange: () => render(<NoStorage kind="retired" />, root),
    onBlocked: () => render(<NoStorage kind="blocked" />, root),
  });
  if (!opened.ok) return await showFailure(opened.failure, look?.settings.language ?? null);
  attach(opened.value);
  if (look === undefined) await draw(state, await readMeta(state.db, 'language'));

  untilListShown(state, () => firstScreen.resolve(undefined));
  await loop;
  await startChores(state);
}

async function draw(state: AppState, language: string | null): Promise<void> {
  await speak(language);
  effect(() => {
    const { settings } = state;
    if (settings.value === undefined) return;
    showTheme(settings.value.theme);
    void speak(settings.value.language);
  });
  // Chromium offers it once, and soon.
  watchInstallOffer((offer) => {
    state.installOffer.value = offer;
  });
  // Not a copy: what needs the database is asked of the state each time.
  render(<App app={Object.assign(state, { browse: openBrowse(state) })} />, root);
}

async function showFailure(failure: OpenFailure, language: string | null): Promise<void> {
  await speak(language);
  render(
    <NoStorage kind={failure.kind} detail={'reason' in failure ? failure.reason : ''} />,
    root,
  );
}

/** When the browser has had its turn; a page that nobody sees is never painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, unpaintedMs);
  });
}

/** Sync can wait for the list, and the list would have to wait for sync: they share one thread. */
function untilListShown({ items }: AppState, then: () => void): void {
  const stop = effect(() => {
    if (items.value !== undefined) setTimeout(then, afterPaintMs);
  });
  setTimeout(() => {
    stop();
    then();
  }, listPatienceMs);
}

/** The next start does them, if this one cannot fetch them. */
async function startChores(state: AppState): Promise<void> {
  try {
    (await import('./start-chores.ts')).startChores(state);
    await fetchNotices();
    if (!('serviceWorker' in navigator)) await fetchScreens();
  } catch (error) {
    reportError(error);
  }
}

async function fetchSync(db: LocalDatabase): Promise<SyncLoop> {
  const { startSync } = await fetchCode(() => import('./start-sync.ts'));
  return startSync(db);
}

/** Without a network and before the worker has kept everything it cannot be fetched: then it comes with the network. */
async function fetchCode<Code>(load: () => Promise<Code>): Promise<Code> {
  try {
    return await load();
  } catch (error) {
    // What a browser says of a script that did not come; all else is a bug.
    if (!(error instanceof TypeError) || navigator.onLine) throw error;
    await new Promise((back) => addEventListener('online', back, { once: true }));
    return await fetchCode(load);
  }
}

/** Bugs end here: what is on screen may be wrong, what is saved is not. */
function onBug(error: unknown): void {
  reportError(error);
  render(<Crashed />, root);
}

start().catch(onBug);
