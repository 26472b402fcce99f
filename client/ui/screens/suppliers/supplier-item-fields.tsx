/** The entries of a supplier item: the article, its pack and price with the arithmetic, how it is delivered. */
import type { ComponentChildren } from 'preact';
import { looksMistyped } from '../../../../shared/codes.ts';
import type { Code, Item, LeadTime } from '../../../../shared/entities.ts';
import { currencyChoices } from '../../../state/likely-currency.ts';
import { findCodeTwin } from '../../../state/twins.ts';
import { useApp } from '../../app-context.ts';
import { Field } from '../../parts/field.tsx';
import { Section } from '../../parts/section.tsx';
import { Select } from '../../parts/select.tsx';
import { Setting } from '../../parts/setting.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { Switch } from '../../parts/switch.tsx';
import { formatAmount, formatUnit } from '../../words/format.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { daysWords } from '../../words/supplier-words.ts';
import { PriceArithmetic } from './price-arithmetic.tsx';
import { priceTexts, type SupplierItemDraft, type Troubles } from './supplier-item-draft.ts';

export interface SupplierItemFieldsProps {
  readonly draft: SupplierItemDraft;
  readonly troubles: Troubles;
  readonly item: Item;
  readonly learned: LeadTime | undefined;
  readonly packCodes: readonly Code[];
  readonly onChange: (change: Partial<SupplierItemDraft>) => void;
  /** Below the article: that it is there already. */
  readonly children?: ComponentChildren;
}

const oneUnit = 1000;

export function SupplierItemFields(props: SupplierItemFieldsProps) {
  const { draft, onChange } = props;
  const w = screenWords.value.suppliers.item;
  return (
    <>
      <Section title={w.article}>
        <div class="pair">
          <Text {...props} field="sku" hint={w.skuHint} />
          <Text {...props} field="link" hint={w.linkHint} keyboard="url" />
        </div>
        <Text {...props} field="description" />
        {props.children}
      </Section>
      <PackFields {...props} />
      <DeliveryFields {...props} />
      <Text {...props} field="notes" lines="many" />
      <Setting title={w.preferred} hint={w.preferredHint}>
        <Switch
          label={w.preferred}
          on={draft.preferred}
          onChange={(preferred) => onChange({ preferred })}
        />
      </Setting>
      <Setting title={w.active} hint={w.activeHint}>
        <Switch label={w.active} on={draft.active} onChange={(active) => onChange({ active })} />
      </Setting>
    </>
  );
}

function PackFields(props: SupplierItemFieldsProps) {
  const { draft, troubles, item, packCodes, onChange } = props;
  const { items } = useApp();
  const w = screenWords.value.suppliers.item;
  const texts = priceTexts(draft);
  const each = formatUnit(oneUnit, item.unit);
  const pack = readQuantity(draft.packQuantity, 1);
  const known = packCodes.map(({ value }) => value);
  const codeTwin = findCodeTwin(items.value ?? [], draft.packCode, item.id);
  const codeHints = [
    pack.ok ? w.packCodeHint(formatAmount(pack.value, item.unit)) : '',
    known.length > 0 ? w.packCodesKnown(known.join(', ')) : '',
  ];
  const codeHint = looksMistyped(draft.packCode)
    ? screenWords.value.codes.mistyped
    : codeTwin
      ? w.packCodeTaken(codeTwin.name)
      : codeHints.filter(Boolean).join(' ');
  const price = (pricedBy: 'pack' | 'unit') => ({
    keyboard: 'decimal' as const,
    value: texts[pricedBy],
    hint: draft.pricedBy !== pricedBy && texts[pricedBy] !== '' ? w.derived : undefined,
    trouble: draft.pricedBy === pricedBy ? troubles.get('price') : undefined,
    onInput: (typed: string) => onChange({ pricedBy, price: typed }),
  });
  return (
    <Section title={w.packAndPrice}>
      <div class="pair">
        <Stepper
          label={w.packQuantity(formatUnit(2 * oneUnit, item.unit))}
          hint={w.packQuantityHint}
          value={draft.packQuantity}
          least={1}
          trouble={troubles.get('packQuantity')}
          onInput={(packQuantity) => onChange({ packQuantity })}
        />
        <Select
          label={w.currency}
          value={draft.currency}
          options={currencyChoices(draft.currency).map((value) => ({ value, text: value }))}
          onChange={(currency) => onChange({ currency })}
        />
      </div>
      <div class="pair">
        <Field label={w.packPrice} {...price('pack')} />
        <Field label={w.unitPrice(each)} {...price('unit')} />
      </div>
      <PriceArithmetic draft={draft} unit={item.unit} />
      <div class="pair">
        <Stepper
          label={w.minimumPacks}
          value={draft.minimumPacks}
          least={oneUnit}
          trouble={troubles.get('minimumPacks')}
          onInput={(minimumPacks) => onChange({ minimumPacks })}
        />
        <Field
          label={w.packCode}
          value={draft.packCode}
          hint={codeHint}
          takesCodes
          trouble={troubles.get('packCode')}
          onInput={(packCode) => onChange({ packCode })}
        />
      </div>
    </Section>
  );
}

function DeliveryFields(props: SupplierItemFieldsProps) {
  const { learned } = props;
  const { item: w, lead } = screenWords.value.suppliers;
  const size = { keyboard: 'decimal' as const };
  return (
    <Section title={w.delivery}>
      <Text {...props} field="leadDays" hint={w.leadDaysHint} keyboard="decimal" />
      <p class="small quiet">
        {learned === undefined
          ? lead.nothingLearned
          : lead.learned(daysWords(learned.medianDays), lead.samples(learned.samples))}
      </p>
      <details class="size">
        <summary>{w.size}</summary>
        <div class="pair">
          <Text {...props} {...size} field="lengthMm" />
          <Text {...props} {...size} field="widthMm" />
          <Text {...props} {...size} field="heightMm" />
          <Text {...props} {...size} field="weightG" />
        </div>
      </details>
    </Section>
  );
}

type TextFieldName =
  | 'sku'
  | 'link'
  | 'description'
  | 'notes'
  | 'leadDays'
  | 'lengthMm'
  | 'widthMm'
  | 'heightMm'
  | 'weightG';

interface TextProps extends SupplierItemFieldsProps {
  readonly field: TextFieldName;
  readonly hint?: string;
  readonly lines?: 'many';
  readonly keyboard?: 'url' | 'decimal';
}

function Text({ draft, troubles, field, hint, lines, keyboard, onChange }: TextProps) {
  const w = screenWords.value.suppliers.item;
  const labels: { readonly [Name in TextFieldName]: string } = {
    sku: w.sku,
    link: w.link,
    description: w.description,
    notes: w.notes,
    leadDays: w.leadDays,
    lengthMm: w.length,
    widthMm: w.width,
    heightMm: w.height,
    weightG: w.weight,
  };
  return (
    <Field
      label={labels[field]}
      hint={hint}
      value={draft[field]}
      trouble={troubles.get(field)}
      lines={lines ?? 'one'}
      keyboard={keyboard ?? 'text'}
      onInput={(value) => onChange({ [field]: value })}
    />
  );
}
