/** How one price follows from the other, as a sum that can be checked in the head. */
import { unitRateOf } from '../../../../shared/price-history.ts';
import { formatAmount } from '../../words/format.ts';
import { formatMoney } from '../../words/money-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { formatUnitRate } from '../../words/supplier-words.ts';
import { readPackPrice, type SupplierItemDraft } from './supplier-item-draft.ts';

export function PriceArithmetic({ draft, unit }: { draft: SupplierItemDraft; unit: string }) {
  const price = readPackPrice(draft);
  const pack = readQuantity(draft.packQuantity, 1);
  if (!price.ok || price.value === null || !pack.ok) return null;
  const w = screenWords.value.suppliers.price.arithmetic;
  const { currency } = price.value;
  const rate = unitRateOf({ price: price.value, packQuantity: pack.value });
  const each = formatUnitRate(rate, currency);
  const amount = formatAmount(pack.value, unit);
  const whole = formatMoney(price.value);
  return (
    <p class="price-arithmetic" role="status">
      {draft.pricedBy === 'pack'
        ? w.fromPack(whole, amount, each)
        : w.fromUnit(each, amount, whole)}
    </p>
  );
}
