/**
 * The safety data sheet of an item on its page, with ways to add, replace and remove its file. Where nothing warns of
 * the item it is opened from here; else the hazard card above has it.
 */
import type { Hazards, Item, SheetFile } from '../../../../shared/entities.ts';
import { isDangerous, withSheet } from '../../../../shared/hazards.ts';
import type { PreparedSheet } from '../../../device/prepare-sheet.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { ChooseSheet } from '../../parts/choose-sheet.tsx';
import { Section } from '../../parts/section.tsx';
import { SheetLinks } from '../../parts/sheet-link.tsx';
import { showToast } from '../../parts/toast.tsx';
import { storeSheet } from '../../store-sheet.ts';
import { useActions } from '../../use-actions.ts';
import { failureWords } from '../../words/failure-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export function ItemSheet({ item }: { item: Item }) {
  const { may } = useApp();
  const { hazards } = item;
  if (hazards === null) return null;
  const isOpenedAbove = isDangerous(hazards);
  const mayChange = may('item.patch');
  if (isOpenedAbove && !mayChange) return null;
  return (
    <Section title={screenWords.value.hazards.sds}>
      {!isOpenedAbove && <SheetLinks hazards={hazards} />}
      {mayChange && <SheetTools item={item} hazards={hazards} />}
    </Section>
  );
}

function SheetTools({ item, hazards }: { item: Item; hazards: Hazards }) {
  const app = useApp();
  const doer = useActions();
  const { actions, perform } = doer;
  const w = screenWords.value.hazards.sheet;
  const file = hazards.sdsFile ?? null;
  const name = (sdsFile: SheetFile | null, said: string): void => {
    void perform(actions.editItem(item, { hazards: withSheet(hazards, sdsFile) }), said);
  };
  const add = async (sheet: PreparedSheet): Promise<void> => {
    const stored = await storeSheet(doer, sheet);
    if (stored.ok) name(sheet.file, w.added);
    else showToast({ text: failureWords(stored.failure) });
  };
  return (
    <div class="toolbar">
      <ChooseSheet
        text={file === null ? w.choose : w.replace}
        onSheet={(sheet) => void add(sheet).catch(app.onTrouble)}
      />
      {file !== null && (
        <Button kind="bare" icon="bin" onClick={() => name(null, w.removed)}>
          {w.remove}
        </Button>
      )}
    </div>
  );
}
