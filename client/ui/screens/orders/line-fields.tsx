/** The entries of an order line. */
import { currencyChoices } from '../../../state/likely-currency.ts';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { screenWords } from '../../words/screen-words.ts';
import type { LineDraft } from './use-line-draft.ts';

export function LineFields({ draft, wasTried }: { draft: LineDraft; wasTried: boolean }) {
  const w = screenWords.value.orders.line;
  const shown = (trouble: string | undefined) => (wasTried ? trouble : undefined);
  return (
    <>
      <Stepper
        label={w.packs}
        value={draft.packsText}
        least={1000}
        onInput={draft.setPacks}
        hint={draft.sum}
        trouble={shown(draft.troubles.packs)}
      />
      <Field
        label={w.packQuantity}
        keyboard="decimal"
        value={draft.contentText}
        onInput={draft.setContent}
        trouble={shown(draft.troubles.content)}
      />
      <div class="pair uneven">
        <Field
          label={w.price}
          hint={w.priceHint}
          keyboard="decimal"
          value={draft.priceText}
          onInput={draft.setPrice}
          trouble={shown(draft.troubles.price)}
        />
        <Select
          label={w.currency}
          value={draft.currency}
          options={currencyChoices(draft.currency).map((value) => ({ value, text: value }))}
          onChange={draft.setCurrency}
        />
      </div>
      <Field label={w.note} value={draft.note} onInput={draft.setNote} />
    </>
  );
}
