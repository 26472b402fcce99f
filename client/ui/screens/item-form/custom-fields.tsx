/** Fields that a space invents for itself, such as "Thread" or "Bought at". One line each, an empty value removes it. */
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Section } from '../../parts/section.tsx';
import { screenWords } from '../../words/screen-words.ts';
import type { CustomLine, Troubles } from './item-draft.ts';

export interface CustomFieldsProps {
  readonly lines: readonly CustomLine[];
  readonly troubles: Troubles;
  readonly onChange: (lines: readonly CustomLine[]) => void;
}

export function CustomFields({ lines, troubles, onChange }: CustomFieldsProps) {
  const w = screenWords.value.form;
  const set = (place: number, change: Partial<CustomLine>): void =>
    onChange(lines.map((line, index) => (index === place ? { ...line, ...change } : line)));
  return (
    <Section
      title={w.custom}
      tools={
        <Button
          kind="bare"
          icon="plus"
          onClick={() => onChange([...lines, { name: '', value: '' }])}
        >
          {w.addCustom}
        </Button>
      }
    >
      {lines.map((line, place) => (
        <div class="pair" key={place}>
          <Field
            label={w.customName}
            value={line.name}
            trouble={troubles.get(`custom.${place}`)}
            onInput={(name) => set(place, { name })}
          />
          <Field
            label={w.customValue}
            value={line.value}
            onInput={(value) => set(place, { value })}
          />
        </div>
      ))}
    </Section>
  );
}
