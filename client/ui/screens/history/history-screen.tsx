/** The whole history of an item or a place: filters, every line with its way back, older ones from the server, a file. */
import { useMemo, useState } from 'preact/hooks';
import type { HistoryScope } from '../../../../shared/history.ts';
import type { ItemId, LocationId } from '../../../../shared/ids.ts';
import { countHistoryFilters, noHistoryFilters } from '../../../state/history-filters.ts';
import type { Story } from '../../../state/history-page.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useLive } from '../../use-live.ts';
import { placePath, rowName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { ExportSheet } from './export-sheet.tsx';
import { HistoryFilterChips } from './history-filter-chips.tsx';
import { HistoryFilterSheet } from './history-filter-sheet.tsx';
import { HistoryList } from './history-list.tsx';
import { useHistory } from './use-history.ts';
import { useHistoryView } from './use-history-view.ts';

export function ItemHistoryScreen({ id }: { id: ItemId }) {
  const item = useLive(async (db) => (await db.item.get(id)) ?? null, [id]);
  const scope = useMemo((): HistoryScope => ({ kind: 'item', itemId: id }), [id]);
  const name = item ? rowName({ ...item, parentId: null }) : '';
  return (
    <HistoryScreen scope={scope} name={name} back={paths.item(id)} isMissing={item === null} />
  );
}

export function LocationHistoryScreen({ id }: { id: LocationId }) {
  const { locations } = useApp();
  const scope = useMemo((): HistoryScope => ({ kind: 'location', locationId: id }), [id]);
  const isMissing = locations.value.nodes.length > 0 && locations.value.row(id) === undefined;
  const name = isMissing ? '' : placePath(locations.value, id);
  return (
    <HistoryScreen scope={scope} name={name} back={paths.location(id)} isMissing={isMissing} />
  );
}

interface HistoryScreenProps {
  readonly scope: HistoryScope;
  readonly name: string;
  readonly back: string;
  readonly isMissing: boolean;
}

const nothingYet: Pick<Story, 'items' | 'gonePlaces'> = { items: new Map(), gonePlaces: new Map() };

function HistoryScreen({ scope, name, back, isMissing }: HistoryScreenProps) {
  const [filters, setFilters] = useState(noHistoryFilters);
  const [open, setOpen] = useState<'filter' | 'export' | null>(null);
  const history = useHistory(scope, filters);
  const story = history?.story;
  const { items, gonePlaces } = story ?? nothingYet;
  const view = useHistoryView({ scope, items, gonePlaces });
  const w = screenWords.value.history;
  const chosen = countHistoryFilters(filters);
  const close = (): void => setOpen(null);
  const isUnknown = isMissing && story?.lines.length === 0;
  return (
    <Screen
      title={name === '' ? w.title : w.of(name)}
      back={back}
      isDetail
      isTitleHidden
      class="history-page"
    >
      {!isUnknown && (
        <div class="history-head">
          <div>
            <p class="quiet small">{w.title}</p>
            <h2>
              <a href={back}>{name}</a>
            </h2>
          </div>
          <IconButton
            icon="filter"
            label={chosen === 0 ? w.filters.open : w.filters.openCount(chosen)}
            pressed={chosen > 0}
            onClick={() => setOpen('filter')}
          >
            <Badge count={chosen} label="" />
          </IconButton>
          <IconButton icon="download" label={w.export.open} onClick={() => setOpen('export')} />
        </div>
      )}
      <HistoryFilterChips filters={filters} onChoose={setFilters} view={view} />
      {history === undefined && <Skeleton rows={8} />}
      {isUnknown && <EmptyState icon="search" title={w.missing} />}
      {history !== undefined && !isUnknown && (
        <>
          {history.fitting.length === 0 && !history.isSearching && (
            <Nothing
              isFiltered={chosen > 0}
              hasOlder={history.older !== 'none'}
              onClear={() => setFilters(noHistoryFilters)}
            />
          )}
          <HistoryList history={history} view={view} />
        </>
      )}
      {open === 'filter' && (
        <HistoryFilterSheet
          filters={filters}
          onChoose={setFilters}
          view={view}
          count={history?.fitting.length ?? 0}
          isMore={history === undefined || history.hasMore || history.isSearching}
          onClose={close}
        />
      )}
      {open === 'export' && (
        <ExportSheet scope={scope} name={name} filters={filters} onClose={close} />
      )}
    </Screen>
  );
}

interface NothingProps {
  readonly isFiltered: boolean;
  readonly hasOlder: boolean;
  readonly onClear: () => void;
}

function Nothing({ isFiltered, hasOlder, onClear }: NothingProps) {
  const w = screenWords.value.history;
  if (!isFiltered) {
    return hasOlder ? null : (
      <EmptyState icon="history" title={w.none}>
        {w.noneMore}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="filter"
      title={w.noneFits}
      action={<Button onClick={onClear}>{w.filters.clear}</Button>}
    >
      {hasOlder ? w.noneFitsHere : undefined}
    </EmptyState>
  );
}
