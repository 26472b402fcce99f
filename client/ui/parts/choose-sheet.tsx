/** A way to a PDF on this phone, and a sentence where what was chosen is none. */
import { useState } from 'preact/hooks';
import type { PreparedSheet, SheetProblem } from '../../device/prepare-sheet.ts';
import { useApp } from '../app-context.ts';
import { screenWords } from '../words/screen-words.ts';
import { Icon } from './icons.tsx';
import { Trouble } from './trouble.tsx';

export interface ChooseSheetProps {
  readonly text: string;
  readonly onSheet: (sheet: PreparedSheet) => void;
}

export function ChooseSheet({ text, onSheet }: ChooseSheetProps) {
  const { onTrouble } = useApp();
  const [trouble, setTrouble] = useState<string>();
  const take = async (file: File): Promise<void> => {
    setTrouble(undefined);
    const { prepareSheet } = await import('../../device/prepare-sheet.ts');
    const prepared = await prepareSheet(file);
    if (prepared.ok) onSheet(prepared.value);
    else setTrouble(problemWords(prepared.failure, file.name));
  };
  return (
    <>
      <label class="button plain choose-file">
        <Icon name="file" />
        <span>{text}</span>
        <input
          type="file"
          accept="application/pdf,.pdf"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // The same file may be chosen once more.
            event.currentTarget.value = '';
            if (file !== undefined) take(file).catch(onTrouble);
          }}
        />
      </label>
      <Trouble text={trouble} />
    </>
  );
}

function problemWords({ kind }: SheetProblem, fileName: string): string {
  const w = screenWords.value.hazards.sheet.wrong;
  return w[kind](fileName === '' ? w.unnamed : fileName);
}
