/** The search entry. Escape empties it, arrow down goes into the list, Enter opens the first that was found. */
import { useRef } from 'preact/hooks';
import { words } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import { Icon } from './icons.tsx';

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onDown: () => void;
  readonly onEnter: () => void;
  /** As in Field. */
  readonly takesCodes?: boolean;
  readonly focusFirst?: boolean;
}

export function SearchField(props: SearchFieldProps) {
  const { label, value, onInput, onDown, onEnter } = props;
  const entry = useRef<HTMLInputElement>(null);
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') onDown();
    else if (event.key === 'Enter') onEnter();
    else if (event.key === 'Escape' && value !== '') onInput('');
    else return;
    event.preventDefault();
  };
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input
        ref={entry}
        class="entry"
        data-takes-codes={props.takesCodes}
        autofocus={props.focusFirst}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        enterkeyhint="search"
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={press}
      />
      {value === '' ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <IconButton
          class="clear"
          icon="close"
          label={words.value.parts.clear}
          onClick={() => {
            onInput('');
            entry.current?.focus();
          }}
        />
      )}
    </div>
  );
}
