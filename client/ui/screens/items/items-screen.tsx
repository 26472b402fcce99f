/**
 * The rack: search on top, every item below it. What is typed narrows the list with the same keystroke; the list stays
 * where it was while one looks at an item.
 */
import { useLocation } from 'preact-iso/router';
import { useRef, useState } from 'preact/hooks';
import type { ItemId } from '../../../../shared/ids.ts';
import type { ListedItem } from '../../../state/listed-item.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Screen } from '../../parts/screen.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { FilterSheet, ItemsTable, SelectionBar } from '../../screens.ts';
import { useLongPress } from '../../use-long-press.ts';
import { words } from '../../words/words.ts';
import { FilterChips, filterCount } from './filter-chips.tsx';
import { ItemRow, type RowPick } from './item-row.tsx';
import { NoItems } from './no-items.tsx';

export interface ItemsScreenProps {
  readonly openId: ItemId | undefined;
  /** An item lies over it on a phone. */
  readonly isBehind: boolean;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
}

export function ItemsScreen({ openId, isBehind, isTable, onTable }: ItemsScreenProps) {
  const { browse, items } = useApp();
  const [isFilterOpen, setFilterOpen] = useState(false);
  const w = words.value.items;
  const { results, similar } = browse;
  const shown = results.value?.length === 0 ? similar.value : results.value;
  const selection = browse.selection.value;
  const head = (
    <ItemsHead
      shown={shown}
      isTable={isTable}
      onTable={onTable}
      onFilter={() => setFilterOpen(true)}
    />
  );
  return (
    <Screen
      title={w.title}
      isBehind={isBehind}
      head={items.value?.length === 0 ? undefined : head}
      tools={
        <span class="wide-only">
          <Button icon="plus" href={paths.newItem}>
            {w.add}
          </Button>
        </span>
      }
      bare
    >
      {shown === undefined && <Skeleton rows={8} />}
      {shown?.length === 0 && <NoItems />}
      {shown !== undefined &&
        shown.length > 0 &&
        (isTable && !isBehind ? (
          <ItemsTable rows={shown} />
        ) : (
          <ItemsList shown={shown} openId={openId} />
        ))}
      {selection !== null && <SelectionBar selection={selection} shown={shown ?? []} />}
      {!isBehind && items.value !== undefined && selection === null && (
        <a class="add" href={paths.newItem} aria-label={w.add} title={w.add}>
          <Icon name="plus" />
        </a>
      )}
      {isFilterOpen && <FilterSheet onClose={() => setFilterOpen(false)} />}
    </Screen>
  );
}

interface ItemsHeadProps {
  readonly shown: readonly ListedItem[] | undefined;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
  readonly onFilter: () => void;
}

function ItemsHead({ shown, isTable, onTable, onFilter }: ItemsHeadProps) {
  const { browse } = useApp();
  const { route } = useLocation();
  const pane = useRef<HTMLDivElement>(null);
  const w = words.value.items;
  const { query, filters, results, selection } = browse;
  const chosen = filterCount(filters.value);
  const isSimilar = results.value?.length === 0 && (shown ?? []).length > 0;
  useLongPress(pane, (index) => {
    const item = shown?.[index];
    if (item !== undefined && selection.peek() === null) void browse.select([item.id]);
  });
  return (
    <div class="items-head">
      <div class="search-row" ref={pane}>
        <SearchField
          label={w.search}
          value={query.value}
          onInput={(text) => {
            query.value = text;
          }}
          onDown={() => focusFirstRow(pane.current)}
          onEnter={() => {
            const [first] = shown ?? [];
            if (first !== undefined && query.value !== '') route(paths.item(first.id));
          }}
        />
        <IconButton icon="filter" label={w.filter} pressed={chosen > 0} onClick={onFilter}>
          <Badge count={chosen} label={w.filterCount(chosen)} />
        </IconButton>
        <IconButton
          icon="select"
          label={w.select}
          pressed={selection.value !== null}
          onClick={() => {
            if (selection.peek() === null) void browse.select([]);
            else selection.value = null;
          }}
        />
        <IconButton
          class="wide-only"
          icon="table"
          label={w.asTable}
          pressed={isTable}
          onClick={() => onTable(!isTable)}
        />
      </div>
      <FilterChips />
      <div class="count-line" role="status">
        <span>{countLine(results.value?.length, query.value !== '' || chosen > 0)}</span>
        {isSimilar && <span>{w.similar}</span>}
      </div>
    </div>
  );
}

interface ItemsListProps {
  readonly shown: readonly ListedItem[];
  readonly openId: ItemId | undefined;
}

function ItemsList({ shown, openId }: ItemsListProps) {
  const { query, filters, selection } = useApp().browse;
  const chosen = selection.value;
  const pickOf = ({ id }: ListedItem): RowPick | undefined =>
    chosen === null
      ? undefined
      : {
          isChosen: () => chosen.has(id),
          onPick: (event) => chosen.pick(id, event, shown),
        };
  return (
    <VirtualList
      class="items-list"
      label={words.value.items.list}
      listKey={`${query.value} ${JSON.stringify(filters.value)}`}
      rows={shown}
      keyOf={(item) => item.id}
      renderRow={(item) => <ItemRow item={item} isOpen={item.id === openId} pick={pickOf(item)} />}
    />
  );
}

function countLine(found: number | undefined, isNarrowed: boolean): string {
  const w = words.value.items;
  if (found === undefined) return '';
  return isNarrowed ? w.found(found) : w.count(found);
}

function focusFirstRow(from: Element | null): void {
  from?.closest('.pane')?.querySelector<HTMLElement>('.virtual .row')?.focus();
}
