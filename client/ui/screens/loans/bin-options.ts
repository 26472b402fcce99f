/** Where something is lent from: a place, or where somebody has named batches, one batch at a place. */
import { noBatch, type Batch } from '../../../../shared/batches.ts';
import type { Item, Stock } from '../../../../shared/entities.ts';
import { makeStockId, unplaced, type LocationId } from '../../../../shared/ids.ts';
import type { Quantity } from '../../../../shared/quantity.ts';
import type { AppState } from '../../../state/app-state.ts';
import { firstToUse, toBatch } from '../../../state/choose-batch.ts';
import { isBatched, quantityIn, totalsByPlace } from '../../../state/stock-by-place.ts';
import { toDay } from '../../../state/to-day.ts';
import type { SelectOption } from '../../parts/select.tsx';
import { batchWords } from '../../words/batch-words.ts';
import { formatQuantity } from '../../words/format.ts';
import { placePath } from '../../words/place-words.ts';

export interface Shelf extends Pick<AppState, 'locations' | 'moment'> {
  readonly item: Pick<Item, 'id'>;
  readonly stock: readonly Stock[];
}

export interface BinOption extends SelectOption {
  readonly place: LocationId;
  readonly batch: Batch;
  /** What lies there. */
  readonly quantity: Quantity;
}

/** What is likely meant at a place. */
export function firstBin(shelf: Shelf, place: LocationId): BinOption {
  const { stock } = shelf;
  const today = toDay(shelf.moment().nowMs);
  return toOption(shelf, place, firstToUse({ stock, place, today }));
}

/** Bins that hold some first, then every other place in use; the chosen one is always among them. */
export function binOptions(shelf: Shelf, chosen: BinOption): readonly BinOption[] {
  const { stock, locations } = shelf;
  const holding = totalsByPlace(stock).flatMap(({ locationId }) =>
    stock
      .filter((bin) => bin.locationId === locationId && bin.quantity !== 0)
      .map((bin) => toOption(shelf, locationId, toBatch(bin))),
  );
  const used = locations.value.living.filter(({ row }) => row.active).map(({ row }) => row.id);
  const others = [unplaced, ...used].map((place) => toOption(shelf, place, noBatch));
  const byValue = new Map([...holding, chosen, ...others].map((each) => [each.value, each]));
  return [...byValue.values()];
}

function toOption({ item, stock, locations }: Shelf, place: LocationId, batch: Batch): BinOption {
  const value = makeStockId(item.id, place, batch);
  const quantity = quantityIn(stock, place, batch);
  const path = placePath(locations.value, place);
  const where = isBatched(stock) && quantity !== 0 ? `${path} · ${batchWords(batch)}` : path;
  const text = quantity === 0 ? where : `${where} (${formatQuantity(quantity)})`;
  return { value, text, place, batch, quantity };
}
