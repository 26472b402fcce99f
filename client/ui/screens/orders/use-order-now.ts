/** The form behind "I have ordered it" for one request: where, how many packs, and when it should come. */
import { useState } from 'preact/hooks';
import type { Item, Reorder } from '../../../../shared/entities.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import { orderDays } from '../../../state/orders.ts';
import { suggestSupplier } from '../../../state/suggest-supplier.ts';
import type { Selling } from '../../../state/to-order.ts';
import { useApp } from '../../app-context.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { chooseLine } from './chosen-offer.ts';

/** Instead of a supplier. */
export const without = 'without';

export interface OrderNowStart {
  readonly reorder: Reorder;
  readonly item: Item | undefined;
  readonly selling: Selling;
}

export function useOrderNow({ reorder, item, selling }: OrderNowStart) {
  const { moment } = useApp();
  const wanted = Math.max(1, reorder.quantity - reorder.ordered);
  const offers = item === undefined ? [] : selling.offersOf(item.id);
  const suggestion = suggestSupplier(offers, wanted);
  const [from, setFrom] = useState<string>(
    () => suggestion.candidates[0]?.supplierItem.id ?? without,
  );
  const [packsText, setPacks] = useState<string>();
  const [quantityText, setQuantity] = useState(() => quantityToText(reorder.quantity));
  // Follows the supplier until somebody says another day.
  const [saidOn, setExpectedOn] = useState<string | null>();
  const [note, setNote] = useState('');
  const line = item && { item, reorder, cycle: reorder.cycle, wanted, here: 0, suggestion };
  const chosen =
    from === without || line === undefined
      ? undefined
      : chooseLine({ ...line, draft: undefined }, { from, packs: packsText }, selling.suppliers);
  const offered = chosen?.offered;
  const lead = offered?.kind === 'known' ? offered.candidate.lead : undefined;
  const { orderedOn, expectedOn: likelyOn } = orderDays(moment().nowMs, lead);
  const expectedOn = saidOn === undefined ? likelyOn || reorder.expectedOn : saidOn;
  return {
    from,
    choose: (value: string): void => {
      setFrom(value);
      setPacks(undefined);
    },
    suggestion,
    chosen,
    offered,
    lead,
    setPacks,
    amount: readQuantity(quantityText, 1),
    quantityText,
    setQuantity,
    orderedOn,
    expectedOn,
    setExpectedOn,
    dayTrouble: dayTroubleOf(expectedOn, orderedOn),
    note,
    setNote,
  };
}

function dayTroubleOf(day: string | null, today: string): string | undefined {
  const w = screenWords.value.requests.decide;
  if (day === null) return w.dayNotThere;
  return day !== '' && day < today ? w.dayOver : undefined;
}
