/** A plain table in a frame that scrolls sideways when it must, and can then be reached by the keyboard. */
import type { ComponentChildren } from 'preact';

export interface TableProps {
  readonly caption: string;
  readonly columns: readonly { readonly text: string; readonly number?: boolean }[];
  /** One cell per column. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ComponentChildren[] }[];
}

export function Table({ caption, columns, rows }: TableProps) {
  return (
    // What scrolls must be reachable without a pointer (WCAG 2.1.1), hence the tab stop. Not a landmark: its section is one.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="table-wrap" role="group" aria-label={caption} tabIndex={0}>
      <table class="table">
        <caption class="for-readers">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.text} scope="col" class={column.number ? 'number' : undefined}>
                {column.text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, index) => (
                <td
                  key={columns[index]?.text}
                  class={columns[index]?.number ? 'number' : undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
