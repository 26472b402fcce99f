/** Who sells it: one that is known, or a new one by its name, which is made with the rest. */
import { supplierKinds, type SupplierKind } from '../../../../shared/suppliers.ts';
import { findSupplierTwin, type ListedSupplier } from '../../../state/suppliers.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Section } from '../../parts/section.tsx';
import { Select } from '../../parts/select.tsx';
import { screenWords } from '../../words/screen-words.ts';

/** The `id` that stands for one that is yet to be made; "" for none chosen. */
export const newSeller = 'new';

export interface Seller {
  readonly id: string;
  readonly name: string;
  readonly kind: SupplierKind;
}

export interface SellerChoiceProps {
  readonly seller: Seller;
  readonly suppliers: readonly ListedSupplier[];
  readonly trouble: string | undefined;
  readonly onChange: (seller: Seller) => void;
}

export function SellerChoice({ seller, suppliers, trouble, onChange }: SellerChoiceProps) {
  const { item: w, form, kinds, kindHints } = screenWords.value.suppliers;
  const isNew = seller.id === newSeller;
  const twin = isNew ? findSupplierTwin(suppliers, seller.name, null) : undefined;
  const used = suppliers.filter(({ supplier }) => supplier.active || supplier.id === seller.id);
  return (
    <Section title={w.supplier}>
      {suppliers.length > 0 && (
        <Select
          label={w.supplier}
          value={seller.id}
          trouble={isNew ? undefined : trouble}
          options={[
            { value: '', text: w.noSupplier },
            { value: newSeller, text: w.newSupplier },
            ...used.map(({ supplier }) => ({ value: supplier.id, text: supplier.name })),
          ]}
          onChange={(id) => onChange({ ...seller, id })}
        />
      )}
      {isNew && (
        <>
          <Field
            label={w.supplierName}
            value={seller.name}
            hint={twin && form.twin(twin.name)}
            trouble={trouble}
            required
            onInput={(name) => onChange({ ...seller, name })}
          />
          <div class="field">
            <Choice
              label={form.kind}
              chosen={seller.kind}
              options={supplierKinds.map((value) => ({ value, text: kinds[value] }))}
              onChoose={(kind) => onChange({ ...seller, kind })}
            />
            <span class="hint">{kindHints[seller.kind]}</span>
          </div>
        </>
      )}
    </Section>
  );
}
