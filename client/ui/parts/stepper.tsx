/**
 * A quantity to set with a gloved thumb: minus, figure, plus. What is typed stays as typed (comma or point); the
 * buttons step by one whole unit from whatever can be read of it.
 */
import { useId } from 'preact/hooks';
import { parseQuantity, quantityToText } from '../../../shared/quantity.ts';
import { words } from '../words/words.ts';
import { Icon } from './icons.tsx';
import { Trouble } from './trouble.tsx';

const one = 1000;

export interface StepperProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string | undefined;
  readonly trouble?: string | undefined;
  /** In thousandths. */
  readonly least?: number;
  readonly focusFirst?: boolean;
}

export function Stepper(props: StepperProps) {
  const { label, value, hint, trouble, least = 0 } = props;
  const id = useId();
  const parsed = parseQuantity(value);
  const current = parsed.ok ? parsed.value : 0;
  const step = (by: number) => props.onInput(quantityToText(Math.max(least, current + by)));
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class={trouble === undefined ? 'stepper' : 'stepper invalid'}>
        <button
          type="button"
          aria-label={words.value.parts.oneLess}
          disabled={current <= least}
          onClick={() => step(-one)}
        >
          <Icon name="minus" />
        </button>
        <input
          id={id}
          autofocus={props.focusFirst}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={value}
          aria-invalid={trouble === undefined ? undefined : true}
          aria-describedby={`${id}-more`}
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => props.onInput(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            step(event.key === 'ArrowUp' ? one : -one);
          }}
        />
        <button type="button" aria-label={words.value.parts.oneMore} onClick={() => step(one)}>
          <Icon name="plus" />
        </button>
      </div>
      <span id={`${id}-more`}>
        {hint !== undefined && <span class="hint">{hint}</span>}
        <Trouble text={trouble} />
      </span>
    </div>
  );
}
