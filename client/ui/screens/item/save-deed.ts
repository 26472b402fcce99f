/** From the form to the fact, and what is said of it. What cannot be recorded is known before. */
import { shiftOf } from '../../../state/deed-kinds.ts';
import { rememberPurpose } from '../../../state/purposes.ts';
import { quantityAt, quantityIn } from '../../../state/stock-by-place.ts';
import type { StockDeed } from '../../../state/stock-actions.ts';
import type { App } from '../../app-context.ts';
import type { UseActions } from '../../use-actions.ts';
import { placeName } from '../../words/place-words.ts';
import { doneWords } from './deed-words.ts';
import { textTrouble } from './text-trouble.ts';
import type { DeedForm, DeedSource } from './use-deed-form.ts';

export interface DeedToSave {
  readonly app: App;
  readonly doer: UseActions;
  readonly source: DeedSource;
  readonly form: DeedForm;
}

/** Answers whether it was saved; what became of it is said to the person either way. */
export async function saveDeed({ app, doer, source, form }: DeedToSave): Promise<boolean> {
  const { deed, item, stock } = source;
  const facts = factsOf(source, form);
  if (facts === undefined) return false;
  const { actions, perform } = doer;
  const { place, goal, isLess, before, after } = form;
  const said = doneWords(deed, {
    amount: facts.quantity,
    unit: item.unit,
    there: quantityAt(stock, place) - before + after,
    goal: placeName(app.locations.peek(), goal),
  });
  const at = { locationId: place, quantity: quantityIn(stock, place, facts.batch) };
  const done = await perform(
    deed === 'count'
      ? actions.count({ ...facts, at })
      : actions.shift(facts, shiftOf(deed, { place, goal, isLess })),
    said,
  );
  if (done === undefined) return false;
  await rememberPurpose(app.db, facts.purpose).catch(app.onTrouble);
  return true;
}

type Facts = Required<StockDeed>;

/** Undefined while the form holds something that cannot be read. */
function factsOf({ item }: DeedSource, form: DeedForm): Facts | undefined {
  const { amount, batch } = form;
  if (!amount.read.ok || batch.batch === undefined) return undefined;
  return {
    itemId: item.id,
    quantity: amount.read.value,
    batch: batch.batch,
    note: form.note.trim(),
    purpose: form.purpose.trim(),
  };
}

/** What is wrong with its texts, in words, by the name of the field. */
export function troublesOf({ purpose, note, batch }: DeedForm): ReadonlyMap<string, string> {
  const texts = { purpose, note, lot: batch.batch?.lot ?? '' };
  const troubles = new Map<string, string>();
  for (const field of ['lot', 'purpose', 'note'] as const) {
    const trouble = textTrouble(field, texts[field]);
    if (trouble !== undefined) troubles.set(field, trouble);
  }
  return troubles;
}
