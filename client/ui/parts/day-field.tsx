/** A day of the calendar, by the browser's own picker. "" for none; null while what stands there is no whole date. */
import { useId } from 'preact/hooks';
import { Trouble } from './trouble.tsx';

export interface DayFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onInput: (day: string | null) => void;
  readonly hint?: string | undefined;
  readonly trouble?: string | undefined;
}

export function DayField({ label, value, onInput, hint, trouble }: DayFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="entry"
        type="date"
        value={value ?? undefined}
        aria-invalid={trouble === undefined ? undefined : true}
        aria-describedby={`${id}-more`}
        onInput={({ currentTarget }) =>
          onInput(currentTarget.validity.badInput ? null : currentTarget.value)
        }
      />
      <span id={`${id}-more`}>
        {hint !== undefined && <span class="hint">{hint}</span>}
        <Trouble text={trouble} />
      </span>
    </div>
  );
}
