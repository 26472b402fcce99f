/** A choice from a list: the browser's own select, which on a phone is the biggest target there is. */
import { useId } from 'preact/hooks';
import { Trouble } from './trouble.tsx';

export interface SelectOption {
  readonly value: string;
  readonly text: string;
  /** Steps to the right, for trees. */
  readonly depth?: number;
  readonly disabled?: boolean;
}

export interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly trouble?: string | undefined;
}

export function Select({ label, value, options, onChange, hint, trouble }: SelectProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="entry"
        value={value}
        aria-invalid={trouble === undefined ? undefined : true}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option
            key={option.value}
            value={option.value}
            disabled={option.disabled}
            selected={option.value === value}
          >
            {'\u2003'.repeat(option.depth ?? 0) + option.text}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <Trouble text={trouble} />
    </div>
  );
}
