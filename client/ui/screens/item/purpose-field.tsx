/** For what it is: free text, with what this phone last took things for as one tap each. */
import { Chip } from '../../parts/chip.tsx';
import { Field } from '../../parts/field.tsx';
import { screenWords } from '../../words/screen-words.ts';

const shownMax = 4;

export interface PurposeFieldProps {
  readonly value: string;
  readonly recent: readonly string[];
  readonly trouble?: string | undefined;
  readonly onInput: (value: string) => void;
}

export function PurposeField({ value, recent, trouble, onInput }: PurposeFieldProps) {
  const w = screenWords.value.deeds;
  return (
    <div class="purpose">
      <Field
        label={w.purpose}
        hint={w.purposeHint}
        value={value}
        trouble={trouble}
        onInput={onInput}
      />
      {recent.length > 0 && (
        <div class="chips wrap" role="group" aria-label={w.purposes}>
          {recent.slice(0, shownMax).map((each) => (
            <Chip
              key={each}
              pressed={each === value.trim()}
              onToggle={() => onInput(each === value.trim() ? '' : each)}
            >
              {each}
            </Chip>
          ))}
        </div>
      )}
    </div>
  );
}
