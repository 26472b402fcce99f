/**
 * What somebody should see to before it is missing: what is low, what soon will be, what expires, and what goes fastest.
 * All of it is reckoned on this device, so it is the same without a network.
 */
import { useLocation, useRoute } from 'preact-iso/router';
import { useMemo, useState } from 'preact/hooks';
import { listExpiring, type ExpiringLine } from '../../../state/expiring.ts';
import { toDay } from '../../../state/to-day.ts';
import { listLow, type LowLists } from '../../../state/low-stock.ts';
import { listMostUsed, type UsedUnit } from '../../../state/most-used.ts';
import { paths } from '../../../state/route.ts';
import { noFilters, searchItems } from '../../../state/search.ts';
import { makeStockFactsReader, type StockFacts } from '../../../state/stock-facts.ts';
import { useApp } from '../../app-context.ts';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { NoItems } from '../items/no-items.tsx';
import { ExpiresList } from './expires-list.tsx';
import { LowCopy } from './low-copy.tsx';
import { LowFilters, noLowFilters, type LowFilterChoice } from './low-filters.tsx';
import { LowList } from './low-list.tsx';
import { SoonList } from './soon-list.tsx';
import { UsedList } from './used-list.tsx';
import '../../styles/low.css';

export const lowParts = ['low', 'soon', 'expires', 'used'] as const;
export type LowPart = (typeof lowParts)[number];

export interface LowView extends LowLists {
  readonly expiring: readonly ExpiringLine[];
  readonly used: readonly UsedUnit[];
  /** Any batch at all has a last good day. */
  readonly anyExpiry: boolean;
}

export function LowScreen() {
  const app = useApp();
  const { params } = useRoute();
  const { route } = useLocation();
  const [filters, setFilters] = useState(noLowFilters);
  const read = useMemo(() => makeStockFactsReader(app.moment), [app]);
  const facts = useLive(read, [read]);
  const view = useLowView(facts, filters);
  const w = screenWords.value.low;
  const part = lowParts.find((each) => each === params['part']) ?? 'low';
  const isEmpty = app.items.value?.length === 0;
  return (
    <Screen
      title={w.title}
      tools={view !== undefined && !isEmpty && <LowCopy part={part} view={view} />}
      class="low-page"
    >
      {isEmpty && <NoItems />}
      {!isEmpty && view === undefined && <Skeleton rows={6} />}
      {!isEmpty && view !== undefined && (
        <Tabs
          label={w.tabs.label}
          chosen={part}
          tabs={lowParts.map((key) => ({ key, text: tabText(key, view) }))}
          onChoose={(key) => route(key === 'low' ? paths.low : paths.lowPart(key), true)}
        >
          <LowFilters filters={filters} onChange={setFilters} />
          <Part
            part={part}
            view={view}
            isFiltered={filters !== noLowFilters}
            onClear={() => setFilters(noLowFilters)}
          />
        </Tabs>
      )}
    </Screen>
  );
}

function useLowView(facts: StockFacts | undefined, filters: LowFilterChoice): LowView | undefined {
  const { items, locations, categories, settings, coming } = useApp();
  const all = items.value;
  const { coverWeeks = 4, expiryDays = 60 } = settings.value ?? {};
  return useMemo(() => {
    if (all === undefined || facts === undefined) return undefined;
    const sources = { items: all, locations: locations.value, categories: categories.value };
    const asked = { ...noFilters, ...filters };
    const chosen = filters === noLowFilters ? all : searchItems(sources, '', asked);
    const places =
      filters.locationId === null ? null : locations.value.withInside(filters.locationId);
    const batches = facts.expiring.filter(
      ({ locationId }) => places === null || places.has(locationId),
    );
    return {
      ...listLow(chosen, { ...facts, coming: coming.value }, coverWeeks),
      expiring: listExpiring({
        items: chosen,
        batches,
        today: toDay(facts.nowMs),
        days: expiryDays,
      }),
      used: listMostUsed(chosen, facts),
      anyExpiry: facts.expiring.length > 0,
    };
  }, [
    all,
    facts,
    filters,
    locations.value,
    categories.value,
    coverWeeks,
    expiryDays,
    coming.value,
  ]);
}

/** Of the low ones those that somebody should see to, as on the app's icon. */
function tabText(part: LowPart, { low, soon, expiring }: LowView): string {
  const text = screenWords.value.low.tabs[part];
  const urgent = low.filter(({ isCovered }) => !isCovered).length;
  const count = { low: urgent, soon: soon.length, expires: expiring.length, used: 0 }[part];
  return count === 0 ? text : `${text} ${count}`;
}

interface PartProps {
  readonly part: LowPart;
  readonly view: LowView;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

function Part({ part, view, ...filter }: PartProps) {
  switch (part) {
    case 'low':
      return <LowList lines={view.low} {...filter} />;
    case 'soon':
      return <SoonList lines={view.soon} {...filter} />;
    case 'expires':
      return <ExpiresList lines={view.expiring} anyExpiry={view.anyExpiry} {...filter} />;
    case 'used':
      return <UsedList units={view.used} {...filter} />;
  }
}
