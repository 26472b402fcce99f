/** What is being said of a loan before it is made, what is wrong with it, and how it becomes one. */
import { useState } from 'preact/hooks';
import type { Item, Stock } from '../../../../shared/entities.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import { quantityToText, type Quantity } from '../../../../shared/quantity.ts';
import { rememberDue } from '../../../state/lend-days.ts';
import { likelySource } from '../../../state/likely-place.ts';
import { oneself, type Borrower } from '../../../state/loan-actions.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { useActions } from '../../use-actions.ts';
import { formatAmount } from '../../words/format.ts';
import { troubleOf } from '../../words/invalid-words.ts';
import { borrowerWords, type LoanView } from '../../words/loan-words.ts';
import { nearDay } from '../../words/near-day.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { firstBin } from './bin-options.ts';
import { useDue } from './use-due.ts';

export interface LendSheetProps {
  readonly item: Item;
  readonly stock: readonly Stock[];
  readonly onClose: () => void;
  /** After it was done, where that leads elsewhere than closing. */
  readonly onDone?: () => void;
  /** Where one is. */
  readonly at?: LocationId;
  readonly amount?: Quantity;
}

export interface LendFormProps extends LendSheetProps {
  readonly usualDue: string;
  readonly view: LoanView;
}

interface LendTexts {
  readonly amount: string;
  readonly condition: string;
  readonly note: string;
}

export function useLendForm({ item, stock, onClose, usualDue, view, ...given }: LendFormProps) {
  const app = useApp();
  const { actions, perform } = useActions();
  const isForOthers = isStaff(app.session.value);
  const shelf = { ...app, item, stock };
  const [source, setSource] = useState(() =>
    firstBin(shelf, given.at ?? likelySource(item, stock)),
  );
  const [who, setWho] = useState<Borrower | null>(isForOthers ? null : oneself);
  const [texts, setTexts] = useState<LendTexts>({
    amount: quantityToText(given.amount ?? 1000),
    condition: '',
    note: '',
  });
  const [wasTried, setTried] = useState(false);
  const due = useDue(usualDue, view);
  const amount = readQuantity(texts.amount, 1);
  const troubles = {
    who: wasTried && who === null ? screenWords.value.loans.lend.noWho : undefined,
    amount: amount.ok || !wasTried ? undefined : amount.failure,
    condition: troubleOf('loan', 'note', texts.condition.trim()),
    note: troubleOf('loan', 'note', texts.note.trim()),
  };

  const submit = (): void => {
    setTried(true);
    const areTextsWrong = troubles.condition !== undefined || troubles.note !== undefined;
    if (who === null || !amount.ok || areTextsWrong) return;
    const dueOn = due.take();
    if (dueOn === undefined) return;
    (given.onDone ?? onClose)();
    const { place: from, batch } = source;
    const said = { condition: texts.condition.trim(), note: texts.note.trim() };
    const goods = { itemId: item.id, quantity: amount.value, from, batch };
    const lent = { amount: formatAmount(amount.value, item.unit), who, dueOn };
    void perform(actions.lend({ ...goods, ...who, ...said, dueOn }), lentWords(item, lent, view));
    void rememberDue(app.db, dueOn, view.today).catch(app.onTrouble);
  };
  return {
    isForOthers,
    shelf,
    source,
    setSource,
    who,
    setWho,
    texts,
    set: (change: Partial<LendTexts>): void => setTexts((was) => ({ ...was, ...change })),
    due,
    amount: amount.ok ? amount.value : null,
    troubles,
    submit,
  };
}

function lentWords(
  { name }: Item,
  lent: { readonly amount: string; readonly who: Borrower; readonly dueOn: string },
  view: LoanView,
): string {
  const w = screenWords.value.loans;
  const { who, dueOn } = lent;
  const amount = `${name}: ${lent.amount}`;
  const isOwn = who.borrowerName === '' && (who.borrowerId ?? view.ownId) === view.ownId;
  const said = isOwn
    ? w.lend.borrowed(amount)
    : w.lend.lent(amount, borrowerWords(who, view) ?? w.people.somebody);
  return dueOn === '' ? said : `${said}, ${w.until(nearDay(dueOn, view.today))}`;
}
