/**
 * How low an item may go before it must be ordered: what is used until four of five deliveries are here, and for some days
 * more. Every number of the sum is shown, so anybody can see why, and say otherwise.
 */
import { emptyFields, type Stock } from '../../shared/entities.ts';
import type { ItemId } from '../../shared/ids.ts';
import type { ExpectedLead } from '../../shared/lead-times.ts';
import { quantityMax, type Quantity } from '../../shared/quantity.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { settingsId } from '../../shared/settings.ts';
import { addUses, useRate, type UseByWeek, type UseRate } from '../../shared/use-weeks.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { Moment } from '../db/meta.ts';
import { readServerNow } from './server-now.ts';
import { isOffered, readOffers } from './suppliers.ts';

export interface MinimumFacts {
  readonly used: UseByWeek;
  readonly rate: UseRate | null;
  /** Of the supplier that one would order from. */
  readonly lead: (ExpectedLead & { readonly supplierName: string }) | undefined;
  readonly safetyDays: number;
  /** Anybody sells it. */
  readonly isSold: boolean;
}

export interface SuggestedMinimum {
  readonly minimum: Quantity;
  /** Before it was rounded up. */
  readonly exact: Quantity;
  readonly rate: UseRate;
  readonly lead: NonNullable<MinimumFacts['lead']>;
  readonly safetyDays: number;
}

export type NoSuggestion =
  /** Nothing was ever taken. */
  | 'neverUsed'
  /** The first whole week with use is not over. */
  | 'tooNew'
  /** Nothing in the last weeks, or more came back. */
  | 'idle'
  /** Nobody sells it, as far as is known. */
  | 'noSupplier'
  | 'noLead';

export function suggestMinimum(
  facts: MinimumFacts,
  unit: string,
): Result<SuggestedMinimum, NoSuggestion> {
  const { used, rate, lead, safetyDays } = facts;
  if (Object.keys(used).length === 0) return fail('neverUsed');
  if (rate === null) return fail('tooNew');
  if (rate.used <= 0) return fail('idle');
  if (lead === undefined) return fail(facts.isSold ? 'noLead' : 'noSupplier');
  const exact = (rate.used * (lead.p80Days + safetyDays)) / (rate.weeks * 7);
  const step = stepOf(used, unit);
  // A hair above a whole number is a fault of the division, not a need.
  const minimum = Math.min(quantityMax, Math.ceil(exact / step - 1e-9) * step);
  return succeed({ minimum, exact, rate, lead, safetyDays });
}

/** Pieces are whole. Of all else as many decimals as it is taken in: nobody keeps 3.286 m of a cable cut by the metre. */
function stepOf(used: UseByWeek, unit: string): Quantity {
  if (unit === 'piece') return 1000;
  const amounts = Object.values(used);
  return [1000, 100, 10].find((step) => amounts.every((each) => each % step === 0)) ?? 1;
}

export function readMinimumFacts(
  db: LocalDatabase,
  itemId: ItemId,
  moment: Moment,
): Promise<MinimumFacts> {
  const tables = [db.supplier, db.supplierItem, db.price, db.leadTime, db.stock];
  return db.transaction('r', [...tables, db.settings, db.meta], async () => {
    const [stock, offers, settings, nowMs] = await Promise.all([
      db.stock.where('itemId').equals(itemId).toArray(),
      readOffers(db, itemId),
      db.settings.get(settingsId),
      readServerNow(db, moment),
    ]);
    const used = addUses(stock.map((bin: Stock) => bin.used));
    const offered = offers.filter(isOffered);
    const chosen = offered.find(({ lead }) => lead !== undefined);
    return {
      used,
      rate: useRate(used, nowMs),
      lead: chosen?.lead && { ...chosen.lead, supplierName: chosen.supplier?.name ?? '' },
      safetyDays: (settings ?? emptyFields.settings).safetyDays,
      isSold: offered.length > 0,
    };
  });
}
