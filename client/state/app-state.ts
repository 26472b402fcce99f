/**
 * All that the screens know and may do, opened once by the composition root and handed down. Screens read the signals
 * and call the actions; nobody else touches the database or the server.
 *
 *   first look (no library, nothing to be said to anyone) ─▶ first screen ─▶ attach(live state): the database is open
 */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Category, Location } from '../../shared/entities.ts';
import type { CategoryId, LocationId } from '../../shared/ids.ts';
import { mayMutate } from '../../shared/permissions.ts';
import type { MutationName } from '../../shared/mutations.ts';
import type { SessionFacts } from '../../shared/session.ts';
import { must } from '../../shared/result.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { Moment } from '../db/meta.ts';
import { idleStatus, type SyncStatus } from '../db/sync-status.ts';
import type { AttentionEntry } from './attention.ts';
import { nothingComing, type Coming } from './coming.ts';
import type { FirstLook } from './first-look.ts';
import type { ListedItem } from './listed-item.ts';
import type { LiveState } from './live-state.ts';
import { countLow } from './low-count.ts';
import type { Overdue } from './overdue.ts';
import type { Server } from './server.ts';
import type { Settings } from './settings.ts';
import { makeSyncView, type SyncView } from './sync-view.ts';
import { Tree } from './tree.ts';
import type { Waiting } from './waiting.ts';

export interface AppState {
  /** The first screen does without these two; all others wait for `opened` (ui/lazy-screen.tsx). */
  readonly db: LocalDatabase;
  readonly server: Server;
  readonly opened: Promise<LocalDatabase>;
  readonly moment: () => Moment;
  /** Undefined while it is being read. */
  readonly settings: ReadonlySignal<Settings | undefined>;
  readonly session: ReadonlySignal<SessionFacts | null>;
  readonly items: ReadonlySignal<readonly ListedItem[] | undefined>;
  readonly locations: ReadonlySignal<Tree<LocationId, Location>>;
  readonly categories: ReadonlySignal<Tree<CategoryId, Category>>;
  readonly waiting: ReadonlySignal<Waiting>;
  readonly status: ReadonlySignal<SyncStatus>;
  readonly sync: ReadonlySignal<SyncView>;
  readonly attention: ReadonlySignal<readonly AttentionEntry[] | undefined>;
  readonly attentionCount: ReadonlySignal<number>;
  readonly overdue: ReadonlySignal<Overdue>;
  readonly coming: ReadonlySignal<Coming>;
  /** What runs low and is not on its way (low-count.ts): the figure on the app's icon and beside the list. */
  readonly lowCount: ReadonlySignal<number>;
  /** Why this phone cannot keep changes; null while it can. */
  readonly storageTrouble: Signal<string | null>;
  /** Reloads into the newer app, once one lies ready. */
  readonly applyUpdate: Signal<(() => void) | null>;
  /** Lets the browser ask whether the app may be installed; null where it will not. */
  readonly installOffer: Signal<(() => Promise<boolean>) | null>;
  /** The browser has cleared this device: what was nowhere else. Null while nothing is known to be lost. */
  readonly lostHere: Signal<LostHere | null>;
  /** Rises with every change of a row; below zero until the items have been read. */
  readonly readUpTo: ReadonlySignal<number>;
  /** Keeps the list of items for the next start, which then shows it at once. */
  readonly saveList: () => Promise<void>;
  readonly syncNow: () => void;
  readonly may: (name: MutationName) => boolean;
  readonly onTrouble: (error: unknown) => void;
  readonly stop: () => void;
}

export interface LostHere {
  readonly waiting: number;
  readonly photos: number;
  readonly sheets: number;
}

export interface AppStateSource {
  /** Undefined where there is nothing to be shown before the database is open. */
  readonly look: FirstLook | undefined;
  readonly moment: () => Moment;
  readonly syncNow: () => void;
}

export interface Attached extends LiveState {
  readonly server: Server;
}

export interface OpenedAppState {
  readonly state: AppState;
  readonly attach: (attached: Attached) => void;
}

const noOverdue: Overdue = { all: 0, own: 0 };
const nothingWaiting: Waiting = {
  count: 0,
  photos: 0,
  sheets: 0,
  heldBack: 0,
  oldestAt: null,
  itemIds: new Set(),
  rowKeys: new Set(),
};

export function openAppState({ look, moment, syncNow }: AppStateSource): OpenedAppState {
  const live = signal<Attached | undefined>(undefined);
  const opening = Promise.withResolvers<LocalDatabase>();
  const mustLive = (): Attached => must(live.peek(), 'a screen that waits for the database');
  const storageTrouble = signal<string | null>(null);
  const applyUpdate = signal<(() => void) | null>(null);
  const onTrouble = (error: unknown): void => {
    storageTrouble.value =
      error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  };
  const settings = computed(() => live.value?.settings.value ?? look?.settings);
  const session = computed(() => settings.value?.session ?? null);
  const status = computed(() => settings.value?.syncStatus ?? idleStatus);
  const items = computed(() => live.value?.items.value ?? look?.items);
  const waiting = computed(() => live.value?.waiting.value ?? nothingWaiting);
  const coming = computed(() => live.value?.coming.value ?? nothingComing);
  const locations = look?.locations ?? new Tree<LocationId, Location>([]);
  const categories = look?.categories ?? new Tree<CategoryId, Category>([]);
  const state: AppState = {
    get db() {
      return mustLive().db;
    },
    get server() {
      return mustLive().server;
    },
    opened: opening.promise,
    moment,
    syncNow,
    onTrouble,
    storageTrouble,
    applyUpdate,
    installOffer: signal(null),
    lostHere: signal(null),
    session,
    status,
    waiting,
    settings,
    items,
    readUpTo: computed(() => live.value?.readUpTo.value ?? -1),
    saveList: async () => live.peek()?.save(),
    coming,
    lowCount: computed(() => countLow(items.value ?? [], coming.value)),
    locations: computed(() => live.value?.locations.value ?? locations),
    categories: computed(() => live.value?.categories.value ?? categories),
    sync: computed(() =>
      makeSyncView({
        status: status.value,
        waiting: waiting.value,
        isSignedIn: session.value !== null,
        isStorageBroken: storageTrouble.value !== null,
        isUpdateReady: applyUpdate.value !== null,
      }),
    ),
    attention: computed(() => live.value?.attention.value),
    attentionCount: computed(() => live.value?.attentionCount.value ?? 0),
    overdue: computed(() => live.value?.overdue.value ?? noOverdue),
    // Before anyone has joined there is nobody to refuse; the server judges when somebody has.
    may: (name) => session.value === null || mayMutate(session.value.role, name),
    stop: () => live.peek()?.stop(),
  };
  const attach = (attached: Attached): void => {
    live.value = attached;
    opening.resolve(attached.db);
  };
  return { state, attach };
}
