/** The questions of each deed for many items: as few as it has. */
import type { ComponentChildren } from 'preact';
import { unplaced } from '../../../../shared/ids.ts';
import { useApp } from '../../app-context.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Select, type SelectOption } from '../../parts/select.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { categoryOptions, placeOptions } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { nothing, type BulkDraft, type BulkKind, type BulkTroubles } from './bulk-draft.ts';

interface EntriesProps {
  readonly draft: BulkDraft;
  readonly troubles: BulkTroubles;
  readonly onChange: (change: Partial<BulkDraft>) => void;
}

export function BulkEntries({ kind, ...props }: EntriesProps & { readonly kind: BulkKind }) {
  const w = screenWords.value.bulk.fields;
  switch (kind) {
    case 'move':
      return <MoveEntries {...props} />;
    case 'adjust':
      return <AdjustEntries {...props} />;
    case 'minimum':
      return <MinimumEntries {...props} />;
    case 'category':
      return <CategoryEntry {...props} />;
    case 'home':
      return <HomeEntry {...props} />;
    case 'unit':
      return <UnitEntry {...props} />;
    case 'lendable':
      return (
        <YesOrNo
          label={w.lendable}
          yes={w.isLendable}
          no={w.notLendable}
          isYes={props.draft.lendable}
          onChoose={(lendable) => props.onChange({ lendable })}
        />
      );
    case 'active':
      return (
        <>
          <YesOrNo
            label={w.active}
            yes={w.isActive}
            no={w.notActive}
            isYes={props.draft.active}
            onChoose={(active) => props.onChange({ active })}
          />
          <p class="quiet small">{w.activeHint}</p>
        </>
      );
    case 'delete':
      return <p>{w.deleteHint}</p>;
    case 'restore':
      return <p>{w.restoreHint}</p>;
  }
}

/** All places in use, "no place" first among them. */
function usePlaces(): readonly SelectOption[] {
  const { locations } = useApp();
  return [{ value: unplaced, text: words.value.places.unplaced }, ...placeOptions(locations.value)];
}

function MoveEntries({ draft, troubles, onChange }: EntriesProps) {
  const w = screenWords.value.bulk.move;
  const places = usePlaces();
  return (
    <>
      <Select
        label={w.from}
        value={draft.from}
        options={[{ value: nothing, text: w.anywhere }, ...places]}
        onChange={(from) => onChange({ from })}
      />
      <Select
        label={w.to}
        value={draft.to}
        options={[{ value: '', text: w.choose, disabled: true }, ...places]}
        trouble={troubles.to}
        onChange={(to) => onChange({ to })}
      />
      <Labelled label={w.howMuch}>
        <Choice
          label={w.howMuch}
          chosen={draft.isAll ? 'all' : 'some'}
          options={[
            { value: 'all', text: w.all },
            { value: 'some', text: w.some },
          ]}
          onChoose={(chosen) => onChange({ isAll: chosen === 'all' })}
        />
      </Labelled>
      {!draft.isAll && (
        <Stepper
          label={w.amount}
          value={draft.amount}
          least={1000}
          trouble={troubles.amount}
          onInput={(amount) => onChange({ amount })}
        />
      )}
    </>
  );
}

function AdjustEntries({ draft, troubles, onChange }: EntriesProps) {
  const w = screenWords.value.bulk.adjust;
  const places = usePlaces();
  const reasons = draft.isAdded
    ? (['add', 'correction'] as const)
    : (['loss', 'damage', 'correction'] as const);
  return (
    <>
      <Labelled label={w.way}>
        <Choice
          label={w.way}
          chosen={draft.isAdded ? 'add' : 'remove'}
          options={[
            { value: 'add', text: w.add },
            { value: 'remove', text: w.remove },
          ]}
          onChoose={(way) => onChange({ isAdded: way === 'add' })}
        />
      </Labelled>
      <Stepper
        label={w.amount}
        value={draft.amount}
        least={1000}
        trouble={troubles.amount}
        onInput={(amount) => onChange({ amount })}
      />
      <Select
        label={w.at}
        value={draft.at}
        options={[{ value: nothing, text: w.likely }, ...places]}
        onChange={(at) => onChange({ at })}
      />
      <Select
        label={w.reason}
        value={draft.isAdded ? draft.addReason : draft.reason}
        options={reasons.map((value) => ({ value, text: w.reasons[value] }))}
        onChange={(chosen) => {
          const reason = reasons.find((each) => each === chosen);
          if (reason === 'add' || (draft.isAdded && reason === 'correction'))
            onChange({ addReason: reason });
          else if (reason !== undefined) onChange({ reason });
        }}
      />
    </>
  );
}

function MinimumEntries({ draft, troubles, onChange }: EntriesProps) {
  const w = screenWords.value.form;
  const { leave } = screenWords.value.bulk.fields;
  return (
    <>
      <Stepper
        label={w.minimum}
        hint={leave}
        value={draft.minimum}
        trouble={troubles.minimum}
        onInput={(minimum) => onChange({ minimum })}
      />
      <Stepper
        label={w.reorder}
        hint={leave}
        value={draft.reorder}
        trouble={troubles.reorder}
        onInput={(reorder) => onChange({ reorder })}
      />
    </>
  );
}

function CategoryEntry({ draft, troubles, onChange }: EntriesProps) {
  const { categories } = useApp();
  const w = screenWords.value.form;
  return (
    <Select
      label={w.category}
      value={draft.categoryId}
      options={[
        { value: '', text: screenWords.value.bulk.fields.choose, disabled: true },
        { value: nothing, text: w.noCategory },
        ...categoryOptions(categories.value),
      ]}
      trouble={troubles.categoryId}
      onChange={(categoryId) => onChange({ categoryId })}
    />
  );
}

function HomeEntry({ draft, troubles, onChange }: EntriesProps) {
  const { locations } = useApp();
  const w = screenWords.value.form;
  return (
    <Select
      label={w.home}
      value={draft.homeLocationId}
      options={[
        { value: '', text: screenWords.value.bulk.fields.choose, disabled: true },
        { value: nothing, text: w.noHome },
        ...placeOptions(locations.value),
      ]}
      trouble={troubles.homeLocationId}
      onChange={(homeLocationId) => onChange({ homeLocationId })}
    />
  );
}

const suggestedMax = 20;

function UnitEntry({ draft, troubles, onChange }: EntriesProps) {
  const { items } = useApp();
  const units = new Set(['piece', ...(items.value ?? []).map(({ unit }) => unit)]);
  return (
    <Field
      label={screenWords.value.form.unit}
      hint={screenWords.value.bulk.fields.unitHint}
      value={draft.unit}
      trouble={troubles.unit}
      suggestions={[...units].slice(0, suggestedMax)}
      onInput={(unit) => onChange({ unit })}
    />
  );
}

interface YesOrNoProps {
  readonly label: string;
  readonly yes: string;
  readonly no: string;
  readonly isYes: boolean;
  readonly onChoose: (isYes: boolean) => void;
}

function YesOrNo({ label, yes, no, isYes, onChoose }: YesOrNoProps) {
  return (
    <Choice
      label={label}
      chosen={isYes ? 'yes' : 'no'}
      options={[
        { value: 'yes', text: yes },
        { value: 'no', text: no },
      ]}
      onChoose={(chosen) => onChoose(chosen === 'yes')}
    />
  );
}

/** The label of a choice in sight; the choice itself says it to a screen reader. */
function Labelled({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <span class="label" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}
