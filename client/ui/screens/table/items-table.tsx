/**
 * The items as a table, for wide screens: columns to choose, each to sort by, a box before each row. Only the rows in
 * sight are in the page; all are of one height, and two empty rows stand for those above and below.
 */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { chosenColumns, rememberColumns } from '../../../device/items-view.ts';
import type { ListedItem } from '../../../state/listed-item.ts';
import { makeTableFactsReader } from '../../../state/table-facts.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { IconButton } from '../../parts/icon-button.tsx';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { useSelectionKeys } from '../bulk/use-selection-keys.ts';
import { ColumnSheet } from './column-sheet.tsx';
import {
  cellOf,
  columnNames,
  columnRem,
  factColumns,
  numberColumns,
  usualColumns,
  type ColumnName,
  type TableSources,
} from './columns.tsx';
import { sortItems, type Sorting } from './sort-items.ts';
import { useWindow } from './use-window.ts';
import '../../styles/items-table.css';

export function ItemsTable({ rows }: { rows: readonly ListedItem[] }) {
  const app = useApp();
  const [columns, setColumns] = useState(readColumns);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const mayWorth = isStaff(app.session.value);
  const shown = columns.filter((name) => name !== 'worth' || mayWorth);
  const facts = useFacts(shown.some((name) => factColumns.includes(name)));
  const sources = { app, facts };
  const sorted = useMemo(
    () => (sorting === null ? rows : sortItems(rows, sorting, sources)),
    [rows, sorting, facts, app.locations.value, app.categories.value],
  );
  const { browse } = app;
  const selectAll = (): void => {
    const selection = browse.selection.peek();
    if (selection === null) void browse.select(sorted.map(({ id }) => id));
    else selection.addAll(sorted);
  };
  useSelectionKeys({ onAll: selectAll });
  return (
    <>
      <TableOf
        rows={sorted}
        columns={shown}
        sorting={sorting}
        sources={sources}
        onSort={(column) => setSorting((before) => nextSorting(before, column))}
        onChoose={() => setChoosing(true)}
      />
      {isChoosing && (
        <ColumnSheet
          columns={columns}
          offered={columnNames.filter((name) => name !== 'worth' || mayWorth)}
          onChange={(chosen) => {
            rememberColumns(chosen);
            setColumns(chosen);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

function readColumns(): readonly ColumnName[] {
  const chosen = chosenColumns();
  if (chosen === null) return usualColumns;
  return columnNames.filter((name) => name === 'name' || chosen.includes(name));
}

/** Up, down, and back to the order of the list. */
function nextSorting(before: Sorting | null, column: ColumnName): Sorting | null {
  if (before?.column !== column) return { column, isDown: false };
  return before.isDown ? null : { column, isDown: true };
}

function useFacts(isWanted: boolean) {
  const { moment } = useApp();
  const read = useMemo(() => makeTableFactsReader(moment), [moment]);
  return useLive(async (db) => (isWanted ? await read(db) : undefined), [isWanted]);
}

interface TableOfProps {
  readonly rows: readonly ListedItem[];
  readonly columns: readonly ColumnName[];
  readonly sorting: Sorting | null;
  readonly sources: TableSources;
  readonly onSort: (column: ColumnName) => void;
  readonly onChoose: () => void;
}

function TableOf({ rows, columns, sorting, sources, onSort, onChoose }: TableOfProps) {
  const w = screenWords.value.bulk.table;
  const { scroller, first, end, rowPx, onScroll } = useWindow(rows.length);
  const width = columns.reduce((sum, name) => sum + columnRem[name], 6);
  return (
    <div
      ref={scroller}
      class="scroll items-table"
      role="group"
      aria-label={w.label}
      onScroll={onScroll}
      onKeyDown={walk}
    >
      <table aria-rowcount={rows.length + 1} style={{ minWidth: `${width}rem` }}>
        <colgroup>
          <col style={{ width: '3rem' }} />
          {columns.map((name) => (
            <col key={name} style={name === 'name' ? {} : { width: `${columnRem[name]}rem` }} />
          ))}
          <col style={{ width: '3rem' }} />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" class="box">
              <AllBox rows={rows} />
            </th>
            {columns.map((name) => (
              <Head key={name} name={name} sorting={sorting} onSort={() => onSort(name)} />
            ))}
            <td class="box">
              <IconButton icon="settings" label={w.columns} onClick={onChoose} />
            </td>
          </tr>
        </thead>
        <tbody>
          <tr aria-hidden="true" style={{ height: `${first * rowPx}px` }} />
          {rows.slice(first, end).map((item, place) => (
            <Row
              key={item.id}
              index={first + place}
              rows={rows}
              item={item}
              columns={columns}
              sources={sources}
            />
          ))}
          <tr aria-hidden="true" style={{ height: `${(rows.length - end) * rowPx}px` }} />
        </tbody>
      </table>
    </div>
  );
}

/** Arrow keys go from row to row, from box to box or from name to name. */
function walk(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const { target } = event;
  if (step === 0 || !(target instanceof HTMLElement)) return;
  const from = target.closest<HTMLElement>('[data-index]');
  const to = from?.parentElement?.querySelector(
    `[data-index="${Number(from.dataset['index']) + step}"] ${target.matches('a') ? 'a' : 'input'}`,
  );
  if (!(to instanceof HTMLElement)) return;
  event.preventDefault();
  to.focus();
}

interface RowProps {
  readonly index: number;
  readonly rows: readonly ListedItem[];
  readonly item: ListedItem;
  readonly columns: readonly ColumnName[];
  readonly sources: TableSources;
}

function Row({ index, rows, item, columns, sources }: RowProps) {
  const { browse } = useApp();
  const selection = browse.selection.value;
  const isChosen = selection?.has(item.id) ?? false;
  return (
    <tr aria-rowindex={index + 2} data-index={index} class={isChosen ? 'chosen' : undefined}>
      <td class="box">
        <Box
          label={screenWords.value.bulk.table.choose(item.name)}
          isChosen={isChosen}
          onPick={(event) => {
            if (selection === null) void browse.select([item.id]);
            else selection.pick(item.id, event, rows);
          }}
        />
      </td>
      {columns.map((name) => (
        <td key={name} class={classOf(name)}>
          {cellOf(name, item, sources)}
        </td>
      ))}
      <td />
    </tr>
  );
}

function AllBox({ rows }: Pick<RowProps, 'rows'>) {
  const { browse } = useApp();
  const selection = browse.selection.value;
  const inSight = selection?.countIn(rows) ?? 0;
  return (
    <Box
      label={screenWords.value.bulk.table.chooseAll}
      isChosen={rows.length > 0 && inSight === rows.length}
      isPartly={inSight > 0 && inSight < rows.length}
      onPick={() => {
        if (selection === null) void browse.select(rows.map(({ id }) => id));
        else if (inSight === rows.length) browse.selection.value = null;
        else selection.addAll(rows);
      }}
    />
  );
}

function classOf(name: ColumnName): string {
  return numberColumns.includes(name) ? `${name} number` : name;
}

interface BoxProps {
  readonly label: string;
  readonly isChosen: boolean;
  readonly isPartly?: boolean;
  readonly onPick: (event: { readonly shiftKey: boolean }) => void;
}

function Box({ label, isChosen, isPartly = false, onPick }: BoxProps) {
  const ref = useRef<HTMLInputElement>(null);
  // What is ticked is what is selected, not what the browser has made of the click.
  useLayoutEffect(() => {
    if (ref.current === null) return;
    ref.current.checked = isChosen;
    ref.current.indeterminate = isPartly;
  });
  return (
    <label>
      <input
        ref={ref}
        type="checkbox"
        aria-label={label}
        checked={isChosen}
        onClick={(event) => onPick({ shiftKey: event.shiftKey })}
      />
    </label>
  );
}

interface HeadProps {
  readonly name: ColumnName;
  readonly sorting: Sorting | null;
  readonly onSort: () => void;
}

function Head({ name, sorting, onSort }: HeadProps) {
  const w = screenWords.value.bulk.table;
  const isSorted = sorting?.column === name;
  return (
    <th
      scope="col"
      class={classOf(name)}
      aria-sort={isSorted ? (sorting.isDown ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" title={w.sortBy(w.names[name])} onClick={onSort}>
        {w.names[name]}
        {isSorted && <span aria-hidden="true">{sorting.isDown ? '↓' : '↑'}</span>}
      </button>
    </th>
  );
}
