/**
 * Composition root of the client: opens this phone's database, hands it to the screens, starts the sync loop and the
 * service worker. The only file that knows all rooms. The screens are drawn before anything is asked of the network.
 */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { must } from '../shared/result.ts';
import type { LocalDatabase } from './db/local-database.ts';
import { readMeta, type Moment } from './db/meta.ts';
import { openLocalDatabase } from './db/open-local-database.ts';
import { startAppUpdate } from './device/app-update.ts';
import { rememberedTheme, showTheme } from './device/appearance.ts';
import { watchInstallOffer } from './device/install-offer.ts';
import { openAppState, type AppState } from './state/app-state.ts';
import { openBrowse } from './state/browse.ts';
import { makeServer } from './sync/ask-server.ts';
import type { SyncLoop } from './sync/sync-loop.ts';
import { App } from './ui/app.tsx';
import { fetchNotices } from './ui/banners.tsx';
import { NoStorage } from './ui/no-storage.tsx';
import { Crashed } from './ui/crashed.tsx';
import { speak } from './ui/words/words.ts';

const root = must(document.getElementById('app'), 'the element #app in index.html');

const afterPaintMs = 50;
const listPatienceMs = 3_000;

const moment = (): Moment => ({
  nowMs: Date.now(),
  fillRandom: (bytes) => {
    crypto.getRandomValues(bytes);
  },
});

async function start(): Promise<void> {
  showTheme(rememberedTheme());
  const retired = (): void => render(<NoStorage kind="retired" />, root);
  const opened = await openLocalDatabase({
    onVersionChange: retired,
    onBlocked: () => render(<NoStorage kind="blocked" />, root),
  });
  if (!opened.ok) {
    await speak(null);
    const { failure } = opened;
    render(
      <NoStorage kind={failure.kind} detail={'reason' in failure ? failure.reason : ''} />,
      root,
    );
    return;
  }
  const db = opened.value;
  const firstScreen = Promise.withResolvers<undefined>();
  const loop = firstScreen.promise.then(() => fetchSync(db));
  const state = openAppState({
    db,
    moment,
    server: makeServer(() => readMeta(db, 'clientId')),
    // A round reports its own trouble; whatever else it throws is a bug and goes to the top.
    syncNow: () => void loop.then((running) => running.syncNow()),
  });
  // Asked after the items, which take longest to read.
  await speak(await readMeta(db, 'language'));
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
  render(<App app={{ ...state, browse: openBrowse(state) }} />, root);

  untilListShown(state, () => firstScreen.resolve(undefined));
  await loop;
  if (import.meta.env.PROD) {
    // Without a worker (a certificate the browser does not trust) the app works, only not from a cold start offline.
    // Nothing waits for it: registering queues behind the installing of a worker that has some megabytes to keep.
    void startAppUpdate({
      url: '/sw.js',
      onReady: (apply) => {
        state.applyUpdate.value = apply;
      },
    }).catch(reportError);
  }
  await startChores(state);
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
  } catch (error) {
    reportError(error);
  }
}

/** Without a network and before the worker has kept everything it cannot be fetched: then it comes with the network. */
async function fetchSync(db: LocalDatabase): Promise<SyncLoop> {
  try {
    return (await import('./start-sync.ts')).startSync(db);
  } catch (error) {
    // What a browser says of a script that did not come; all else is a bug.
    if (!(error instanceof TypeError) || navigator.onLine) throw error;
    await new Promise((back) => addEventListener('online', back, { once: true }));
    return await fetchSync(db);
  }
}

/** Bugs end here: what is on screen may be wrong, what is saved is not. */
function onBug(error: unknown): void {
  reportError(error);
  render(<Crashed />, root);
}

start().catch(onBug);
