/** Hazards in the form: signal word, pictograms to pick, statements, the NFPA diamond, the safety data sheet. */
import { ghsPictograms, signalWords } from '../../../../shared/entities.ts';
import { Field } from '../../parts/field.tsx';
import { GhsSign } from '../../parts/hazard-signs.tsx';
import { Section } from '../../parts/section.tsx';
import { Select } from '../../parts/select.tsx';
import { screenWords } from '../../words/screen-words.ts';
import type { ItemDraft, Troubles } from './item-draft.ts';
import { SheetField } from './sheet-field.tsx';

export interface HazardFieldsProps {
  readonly draft: ItemDraft;
  readonly troubles: Troubles;
  readonly onChange: (change: Partial<ItemDraft>) => void;
}

const levels = ['0', '1', '2', '3', '4'].map((value) => ({ value, text: value }));

export function HazardFields({ draft, troubles, onChange }: HazardFieldsProps) {
  const w = screenWords.value.hazards;
  return (
    <Section title={w.title}>
      <Select
        label={w.signal}
        value={draft.signal}
        options={signalWords.map((value) => ({ value, text: w.signals[value] }))}
        onChange={(value) =>
          onChange({ signal: signalWords.find((each) => each === value) ?? draft.signal })
        }
      />
      <fieldset class="field">
        <legend>{w.ghs}</legend>
        <div class="ghs-picks">
          {ghsPictograms.map((sign) => (
            <label key={sign}>
              <input
                type="checkbox"
                checked={draft.ghs.includes(sign)}
                onChange={(event) => {
                  const rest = draft.ghs.filter((each) => each !== sign);
                  onChange({
                    ghs: event.currentTarget.checked ? [...rest, sign].toSorted() : rest,
                  });
                }}
              />
              <GhsSign sign={sign} />
              {w.signs[sign]}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        label={w.statements}
        hint={w.statementsHint}
        lines="many"
        value={draft.statements}
        trouble={troubles.get('statements')}
        onInput={(statements) => onChange({ statements })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={draft.hasNfpa}
          onChange={(event) => onChange({ hasNfpa: event.currentTarget.checked })}
        />
        {w.hasNfpa}
      </label>
      {draft.hasNfpa && (
        <div class="pair">
          {(['health', 'fire', 'instability'] as const).map((name) => (
            <Select
              key={name}
              label={w[name]}
              value={String(draft[name])}
              options={levels}
              onChange={(value) => onChange({ [name]: Number(value) })}
            />
          ))}
          <Field
            label={w.special}
            hint={w.specialHint}
            value={draft.special}
            trouble={troubles.get('special')}
            onInput={(special) => onChange({ special })}
          />
        </div>
      )}
      <Field
        label={w.sdsUrl}
        keyboard="url"
        value={draft.sdsUrl}
        trouble={troubles.get('sdsUrl')}
        onInput={(sdsUrl) => onChange({ sdsUrl })}
      />
      <SheetField draft={draft} onChange={onChange} />
    </Section>
  );
}
