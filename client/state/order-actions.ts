/**
 * What staff do about orders: write them, place them, call them off. Each deed is one transaction on this device with
 * its way back; whether an order is placed is judged by the server.
 */
import type { OrderLine, PurchaseOrder } from '../../shared/entities.ts';
import type { Id, ItemId, PurchaseOrderId, SupplierId, SupplierItemId } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import { orderSteps, type NamedLine, type OrderStep } from '../../shared/orders.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { reorderIdsFrom } from '../../shared/reorders.ts';
import { succeed } from '../../shared/result.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import type { Deed, Done } from './actions.ts';

export interface NewOrderLine {
  readonly itemId: ItemId;
  /** Of the reorder that it serves. */
  readonly cycle: number;
  readonly supplierItemId: SupplierItemId | null;
  readonly packs: number;
  readonly packQuantity: Quantity;
  readonly price: Money | null;
}

export type LinePatch = Partial<
  Pick<OrderLine, 'packs' | 'packQuantity' | 'price' | 'note' | 'supplierItemId'>
>;
export type OrderPatch = Partial<Pick<PurchaseOrder, 'expectedOn' | 'reference' | 'note'>>;

export interface OrderDays {
  readonly orderedOn: string;
  readonly expectedOn: string;
}

type Ordered = Pick<PurchaseOrder, 'id' | 'supplierId' | 'state'>;
type Placed = Pick<OrderLine, 'id' | 'itemId' | 'cycle'>;

interface Source {
  readonly db: LocalDatabase;
  readonly newId: <Name extends string>() => Id<Name>;
  readonly record: (drafts: readonly MutationDraft[], undo?: readonly MutationDraft[]) => Deed;
}

export function makeOrderActions({ db, newId, record }: Source) {
  const lineDraft = (purchaseOrderId: PurchaseOrderId, fields: NewOrderLine) => ({
    name: 'orderLine.create' as const,
    args: { id: newId<'orderLine'>(), fields: { purchaseOrderId, ...fields } },
  });

  return {
    /** Changes nothing but the list of drafts: nothing is ordered by it. */
    async draftOrder(
      supplierId: SupplierId,
      lines: readonly NewOrderLine[],
      fields: OrderPatch = {},
    ): Deed<Done & { readonly id: PurchaseOrderId }> {
      const id = newId<'purchaseOrder'>();
      const done = await record(
        [
          { name: 'purchaseOrder.create', args: { id, fields: { supplierId, ...fields } } },
          ...lines.map((line) => lineDraft(id, line)),
        ],
        [{ name: 'purchaseOrder.cancel', args: { id, lines: [], note: '' } }],
      );
      return done.ok ? succeed({ ...done.value, id }) : done;
    },

    addOrderLines(id: PurchaseOrderId, lines: readonly NewOrderLine[]): Deed {
      const drafts = lines.map((line) => lineDraft(id, line));
      return record(
        drafts,
        drafts.map(({ args }) => ({ name: 'orderLine.delete', args: { id: args.id } })),
      );
    },

    changeOrderLine(before: OrderLine, patch: LinePatch): Deed {
      return record(
        [{ name: 'orderLine.patch', args: { id: before.id, fields: patch } }],
        [{ name: 'orderLine.patch', args: { id: before.id, fields: asBefore(before, patch) } }],
      );
    },

    removeOrderLines: (lines: readonly Placed[]): Deed =>
      record(
        lines.map(({ id }) => ({ name: 'orderLine.delete', args: { id } })),
        lines.map(({ id }) => ({ name: 'orderLine.restore', args: { id } })),
      ),

    editOrder: (before: PurchaseOrder, patch: OrderPatch): Deed =>
      record(
        [{ name: 'purchaseOrder.patch', args: { id: before.id, fields: patch } }],
        [
          {
            name: 'purchaseOrder.patch',
            args: { id: before.id, fields: asBefore(before, patch) },
          },
        ],
      ),

    /** Also places what was added after the first time; there the way back would take back the whole order. */
    async placeOrder(order: Ordered, lines: readonly Placed[], days: OrderDays): Deed {
      const draft = await placeDraft(db, order, lines, days);
      return record(
        [draft],
        order.state === 'draft' ? [backDraft(order.id, lines, 'ordered')] : [],
      );
    },

    /** One line, ordered at this very moment. */
    async orderNow(
      supplierId: SupplierId,
      fields: NewOrderLine,
      days: OrderDays,
      note = '',
    ): Deed<Done & { readonly id: PurchaseOrderId }> {
      const id = newId<'purchaseOrder'>();
      const line = lineDraft(id, fields);
      const named = [{ ...fields, id: line.args.id }];
      const place = await placeDraft(db, { id, supplierId, state: 'draft' }, named, days);
      const done = await record(
        [{ name: 'purchaseOrder.create', args: { id, fields: { supplierId, note } } }, line, place],
        [
          backDraft(id, named, 'ordered'),
          { name: 'purchaseOrder.cancel', args: { id, lines: [], note: '' } },
        ],
      );
      return done.ok ? succeed({ ...done.value, id }) : done;
    },

    decideOrder({ id }: Ordered, step: OrderStep, lines: readonly Placed[], note = ''): Deed {
      const args = { id, lines: toNamed(lines), note };
      return record(
        [{ name: `purchaseOrder.${step}`, args }],
        [backDraft(id, lines, orderSteps[step].to)],
      );
    },

    /** One step back. */
    undoOrder: ({ id, state }: Ordered, lines: readonly Placed[]): Deed =>
      record([backDraft(id, lines, state)]),
  };
}

function toNamed(lines: readonly Placed[]): NamedLine[] {
  return lines.map(({ id, itemId, cycle }) => ({ lineId: id, itemId, cycle }));
}

function backDraft(
  id: PurchaseOrderId,
  lines: readonly Placed[],
  from: PurchaseOrder['state'],
): MutationDraft {
  return { name: 'purchaseOrder.back', args: { id, lines: toNamed(lines), note: '', from } };
}

/** Says of every line how much of its item this device knew to be ordered: the server compares. */
async function placeDraft(
  db: LocalDatabase,
  { id, supplierId }: Ordered,
  lines: readonly Placed[],
  days: OrderDays,
): Promise<MutationDraft> {
  const named = await Promise.all(
    toNamed(lines).map(async (line) => {
      const rows = await db.reorder.bulkGet(reorderIdsFrom(line.itemId, line.cycle));
      return { ...line, seenOrdered: rows.findLast((row) => row !== undefined)?.ordered ?? 0 };
    }),
  );
  return { name: 'purchaseOrder.place', args: { id, supplierId, ...days, lines: named } };
}

/** The same fields as they were. */
function asBefore<Patch extends object>(before: object, patch: Patch): Patch {
  // The names are those of the patch, and each value is what the row held under that name.
  return Object.fromEntries(
    Object.keys(patch).map((name): [string, unknown] => [name, Reflect.get(before, name)]),
  ) as Patch;
}
