/** The list in view to take along: as text for a message, as CSV for a spreadsheet. */
import { copyText, saveAsFile } from '../../../device/share.ts';
import { toDay } from '../../../state/to-day.ts';
import { toCsv } from '../../../state/to-csv.ts';
import { useApp } from '../../app-context.ts';
import { Menu } from '../../parts/menu.tsx';
import { showToast } from '../../parts/toast.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { rowsOf, textOf } from './low-words.ts';
import type { LowPart, LowView } from './low-screen.tsx';

export function LowCopy({ part, view }: { part: LowPart; view: LowView }) {
  const { moment, locations, categories } = useApp();
  const w = screenWords.value.low.copy;
  const trees = { locations: locations.value, categories: categories.value };
  const day = toDay(moment().nowMs);
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(textOf(part, view, { ...trees, day }));
    showToast({ text: isCopied ? words.value.parts.copied : words.value.parts.notCopied });
  };
  return (
    <Menu
      label={words.value.parts.more}
      entries={[
        { icon: 'copy', text: w.text, onChoose: () => void copy() },
        {
          icon: 'download',
          text: w.csv,
          onChoose: () =>
            saveAsFile(w.file(w.files[part], day), toCsv(rowsOf(part, view, trees)), 'text/csv'),
        },
      ]}
    />
  );
}
