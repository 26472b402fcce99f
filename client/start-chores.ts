/**
 * What goes on beside the screens and is waited for by none of them: the figure on the app's icon, the note of what this
 * device holds, the count of visits. Fetched after the first screen stands.
 */
import { effect } from '@preact/signals';
import { showBadge } from './device/app-badge.ts';
import { startAppUpdate } from './device/app-update.ts';
import { noteHeldHere, readHeldHere } from './device/held-here.ts';
import { noteVisit } from './device/install-memory.ts';
import { watchOpenedNotices } from './device/opened-notice.ts';
import type { AppState } from './state/app-state.ts';
import { readHoldingsHere } from './state/held-here.ts';
import { openLive } from './state/live.ts';

/** Some megabytes are written, so not after each tap. */
const quietMs = 10_000;

export function startChores(state: AppState): void {
  if (import.meta.env.PROD) watchUpdates(state);
  noteVisit(state.moment().nowMs);
  keepBadge(state);
  watchOpenedNotices(goTo);
  watchHoldings(state);
  saveListInTime(state);
}

/**
 * Without a worker (a certificate the browser does not trust) the app works, only not from a cold start offline. Nothing
 * waits for it: registering queues behind the installing of a worker that has some megabytes to keep.
 */
function watchUpdates({ applyUpdate }: AppState): void {
  const onReady = (apply: () => void): void => {
    applyUpdate.value = apply;
  };
  startAppUpdate({ url: '/sw.js', onReady }).catch(reportError);
}

/** The router hears of it as of a step back. */
function goTo(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** When nothing has changed for a while, and when the app goes out of sight, from where it may not come back. */
function saveListInTime({ readUpTo, saveList, onTrouble }: AppState): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = (): void => {
    clearTimeout(timer);
    saveList().catch(onTrouble);
  };
  effect(() => {
    if (readUpTo.value < 0) return;
    clearTimeout(timer);
    timer = setTimeout(save, quietMs);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
}

function keepBadge({ items, lowCount, settings, onTrouble }: AppState): void {
  let shown: number | undefined;
  effect(() => {
    if (items.value === undefined || settings.value === undefined) return;
    const count = settings.value.badge ? lowCount.value : 0;
    if (count === shown) return;
    shown = count;
    showBadge(count).catch(onTrouble);
  });
}

/** The note is only taken away by whoever signs out: an empty database beside it was cleared by the browser. */
function watchHoldings({ db, onTrouble, lostHere }: AppState): void {
  const holdings = openLive({ db, onTrouble }, readHoldingsHere);
  effect(() => {
    if (holdings.value.value === undefined) return;
    const { isAnythingHere, wasLeft, ...unsent } = holdings.value.value;
    if (isAnythingHere || wasLeft) {
      noteHeldHere(isAnythingHere ? unsent : null);
      lostHere.value = null;
    } else {
      lostHere.value = readHeldHere();
    }
  });
}
