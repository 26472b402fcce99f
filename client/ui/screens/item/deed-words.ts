/** What a deed is called on its button, what is said of it afterwards, and what before if it takes more than there is. */
import { quantityToNumber, type Quantity } from '../../../../shared/quantity.ts';
import { isOutgoing, type DeedName } from '../../../state/deed-kinds.ts';
import { formatAmount, formatQuantity } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import type { DeedForm } from './use-deed-form.ts';

/** `amount`: in words; "" while it cannot be read. */
export function doesWords(deed: DeedName, isLess: boolean, amount: string): string {
  const w = screenWords.value.deeds;
  if (amount === '') return w[deed];
  if (deed === 'correct') return (isLess ? w.does.correctLess : w.does.correctMore)(amount);
  return w.does[deed](amount);
}

export interface DoneFacts {
  readonly amount: Quantity;
  readonly unit: string;
  /** At that place afterwards, over all batches. */
  readonly there: Quantity;
  /** Where it was moved to. */
  readonly goal: string;
}

export function doneWords(deed: DeedName, facts: DoneFacts): string {
  const w = screenWords.value.deeds.done;
  const amount = formatAmount(facts.amount, facts.unit);
  const there = formatAmount(facts.there, facts.unit);
  if (deed === 'count') return w.count(amount);
  if (deed === 'move') return w.move(amount, facts.goal);
  return deed === 'correct' ? w.correct(there) : w[deed](amount, there);
}

/** Taking more than there is, is allowed: the goods did move, so it is the books that are wrong. */
export function overdrawWords(
  deed: DeedName,
  { isLess, before, after }: Pick<DeedForm, 'isLess' | 'before' | 'after'>,
): string | undefined {
  const w = screenWords.value.deeds;
  if (!isOutgoing(deed, isLess) || after >= 0 || after === before) return undefined;
  if (before === 0) return w.overdrawNone(formatQuantity(after));
  return w.overdraw(quantityToNumber(before), formatQuantity(before), formatQuantity(after));
}
