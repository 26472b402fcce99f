/**
 * Which supplier to order an item from: points out of a hundred, by plain arithmetic that the screen shows. Price gives up
 * to 40, the days it takes up to 30, being preferred 20, and past orders on time up to 10. What nobody knows gives none.
 */
import type { Supplier, SupplierItem } from '../../shared/entities.ts';
import { expectLead, type ExpectedLead, type LeadTimeFigures } from '../../shared/lead-times.ts';
import type { Money } from '../../shared/money.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { packsFor } from '../../shared/suppliers.ts';

export const weights = { price: 40, lead: 30, preferred: 20, onTime: 10 } as const;

/** How many orders with an expected day came by it. */
export interface OnTime {
  readonly onTime: number;
  readonly orders: number;
}

export interface Offer {
  readonly supplierItem: SupplierItem;
  readonly supplier: Supplier;
  readonly leadOfItem: LeadTimeFigures | undefined;
  readonly leadOfSupplier: LeadTimeFigures | undefined;
  readonly onTime: OnTime;
}

export type Points = { readonly [Part in keyof typeof weights]: number };

export interface Candidate extends Offer {
  readonly lead: ExpectedLead | undefined;
  readonly points: Points;
  readonly total: number;
  /** So many hold what is wanted, and no fewer than the supplier sells. */
  readonly packs: number;
}

export interface Suggestion {
  /** The best first. */
  readonly candidates: readonly Candidate[];
  /** Prices are in several currencies: none of them counts. */
  readonly isPriceLeftOut: boolean;
}

/** Only what is sold now by a supplier that is there and in use. */
export function isOffered({ supplier, supplierItem }: Pick<Offer, 'supplier' | 'supplierItem'>) {
  return [supplier, supplierItem].every(({ active, deletedAt }) => active && deletedAt === null);
}

export function suggestSupplier(offers: readonly Offer[], wanted: Quantity): Suggestion {
  const offered = offers.filter(isOffered).map((offer) => {
    const { leadOfItem, leadOfSupplier } = offer;
    const lead = expectLead(offer.supplierItem.leadDays, leadOfItem, leadOfSupplier);
    return { ...offer, lead, packs: packsFor(wanted, offer.supplierItem) };
  });
  const currencies = new Set(
    offered.flatMap(({ supplierItem }) => supplierItem.price?.currency ?? []),
  );
  const isPriceLeftOut = currencies.size > 1;
  // Compared by what one unit costs to a thousandth of a cent: a screw is cheaper than any coin.
  const costs = offered.map(exactCost).filter((cost) => cost !== undefined);
  const cheapest = Math.min(...costs);
  const fastest = Math.min(...offered.map(({ lead }) => lead?.medianDays ?? Infinity));
  const candidates = offered.map((offer): Candidate => {
    const cost = exactCost(offer);
    const { lead, onTime, supplierItem } = offer;
    const points = {
      price: isPriceLeftOut || cost === undefined ? 0 : share(cheapest, cost) * weights.price,
      lead: lead === undefined ? 0 : share(fastest + 1, lead.medianDays + 1) * weights.lead,
      preferred: supplierItem.preferred ? weights.preferred : 0,
      onTime: onTime.orders === 0 ? 0 : share(onTime.onTime, onTime.orders) * weights.onTime,
    };
    const rounded = mapPoints(points);
    return { ...offer, points: rounded, total: sumOf(rounded) };
  });
  return { candidates: candidates.toSorted(byTotal), isPriceLeftOut };
}

function exactCost(offer: Pick<Offer, 'supplierItem'>): number | undefined {
  return costPerUnit(offer)?.amount;
}

/** What one unit costs, not rounded: for comparing and showing, never for adding up. */
export function costPerUnit({ supplierItem }: Pick<Offer, 'supplierItem'>): Money | undefined {
  const { price, packQuantity } = supplierItem;
  return price === null ? undefined : { ...price, amount: (price.amount * 1000) / packQuantity };
}

/** 1 for the best. What costs nothing is the best there is. */
function share(best: number, own: number): number {
  return own === 0 ? 1 : best / own;
}

/** Whole points: what the screen adds up is what is compared. */
function mapPoints({ price, lead, preferred, onTime }: Points): Points {
  return {
    price: Math.round(price),
    lead: Math.round(lead),
    preferred,
    onTime: Math.round(onTime),
  };
}

function sumOf({ price, lead, preferred, onTime }: Points): number {
  return price + lead + preferred + onTime;
}

function byTotal(one: Candidate, other: Candidate): number {
  return (
    other.total - one.total ||
    Number(other.supplierItem.preferred) - Number(one.supplierItem.preferred) ||
    one.supplier.name.localeCompare(other.supplier.name)
  );
}
