/** Which columns the table of items has. Each choice is in force at once, and remembered on this device. */
import { Dialog } from '../../parts/dialog.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { columnNames, type ColumnName } from './columns.tsx';

interface ColumnSheetProps {
  readonly columns: readonly ColumnName[];
  readonly offered: readonly ColumnName[];
  readonly onChange: (columns: readonly ColumnName[]) => void;
  readonly onClose: () => void;
}

export function ColumnSheet({ columns, offered, onChange, onClose }: ColumnSheetProps) {
  const w = screenWords.value.bulk.table;
  return (
    <Dialog title={w.columns} onClose={onClose}>
      <p class="quiet small">{w.columnsHint}</p>
      <div role="group" aria-label={w.columns}>
        {offered.map((name) => (
          <label key={name} class="check">
            <input
              type="checkbox"
              checked={columns.includes(name)}
              disabled={name === 'name'}
              onChange={(event) => {
                const isOn = event.currentTarget.checked;
                onChange(
                  columnNames.filter((each) => (each === name ? isOn : columns.includes(each))),
                );
              }}
            />
            {w.names[name]}
          </label>
        ))}
      </div>
    </Dialog>
  );
}
