/** What one types of an order line: packs, what is in one, and what one costs. Text until it is sent. */
import { useState } from 'preact/hooks';
import { moneyToText, type Money } from '../../../../shared/money.ts';
import { unitsOf } from '../../../../shared/orders.ts';
import { quantityToText, type Quantity } from '../../../../shared/quantity.ts';
import { formatAmount } from '../../words/format.ts';
import { formatMoney, readMoney } from '../../words/money-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { readPacks } from './chosen-offer.ts';

export interface LineStart {
  readonly packs: number;
  readonly packQuantity: Quantity;
  readonly price: Money | null;
  readonly note: string;
  /** For a price that is typed. */
  readonly currency: string;
}

export interface LineFigures {
  readonly packs: number;
  readonly packQuantity: Quantity;
  readonly price: Money | null;
  readonly note: string;
}

export function useLineDraft(start: LineStart, unit: string) {
  const [packsText, setPacks] = useState(String(start.packs));
  const [contentText, setContent] = useState(quantityToText(start.packQuantity));
  const [priceText, setPrice] = useState(start.price === null ? '' : moneyToText(start.price));
  const [currency, setCurrency] = useState(start.price?.currency ?? start.currency);
  const [note, setNote] = useState(start.note);
  const w = screenWords.value.orders.line;
  const packs = readPacks(packsText);
  const content = readQuantity(contentText, 1);
  const price = readMoney(priceText, currency);
  const troubles = {
    packs: packs === undefined ? w.packsTrouble : undefined,
    content: content.ok ? undefined : content.failure,
    price: price.ok ? undefined : price.failure,
  };
  const figures: LineFigures | undefined =
    packs !== undefined && content.ok && price.ok
      ? { packs, packQuantity: content.value, price: price.value, note: note.trim() }
      : undefined;
  return {
    packsText,
    setPacks,
    contentText,
    setContent,
    priceText,
    setPrice,
    currency,
    setCurrency,
    note,
    setNote,
    troubles,
    figures,
    /** "Together 200 pieces · €12.40". */
    sum: figures && sumWords(figures, unit),
  };
}

export type LineDraft = ReturnType<typeof useLineDraft>;

function sumWords({ packs, packQuantity, price }: LineFigures, unit: string): string {
  const w = screenWords.value.orders.line;
  return [
    w.sum(formatAmount(unitsOf({ packs, packQuantity }), unit)),
    ...(price === null ? [] : [formatMoney({ ...price, amount: price.amount * packs })]),
  ].join(' · ');
}
