/** Gives a loan back and says what became of it. Somebody may have been first: then that is said, and nothing is done. */
import type { Quantity } from '../../../../shared/quantity.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import { readLoan, stillOut, type KnownLoan } from '../../../state/loans.ts';
import type { App } from '../../app-context.ts';
import { showToast } from '../../parts/toast.tsx';
import type { UseActions } from '../../use-actions.ts';
import { formatAmount } from '../../words/format.ts';
import { placeName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';

interface Doer {
  readonly app: App;
  readonly doer: UseActions;
}

interface Giving {
  readonly quantity: Quantity;
  /** Null for what does not come back. */
  readonly to: LocationId | null;
  readonly condition?: string;
}

export async function giveBack(
  { app, doer }: Doer,
  { loan, item }: KnownLoan,
  giving: Giving,
): Promise<void> {
  const w = screenWords.value.loans.back;
  const now = await readLoan(app.db, loan.id);
  if (now === null || now.loan.state === 'back') return showToast({ text: w.isBack });
  const amount = `${item?.name ?? ''}: ${formatAmount(giving.quantity, item?.unit ?? '')}`;
  const said =
    giving.to === null
      ? w.gonePart(amount)
      : w.done(amount, placeName(app.locations.peek(), giving.to));
  await doer.perform(doer.actions.giveBack(loan, giving), said);
}

/** All that is still out, to where it came from: the one tap. */
export function giveAllBack(by: Doer, known: KnownLoan): Promise<void> {
  const { loan } = known;
  return giveBack(by, known, { quantity: stillOut(loan), to: loan.fromLocationId });
}
