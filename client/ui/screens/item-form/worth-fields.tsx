/** What one unit is worth. For those who may see prices; the currency is the one that was chosen last. */
import { currencyChoices } from '../../../state/likely-currency.ts';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { screenWords } from '../../words/screen-words.ts';
import type { ItemDraft, Troubles } from './item-draft.ts';

export interface WorthFieldsProps {
  readonly draft: ItemDraft;
  readonly troubles: Troubles;
  readonly onChange: (change: Partial<ItemDraft>) => void;
}

export function WorthFields({ draft, troubles, onChange }: WorthFieldsProps) {
  const w = screenWords.value.low.worth;
  return (
    <div class="pair uneven">
      <Field
        label={w.entry}
        hint={w.entryHint}
        keyboard="decimal"
        value={draft.unitCost}
        trouble={troubles.get('unitCost')}
        onInput={(unitCost) => onChange({ unitCost })}
      />
      <Select
        label={w.currency}
        value={draft.currency}
        options={currencyChoices(draft.currency).map((value) => ({ value, text: value }))}
        onChange={(currency) => onChange({ currency })}
      />
    </div>
  );
}
