/** The rows of the table in the order of one column; among equals the order of the list stays. */
import type { ListedItem } from '../../../state/listed-item.ts';
import { sortValue, type ColumnName, type TableSources } from './columns.tsx';

export interface Sorting {
  readonly column: ColumnName;
  readonly isDown: boolean;
}

export function sortItems(
  rows: readonly ListedItem[],
  { column, isDown }: Sorting,
  sources: TableSources,
): readonly ListedItem[] {
  const keyed = rows.map((row) => ({ row, key: sortValue(column, row, sources) }));
  const turn = isDown ? -1 : 1;
  return keyed
    .toSorted(({ key: one }, { key: other }) => {
      if (one === other) return 0;
      // What is not known comes last, whichever way one looks.
      if (one === null) return 1;
      if (other === null) return -1;
      return one < other ? -turn : turn;
    })
    .map(({ row }) => row);
}
