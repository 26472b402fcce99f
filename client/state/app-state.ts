/**
 * All that the screens know and may do, opened once by the composition root and handed down. Screens read the signals
 * and call the actions; nobody else touches the database or the server.
 */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Category, Location } from '../../shared/entities.ts';
import type { CategoryId, LocationId } from '../../shared/ids.ts';
import { mayMutate } from '../../shared/permissions.ts';
import type { MutationName } from '../../shared/mutations.ts';
import type { SessionFacts } from '../../shared/session.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { Moment } from '../db/meta.ts';
import { idleStatus, type SyncStatus } from '../db/sync-status.ts';
import { countsForBadge, readAttention, type AttentionEntry } from './attention.ts';
import type { ListedItem } from './listed-item.ts';
import { openLive } from './live.ts';
import { openCatalogue } from './open-catalogue.ts';
import type { Server } from './server.ts';
import { readSettings, type Settings } from './settings.ts';
import { makeSyncView, type SyncView } from './sync-view.ts';
import { Tree } from './tree.ts';
import { nothingWaiting, readWaiting, type Waiting } from './waiting.ts';

export interface AppState {
  readonly db: LocalDatabase;
  readonly server: Server;
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
  readonly db: LocalDatabase;
  readonly server: Server;
  readonly moment: () => Moment;
  readonly syncNow: () => void;
}

export function openAppState({ db, server, moment, syncNow }: AppStateSource): AppState {
  const storageTrouble = signal<string | null>(null);
  const applyUpdate = signal<(() => void) | null>(null);
  const onTrouble = (error: unknown): void => {
    storageTrouble.value =
      error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  };
  const source = { db, onTrouble };
  const catalogue = openCatalogue(source);
  const settings = openLive(source, readSettings);
  const locations = openLive(
    source,
    async () => new Tree<LocationId, Location>(await db.location.toArray()),
  );
  const categories = openLive(
    source,
    async () => new Tree<CategoryId, Category>(await db.category.toArray()),
  );
  const waiting = openLive(source, readWaiting);
  const attention = openLive(source, () => readAttention(db, moment().nowMs));

  const session = computed(() => settings.value.value?.session ?? null);
  const status = computed(() => settings.value.value?.syncStatus ?? idleStatus);
  const waitingNow = computed(() => waiting.value.value ?? nothingWaiting);
  const noLocations = new Tree<LocationId, Location>([]);
  const noCategories = new Tree<CategoryId, Category>([]);
  return {
    db,
    server,
    moment,
    syncNow,
    onTrouble,
    storageTrouble,
    applyUpdate,
    installOffer: signal(null),
    lostHere: signal(null),
    session,
    status,
    waiting: waitingNow,
    settings: settings.value,
    items: catalogue.items,
    readUpTo: catalogue.readUpTo,
    saveList: catalogue.save,
    locations: computed(() => locations.value.value ?? noLocations),
    categories: computed(() => categories.value.value ?? noCategories),
    sync: computed(() =>
      makeSyncView({
        status: status.value,
        waiting: waitingNow.value,
        isSignedIn: session.value !== null,
        isStorageBroken: storageTrouble.value !== null,
        isUpdateReady: applyUpdate.value !== null,
      }),
    ),
    attention: attention.value,
    attentionCount: computed(() => (attention.value.value ?? []).filter(countsForBadge).length),
    // Before anyone has joined there is nobody to refuse; the server judges when somebody has.
    may: (name) => session.value === null || mayMutate(session.value.role, name),
    stop: () => {
      for (const each of [catalogue, settings, locations, categories, waiting, attention])
        each.stop();
    },
  };
}
