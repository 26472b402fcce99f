/** The columns of the table of items: what each shows, and by what it is sorted. */
import type { ComponentChildren } from 'preact';
import type { ItemId } from '../../../../shared/ids.ts';
import { paths } from '../../../state/route.ts';
import type { ListedItem } from '../../../state/listed-item.ts';
import { fold, toSortKey } from '../../../state/fold.ts';
import { coverOf, worthIn, type TableFacts } from '../../../state/table-facts.ts';
import type { App } from '../../app-context.ts';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { coverWords, formatMean } from '../../words/cover-words.ts';
import { formatQuantity, formatTime, formatUnit } from '../../words/format.ts';
import { formatMoney } from '../../words/money-words.ts';
import { pathWords, placeName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';

export const columnNames = [
  'name',
  'sku',
  'category',
  'home',
  'places',
  'quantity',
  'unit',
  'minimum',
  'perWeek',
  'cover',
  'counted',
  'worth',
] as const;
export type ColumnName = (typeof columnNames)[number];

export const usualColumns: readonly ColumnName[] = [
  'name',
  'sku',
  'category',
  'places',
  'quantity',
  'unit',
  'minimum',
];

/** Those that need more rows than the list has. */
export const factColumns: readonly ColumnName[] = ['perWeek', 'cover', 'counted', 'worth'];
export const numberColumns: readonly ColumnName[] = [
  'quantity',
  'minimum',
  'perWeek',
  'cover',
  'worth',
];

/** How wide, in rem; the name takes what is left. */
export const columnRem: { readonly [Name in ColumnName]: number } = {
  name: 14,
  sku: 8,
  category: 10,
  home: 10,
  places: 11,
  quantity: 11,
  unit: 5,
  minimum: 7,
  perWeek: 7.5,
  cover: 8,
  counted: 9,
  worth: 8,
};

export interface TableSources {
  readonly app: App;
  /** Undefined while they are being read. */
  readonly facts: TableFacts | undefined;
}

type SortValue = string | number | null;

/** Null comes last, whichever way. */
export function sortValue(
  column: ColumnName,
  item: ListedItem,
  { app, facts }: TableSources,
): SortValue {
  const fact = facts?.get(item.id);
  switch (column) {
    case 'name':
      return item.sortKey;
    case 'sku':
      return textKey(item.sku);
    case 'category':
      return textKey(categoryWords(app, item));
    case 'home':
      return item.homeLocationId === null ? null : textKey(homeWords(app, item));
    case 'places':
      return textKey(placesWords(app, item));
    case 'quantity':
      return item.quantity;
    case 'unit':
      return textKey(item.unit);
    case 'minimum':
      return item.minimum;
    case 'perWeek':
      return fact?.rate?.perWeek ?? null;
    case 'cover':
      return coverOf(item, fact);
    case 'counted':
      return fact?.countedAt ?? null;
    case 'worth':
      return worthIn(item, fact)?.amount ?? null;
  }
}

function textKey(text: string): string | null {
  return text === '' ? null : toSortKey(fold(text));
}

export function cellOf(
  column: ColumnName,
  item: ListedItem,
  { app, facts }: TableSources,
): ComponentChildren {
  const fact = facts?.get(item.id);
  const w = screenWords.value.bulk.table;
  switch (column) {
    case 'name':
      return <NameCell item={item} app={app} />;
    case 'sku':
      return item.sku;
    case 'category':
      return categoryWords(app, item);
    case 'home':
      return homeWords(app, item);
    case 'places':
      return placesWords(app, item);
    case 'quantity':
      return (
        <>
          {item.active && item.state !== 'fine' && <StateMark state={item.state} />}{' '}
          <strong>{formatQuantity(item.quantity)}</strong>
        </>
      );
    case 'unit':
      return formatUnit(item.quantity, item.unit);
    case 'minimum':
      return item.minimum === 0 ? '' : formatQuantity(item.minimum);
    case 'perWeek': {
      const rate = fact?.rate ?? null;
      return rate === null ? '' : formatMean(rate.perWeek);
    }
    case 'cover': {
      const days = coverOf(item, fact);
      return days === null ? '' : coverWords(days);
    }
    case 'counted': {
      if (fact === undefined) return '';
      return fact.countedAt === null ? w.never : formatTime(fact.countedAt);
    }
    case 'worth': {
      const worth = worthIn(item, fact);
      return worth === null ? '' : formatMoney(worth);
    }
  }
}

function NameCell({ item, app }: { item: ListedItem; app: App }) {
  return (
    <>
      <a href={paths.item(item.id)}>{item.name}</a>
      {app.waiting.value.itemIds.has(item.id satisfies ItemId) && <PendingMark />}
      {!item.active && <span class="state inactive">{words.value.places.inactive}</span>}
    </>
  );
}

function categoryWords({ categories }: App, { categoryId }: ListedItem): string {
  const node = categories.value.node(categoryId);
  return node === undefined ? '' : pathWords(node);
}

function homeWords({ locations }: App, { homeLocationId }: ListedItem): string {
  return homeLocationId === null ? '' : placeName(locations.value, homeLocationId);
}

function placesWords({ locations }: App, { locationIds }: ListedItem): string {
  return locationIds.map((id) => placeName(locations.value, id)).join(', ');
}
