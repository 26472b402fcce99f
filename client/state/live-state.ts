/**
 * All that the screens follow in the open database, each query from the moment that it is opened. The first screen does
 * without it (first-look.ts), so that neither this nor the database's library is part of the first load.
 */
import { computed, type ReadonlySignal } from '@preact/signals';
import type { Category, Location } from '../../shared/entities.ts';
import type { CategoryId, LocationId } from '../../shared/ids.ts';
import type { Moment } from '../db/meta.ts';
import { countsForBadge, readAttention, type AttentionEntry } from './attention.ts';
import { readComing, type Coming } from './coming.ts';
import { openLive, type LiveSource } from './live.ts';
import { openCatalogue, type OpenCatalogue } from './open-catalogue.ts';
import { noticedLines, readNoticed } from './noticed.ts';
import { countOverdue, readOutLoans, type Overdue } from './overdue.ts';
import { readSettings, type Settings } from './settings.ts';
import { toDay } from './to-day.ts';
import { Tree } from './tree.ts';
import { readWaiting, type Waiting } from './waiting.ts';

/** Undefined until it has been read. */
type Read<Value> = ReadonlySignal<Value | undefined>;

export interface LiveState extends OpenCatalogue {
  readonly db: LiveSource['db'];
  readonly settings: Read<Settings>;
  readonly locations: Read<Tree<LocationId, Location>>;
  readonly categories: Read<Tree<CategoryId, Category>>;
  readonly waiting: Read<Waiting>;
  readonly attention: Read<readonly AttentionEntry[]>;
  readonly attentionCount: ReadonlySignal<number>;
  readonly overdue: ReadonlySignal<Overdue>;
  readonly coming: Read<Coming>;
}

export interface LiveStateSource extends LiveSource {
  readonly moment: () => Moment;
  /** Of reading all items, where the screen shows them already. */
  readonly delayMs: number;
}

export function openLiveState({ moment, delayMs, ...source }: LiveStateSource): LiveState {
  const { db } = source;
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
  const out = openLive(source, readOutLoans);
  const coming = openLive(source, readComing);
  const noticed = openLive(source, readNoticed);
  const catalogue = openCatalogue(source, delayMs);
  const overdue = computed(() => {
    // Told with each sync: a day passes without any change of a row.
    const { session = null } = settings.value.value ?? {};
    return countOverdue(out.value.value ?? [], session?.personId ?? null, moment().nowMs);
  });
  const noticedCount = computed(() => {
    const { session = null } = settings.value.value ?? {};
    // Members do not look after the space.
    if (session === null || session.role === 'member') return 0;
    return noticedLines(noticed.value.value ?? [], toDay(moment().nowMs)).length;
  });
  return {
    ...catalogue,
    db,
    settings: settings.value,
    locations: locations.value,
    categories: categories.value,
    waiting: waiting.value,
    attention: attention.value,
    attentionCount: computed(
      () =>
        (attention.value.value ?? []).filter(countsForBadge).length +
        overdue.value.own +
        noticedCount.value,
    ),
    overdue,
    coming: coming.value,
    stop: () => {
      for (const each of [
        catalogue,
        settings,
        locations,
        categories,
        waiting,
        attention,
        out,
        noticed,
      ])
        each.stop();
    },
  };
}
