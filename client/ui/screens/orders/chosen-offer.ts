/** Where one line of the board is to be ordered, and how much: what was suggested, or what somebody has chosen instead. */
import type { Supplier } from '../../../../shared/entities.ts';
import { sumMoney, type Money } from '../../../../shared/money.ts';
import { unitsOf } from '../../../../shared/orders.ts';
import type { Quantity } from '../../../../shared/quantity.ts';
import { packsMax } from '../../../../shared/suppliers.ts';
import type { NewOrderLine } from '../../../state/order-actions.ts';
import type { Candidate } from '../../../state/suggest-supplier.ts';
import type { ToOrder } from '../../../state/to-order.ts';

const oneUnit: Quantity = 1000;

/** A supplier item, or a supplier of whom nobody knows that it sells the thing: there a pack is one unit. */
export type Offered =
  | { readonly kind: 'known'; readonly candidate: Candidate }
  | { readonly kind: 'new'; readonly supplier: Supplier };

export interface LineChoice {
  readonly isPicked?: boolean;
  /** The id of a supplier item or of a supplier. */
  readonly from?: string;
  readonly packs?: string | undefined;
}

export interface ChosenLine {
  readonly key: string;
  readonly wanted: ToOrder;
  readonly offered: Offered | undefined;
  readonly packsText: string;
  /** Undefined while what is typed is no whole number of packs. */
  readonly packs: number | undefined;
  readonly isPicked: boolean;
}

export function lineKey({ item, cycle }: Pick<ToOrder, 'item' | 'cycle'>): string {
  return `${item.id} ${cycle}`;
}

export function chooseLine(
  wanted: ToOrder,
  choice: LineChoice,
  suppliers: readonly Supplier[],
): ChosenLine {
  const offered = findOffered(wanted, choice.from, suppliers);
  const packsText = choice.packs ?? String(packsOffered(wanted, offered));
  // What was asked for is ticked; what is only low, or stands in a draft already, is for a person to tick.
  const isMeant = wanted.reorder !== undefined && wanted.draft === undefined;
  const isPicked = offered !== undefined && (choice.isPicked ?? isMeant);
  return {
    key: lineKey(wanted),
    wanted,
    offered,
    packsText,
    packs: readPacks(packsText),
    isPicked,
  };
}

function findOffered(
  { suggestion }: Pick<ToOrder, 'suggestion'>,
  from: string | undefined,
  suppliers: readonly Supplier[],
): Offered | undefined {
  const { candidates } = suggestion;
  const named = candidates.find(({ supplierItem }) => supplierItem.id === from);
  if (named !== undefined) return { kind: 'known', candidate: named };
  const supplier = suppliers.find(({ id }) => id === from);
  if (supplier !== undefined) return { kind: 'new', supplier };
  const [best] = candidates;
  return best && { kind: 'known', candidate: best };
}

export function packsOffered(
  { wanted }: Pick<ToOrder, 'wanted'>,
  offered: Offered | undefined,
): number {
  return offered?.kind === 'known'
    ? offered.candidate.packs
    : Math.max(1, Math.ceil(wanted / oneUnit));
}

export function readPacks(text: string): number | undefined {
  const packs = /^\d{1,7}$/.test(text.trim()) ? Number(text) : 0;
  return packs >= 1 && packs <= packsMax ? packs : undefined;
}

export function supplierOf(offered: Offered): Supplier {
  return offered.kind === 'known' ? offered.candidate.supplier : offered.supplier;
}

export function packQuantityOf(offered: Offered): Quantity {
  return offered.kind === 'known' ? offered.candidate.supplierItem.packQuantity : oneUnit;
}

export function priceOf(offered: Offered): Money | null {
  return offered.kind === 'known' ? offered.candidate.supplierItem.price : null;
}

export function offeredId(offered: Offered): string {
  return offered.kind === 'known' ? offered.candidate.supplierItem.id : offered.supplier.id;
}

export function toOrderLine(
  { item, cycle }: Pick<ToOrder, 'item' | 'cycle'>,
  offered: Offered,
  packs: number,
): NewOrderLine {
  return {
    itemId: item.id,
    cycle,
    supplierItemId: offered.kind === 'known' ? offered.candidate.supplierItem.id : null,
    packs,
    packQuantity: packQuantityOf(offered),
    price: priceOf(offered),
  };
}

/** One sum for each currency; lines without a price are left out. */
export function sumOfLines(lines: readonly ChosenLine[]): readonly Money[] {
  return sumMoney(
    lines.flatMap(({ offered, packs }) => {
      const price = offered === undefined ? null : priceOf(offered);
      return price === null || packs === undefined
        ? []
        : [{ ...price, amount: price.amount * packs }];
    }),
  );
}

export function unitsOfLine(offered: Offered, packs: number): Quantity {
  return unitsOf({ packs, packQuantity: packQuantityOf(offered) });
}
