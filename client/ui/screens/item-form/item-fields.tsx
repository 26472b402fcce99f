/** The entries of an item's form, the ones that are always needed first. */
import { looksMistyped } from '../../../../shared/codes.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import { toId } from '../../../../shared/ids.ts';
import { hasKeyboard } from '../../../device/this-device.ts';
import type { NewPhoto } from '../../../state/photo-actions.ts';
import { findCodeTwin, findSkuTwin } from '../../../state/twins.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Field } from '../../parts/field.tsx';
import { Section } from '../../parts/section.tsx';
import { Setting } from '../../parts/setting.tsx';
import { Switch } from '../../parts/switch.tsx';
import { Select, type SelectOption } from '../../parts/select.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { categoryOptions, placeOptions } from '../../words/place-words.ts';
import { CustomFields } from './custom-fields.tsx';
import { DraftPhotos } from './draft-photos.tsx';
import { HazardFields } from './hazard-fields.tsx';
import type { ItemDraft, Troubles } from './item-draft.ts';
import { SuggestedMinimum } from './suggested-minimum.tsx';
import { WorthFields } from './worth-fields.tsx';

export interface ItemFieldsProps {
  readonly draft: ItemDraft;
  readonly troubles: Troubles;
  /** Null for a new item. */
  readonly itemId: ItemId | null;
  readonly onChange: (change: Partial<ItemDraft>) => void;
  /** Takes its turn after what was changed meanwhile: it is ready some time after it was chosen. */
  readonly onPhoto: (photo: NewPhoto) => void;
}

export function ItemFields(props: ItemFieldsProps) {
  const { draft, troubles, itemId, onChange } = props;
  const { items, locations, categories, may } = useApp();
  const w = screenWords.value.form;
  const codes = screenWords.value.codes;
  const skuTwin = findSkuTwin(items.value ?? [], draft.sku, itemId);
  const codeTwin = findCodeTwin(items.value ?? [], draft.code, itemId);
  const codeHint = looksMistyped(draft.code)
    ? codes.mistyped
    : codeTwin
      ? codes.twin(codeTwin.name)
      : w.codeHint;
  const none = (text: string): SelectOption => ({ value: '', text });
  const keptHome = draft.homeLocationId === '' ? null : toId<'location'>(draft.homeLocationId);
  const keptCategory = draft.categoryId === '' ? null : toId<'category'>(draft.categoryId);
  return (
    <>
      <Section title={w.basics}>
        <Field
          label={w.name}
          hint={w.nameHint}
          value={draft.name}
          trouble={troubles.get('name')}
          focusFirst={itemId === null && hasKeyboard()}
          required
          onInput={(name) => onChange({ name })}
        />
        <div class="pair">
          <Select
            label={w.category}
            value={draft.categoryId}
            options={[none(w.noCategory), ...categoryOptions(categories.value, keptCategory)]}
            onChange={(categoryId) => onChange({ categoryId })}
          />
          <Select
            label={w.home}
            value={draft.homeLocationId}
            options={[none(w.noHome), ...placeOptions(locations.value, keptHome)]}
            onChange={(homeLocationId) => onChange({ homeLocationId })}
          />
        </div>
        <div class="pair">
          <Field
            label={w.sku}
            hint={skuTwin ? screenWords.value.item.sameSku(skuTwin.name) : w.skuHint}
            value={draft.sku}
            trouble={troubles.get('sku')}
            onInput={(sku) => onChange({ sku })}
          />
          {itemId === null && (
            <Field
              label={w.code}
              hint={codeHint}
              value={draft.code}
              takesCodes
              onInput={(code) => onChange({ code })}
            />
          )}
        </div>
      </Section>
      {itemId === null && may('photo.create') && (
        <DraftPhotos
          photos={draft.photos}
          onPhoto={props.onPhoto}
          onChange={(photos) => onChange({ photos })}
        />
      )}
      <StockFields {...props} />
      <Section title={w.more}>
        <Text {...props} field="description" label={w.description} lines="many" />
        <Text {...props} field="notes" label={w.notes} lines="many" />
        <Text {...props} field="link" label={w.link} keyboard="url" />
        <Text
          {...props}
          field="imageUrl"
          label={w.imageUrl}
          hint={screenWords.value.pictures.form.imageUrlHint}
          keyboard="url"
        />
      </Section>
      <CustomFields
        lines={draft.custom}
        troubles={troubles}
        onChange={(custom) => onChange({ custom })}
      />
      <HazardFields draft={draft} troubles={troubles} onChange={onChange} />
    </>
  );
}

function StockFields({ draft, troubles, itemId, onChange }: ItemFieldsProps) {
  const { items, session } = useApp();
  const w = screenWords.value.form;
  const lending = screenWords.value.loans.form;
  const units = [...new Set(['piece', ...(items.value ?? []).map(({ unit }) => unit)])].slice(
    0,
    20,
  );
  return (
    <Section title={w.stock}>
      <div class="pair">
        {itemId === null && (
          <Stepper
            label={w.opening}
            hint={w.openingHint}
            value={draft.opening}
            trouble={troubles.get('opening')}
            onInput={(opening) => onChange({ opening })}
          />
        )}
        <Field
          label={w.unit}
          hint={w.unitHint}
          value={draft.unit}
          trouble={troubles.get('unit')}
          suggestions={units}
          required
          onInput={(unit) => onChange({ unit })}
        />
      </div>
      <div class="pair">
        <div>
          <Stepper
            label={w.minimum}
            hint={w.minimumHint}
            value={draft.minimum}
            trouble={troubles.get('minimum')}
            onInput={(minimum) => onChange({ minimum })}
          />
          {itemId !== null && isStaff(session.value) && (
            <SuggestedMinimum
              itemId={itemId}
              unit={draft.unit}
              minimum={draft.minimum}
              onUse={(minimum) => onChange({ minimum })}
            />
          )}
        </div>
        <Stepper
          label={w.reorder}
          hint={w.reorderHint}
          value={draft.reorderQuantity}
          trouble={troubles.get('reorderQuantity')}
          onInput={(reorderQuantity) => onChange({ reorderQuantity })}
        />
      </div>
      {draft.currency !== '' && (
        <WorthFields draft={draft} troubles={troubles} onChange={onChange} />
      )}
      <Setting title={lending.lendable} hint={lending.lendableHint}>
        <Switch
          label={lending.lendable}
          on={draft.lendable}
          onChange={(lendable) => onChange({ lendable })}
        />
      </Setting>
    </Section>
  );
}

interface TextProps extends ItemFieldsProps {
  readonly field: 'description' | 'notes' | 'link' | 'imageUrl';
  readonly label: string;
  readonly hint?: string;
  readonly lines?: 'many';
  readonly keyboard?: 'url';
}

function Text({ draft, troubles, field, label, hint, lines, keyboard, onChange }: TextProps) {
  return (
    <Field
      label={label}
      hint={hint}
      value={draft[field]}
      trouble={troubles.get(field)}
      lines={lines ?? 'one'}
      keyboard={keyboard ?? 'text'}
      onInput={(value) => onChange({ [field]: value })}
    />
  );
}
