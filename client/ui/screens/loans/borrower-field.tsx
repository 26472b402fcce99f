/** Who gets it: somebody of the space, found by a few letters, or any name that is typed. Only for staff. */
import { useRef, useState } from 'preact/hooks';
import type { PersonId } from '../../../../shared/ids.ts';
import { limits } from '../../../../shared/protocol.ts';
import type { Borrower } from '../../../state/loan-actions.ts';
import { findPeople } from '../../../state/people.ts';
import { useApp } from '../../app-context.ts';
import { Field } from '../../parts/field.tsx';
import { Icon, type IconName } from '../../parts/icons.tsx';
import { borrowerWords } from '../../words/loan-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { useLoanView } from './use-loan-view.ts';
import '../../styles/loans.css';

const shownMax = 6;

export interface BorrowerFieldProps {
  /** Null while nobody is chosen. */
  readonly value: Borrower | null;
  readonly trouble: string | undefined;
  readonly focusFirst: boolean;
  readonly onChange: (borrower: Borrower | null) => void;
}

export function BorrowerField(props: BorrowerFieldProps) {
  const { value, onChange } = props;
  return value === null ? (
    <FindBorrower {...props} />
  ) : (
    <ChosenBorrower borrower={value} onChange={() => onChange(null)} />
  );
}

function ChosenBorrower({ borrower, onChange }: { borrower: Borrower; onChange: () => void }) {
  const { session } = useApp();
  const view = useLoanView();
  const w = screenWords.value.loans.lend;
  const isSelf = borrower.borrowerId === view.ownId && borrower.borrowerName === '';
  return (
    <div class="field">
      <span class="label">{w.who}</span>
      <div class="chosen-person">
        <Icon name="people" />
        <span>
          {isSelf ? (session.value?.personName ?? w.myself) : borrowerWords(borrower, view)}
        </span>
        <button type="button" class="button bare" onClick={onChange}>
          {w.change}
        </button>
      </div>
    </div>
  );
}

function FindBorrower({ trouble, focusFirst, onChange }: BorrowerFieldProps) {
  const [query, setQuery] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const { people, ownId } = useLoanView();
  const w = screenWords.value.loans.lend;
  const name = query.trim();
  const found = findPeople(people, name);
  // Oneself first: that is whom one lends to most.
  const self = found.filter(({ id }) => id === ownId);
  const shown = [...self, ...found.filter(({ id }) => id !== ownId)].slice(0, shownMax);
  const isTooLong = name.length > limits.personNameMax;
  const isGuest = name !== '' && !isTooLong;
  const choose = (borrowerId: PersonId | null, borrowerName = ''): void =>
    onChange({ borrowerId, borrowerName });
  // The only one, else a guest of that name; between several one looks.
  const takeTyped = (): void => {
    const [only] = found;
    if (found.length > 1 || name === '') list.current?.querySelector('button')?.focus();
    else if (only !== undefined) choose(only.id);
    else if (isGuest) choose(null, name);
  };
  return (
    <div class="field borrower">
      <Field
        label={w.who}
        hint={w.whoHint}
        value={query}
        focusFirst={focusFirst}
        trouble={isTooLong ? w.nameTooLong(limits.personNameMax) : trouble}
        onInput={setQuery}
        onEnter={takeTyped}
      />
      <ul ref={list} class="list" aria-label={w.people}>
        {shown.map(({ id, name: known }) => (
          <PersonRow
            key={id}
            icon="people"
            name={known}
            under={id === ownId ? words.value.parts.you : ''}
            onPick={() => choose(id)}
          />
        ))}
        {isGuest && (
          <PersonRow
            icon="plus"
            name={w.guest(name)}
            under={w.guestMore}
            onPick={() => choose(null, name)}
          />
        )}
      </ul>
    </div>
  );
}

interface PersonRowProps {
  readonly icon: IconName;
  readonly name: string;
  readonly under: string;
  readonly onPick: () => void;
}

function PersonRow({ icon, name, under, onPick }: PersonRowProps) {
  return (
    <li>
      <button type="button" class="row plain with-icon" onClick={onPick}>
        <Icon name={icon} />
        <span>{name}</span>
        <span class="quiet small">{under}</span>
      </button>
    </li>
  );
}
