/** One thing to type, with its label always in sight, a hint, and its trouble in words right below it. */
import { useId } from 'preact/hooks';
import { Trouble } from './trouble.tsx';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Instead of sending the form. Only of one line. */
  readonly onEnter?: () => void;
  readonly hint?: string | undefined;
  /** What is wrong and what to do about it. */
  readonly trouble?: string | undefined;
  readonly lines?: 'one' | 'many';
  readonly name?: string;
  readonly keyboard?: 'text' | 'decimal' | 'url' | 'email' | 'tel';
  readonly autocomplete?: string;
  /** Where the label stands right beside it already. */
  readonly isLabelHidden?: boolean;
  readonly focusFirst?: boolean;
  /** What a keyboard scanner reads while one is here goes in here, and nowhere else. */
  readonly takesCodes?: boolean;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** Suggestions to choose from; anything else may be typed too. */
  readonly suggestions?: readonly string[];
}

export function Field(props: FieldProps) {
  const { label, value, hint, trouble, suggestions } = props;
  const id = useId();
  const describedBy = [hint && `${id}-hint`, trouble && `${id}-trouble`].filter(Boolean).join(' ');
  const shared = {
    id,
    class: 'entry',
    name: props.name,
    value,
    disabled: props.disabled,
    autofocus: props.focusFirst,
    'data-takes-codes': props.takesCodes,
    'aria-required': props.required,
    'aria-invalid': trouble === undefined ? undefined : true,
    'aria-describedby': describedBy === '' ? undefined : describedBy,
  } as const;
  return (
    <div class="field">
      <label for={id} class={props.isLabelHidden ? 'for-readers' : undefined}>
        {label}
      </label>
      {props.lines === 'many' ? (
        <textarea {...shared} onInput={(event) => props.onInput(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={props.keyboard}
          autocomplete={props.autocomplete ?? 'off'}
          list={suggestions && `${id}-list`}
          onInput={(event) => props.onInput(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || props.onEnter === undefined) return;
            event.preventDefault();
            props.onEnter();
          }}
        />
      )}
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <Trouble id={`${id}-trouble`} text={trouble} />
    </div>
  );
}
