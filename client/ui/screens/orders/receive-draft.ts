/** What one types of goods that came for an order line, in packs or in units, and what it means. Pure. */
import { noBatch, type Batch } from '../../../../shared/batches.ts';
import type { Item, OrderLine, PurchaseOrder, Stock } from '../../../../shared/entities.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import { outstandingOf } from '../../../../shared/orders.ts';
import { quantityToText, type Quantity } from '../../../../shared/quantity.ts';
import { likelyGoal } from '../../../state/likely-place.ts';
import type { LineArrival } from '../../../state/receive-actions.ts';
import { readMoney } from '../../words/money-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface ReceiveStart {
  readonly line: OrderLine;
  readonly order: PurchaseOrder;
  readonly item: Item;
  readonly stock: readonly Stock[];
  /** For a price that is typed where the line has none. */
  readonly currency: string;
  /** As scanned; all that is still to come where nothing was. */
  readonly scanned?: { readonly quantity: Quantity; readonly batch: Batch };
  /** Where one stands. */
  readonly place?: LocationId | null;
}

export interface ReceiveDraft {
  readonly unit: 'packs' | 'units';
  readonly good: string;
  readonly damaged: string;
  readonly expired: string;
  readonly place: LocationId;
  readonly lot: string;
  /** Null while what stands there is no whole date. */
  readonly expiry: string | null;
  readonly receivedOn: string | null;
  readonly price: string;
  readonly currency: string;
  readonly note: string;
}

const oneUnit: Quantity = 1000;

export function startReceiving(start: ReceiveStart, today: string): ReceiveDraft {
  const { line, item, stock, scanned } = start;
  const first = scanned?.quantity ?? outstandingOf(line);
  const isWhole = hasPacks(line) && first % line.packQuantity === 0;
  const unit = isWhole ? 'packs' : 'units';
  const { lot, expiry } = scanned?.batch ?? noBatch;
  return {
    unit,
    good: toText(first, sizeOf(unit, line)),
    damaged: '0',
    expired: '0',
    place: start.place ?? likelyGoal(item, stock),
    lot,
    expiry,
    receivedOn: today,
    price: '',
    currency: line.price?.currency ?? start.currency,
    note: '',
  };
}

export function hasPacks({ packQuantity }: Pick<OrderLine, 'packQuantity'>): boolean {
  return packQuantity !== oneUnit;
}

export function sizeOf(
  unit: ReceiveDraft['unit'],
  line: Pick<OrderLine, 'packQuantity'>,
): Quantity {
  return unit === 'packs' ? line.packQuantity : oneUnit;
}

/** The same amounts, told in the other way. What cannot be read is left as it was typed. */
export function countIn(
  draft: ReceiveDraft,
  unit: ReceiveDraft['unit'],
  line: Pick<OrderLine, 'packQuantity'>,
): ReceiveDraft {
  const again = (text: string): string => {
    const read = toUnits(text, sizeOf(draft.unit, line));
    return read.ok ? toText(read.value, sizeOf(unit, line)) : text;
  };
  const { good, damaged, expired } = draft;
  return { ...draft, unit, good: again(good), damaged: again(damaged), expired: again(expired) };
}

export function readReceived(
  draft: ReceiveDraft,
  { line, order }: Pick<ReceiveStart, 'line' | 'order'>,
  today: string,
) {
  const w = screenWords.value.orders.receive;
  const size = sizeOf(draft.unit, line);
  const good = toUnits(draft.good, size);
  const damaged = toUnits(draft.damaged, size);
  const expired = toUnits(draft.expired, size);
  const price = readMoney(draft.price, draft.currency);
  const { receivedOn, expiry } = draft;
  const isNothing = [good, damaged, expired].every((each) => each.ok && each.value === 0);
  const troubles = {
    good: good.ok ? (isNothing ? w.nothing : undefined) : good.failure,
    damaged: damaged.ok ? undefined : damaged.failure,
    expired: expired.ok ? undefined : expired.failure,
    expiry: expiry === null ? w.dayNotThere : undefined,
    receivedOn: dayTrouble(receivedOn, today),
    price: price.ok ? undefined : price.failure,
  };
  const isBad = Object.values(troubles).some((trouble) => trouble !== undefined);
  const isRead = good.ok && damaged.ok && expired.ok && price.ok && !isBad;
  const arrival: LineArrival | undefined = isRead
    ? {
        quantity: good.value,
        damaged: damaged.value,
        expired: expired.value,
        locationId: draft.place,
        batch: { lot: draft.lot.trim(), expiry: expiry ?? '' },
        receivedOn: receivedOn ?? today,
        price: price.value,
        note: draft.note.trim(),
      }
    : undefined;
  const over = good.ok ? Math.max(0, good.value - outstandingOf(line)) : 0;
  const isEarly = (receivedOn ?? '') !== '' && (receivedOn ?? '') < order.orderedOn;
  return { good, troubles, arrival, over, isEarly };
}

type Units = ReturnType<typeof readQuantity>;

/** Half a pack is typed as 0.5; units are whole thousandths again. */
function toUnits(text: string, size: Quantity): Units {
  const read = readQuantity(text, 0);
  return read.ok ? { ok: true, value: Math.round((read.value * size) / oneUnit) } : read;
}

function toText(quantity: Quantity, size: Quantity): string {
  return quantityToText(Math.round((quantity * oneUnit) / size));
}

function dayTrouble(day: string | null, today: string): string | undefined {
  const w = screenWords.value.orders.receive;
  if (day === null) return w.dayNotThere;
  if (day === '') return w.dayNeeded;
  return day > today ? w.dayFuture : undefined;
}
