/** The safety data sheet in the form: which file it is, and ways to choose another or none. */
import { ChooseSheet } from '../../parts/choose-sheet.tsx';
import { Button } from '../../parts/button.tsx';
import { formatBytes } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import type { ItemDraft } from './item-draft.ts';

export interface SheetFieldProps {
  readonly draft: ItemDraft;
  readonly onChange: (change: Partial<ItemDraft>) => void;
}

export function SheetField({ draft: { sdsFile }, onChange }: SheetFieldProps) {
  const w = screenWords.value.hazards;
  return (
    <fieldset class="field sheet-field">
      <legend>{w.sdsFile}</legend>
      {sdsFile !== null && (
        <p>
          <span class="file-name">{sdsFile.name}</span>{' '}
          <span class="quiet small">{formatBytes(sdsFile.bytes)}</span>
        </p>
      )}
      <div class="toolbar">
        <ChooseSheet
          text={sdsFile === null ? w.sheet.choose : w.sheet.replace}
          onSheet={(sheet) => onChange({ sheet, sdsFile: sheet.file })}
        />
        {sdsFile !== null && (
          <Button kind="bare" icon="bin" onClick={() => onChange({ sheet: null, sdsFile: null })}>
            {w.sheet.remove}
          </Button>
        )}
      </div>
      <span class="hint">{w.sdsFileHint}</span>
    </fieldset>
  );
}
