/**
 * Rows of older code get the fields that came later, so that the rules find them whole while the server's
 * own rows are still on their way, or while there is no network to bring them.
 */
import type { Transaction } from 'dexie';
import type { SyncedTable } from '../../shared/entities.ts';
import { toId } from '../../shared/ids.ts';
import { stampToMs } from '../../shared/stamps.ts';
import type { ShadowRow } from './local-database.ts';

type Later = Readonly<Record<string, unknown>>;

const batch = { lot: '', expiry: '' };
const laterFields: { readonly [Table in SyncedTable]?: (row: Later) => Later } = {
  item: () => ({ lendable: false, unitCost: null }),
  stock: () => ({ ...batch, used: {} }),
  count: () => ({ ...batch, stocktakeId: null }),
  movement: ({ stamp, reason }) => {
    return { ...batch, purpose: '', effectiveStamp: stamp, effectiveReason: reason };
  },
  reorder: ({ orderedAt, quantity }) => ({ ordered: orderedAt === null ? 0 : quantity }),
  receipt: ({ stamp }) => ({
    expired: 0,
    orderLineId: null,
    supplierItemId: null,
    receivedOn: new Date(stampToMs(toId<'stamp'>(String(stamp)))).toISOString().slice(0, 10),
    price: null,
    packQuantity: 1000,
  }),
};

export async function completeRows(upgrade: Transaction): Promise<void> {
  for (const [table, later] of Object.entries(laterFields)) {
    await upgrade
      .table<Later>(table)
      .toCollection()
      .modify((row) => {
        Object.assign(row, { ...later(row), ...row });
      });
  }
  await upgrade
    .table<ShadowRow>('shadow')
    .toCollection()
    .modify((shadow) => {
      const later = laterFields[shadow.table];
      for (const row of [shadow.row, shadow.next]) {
        if (later !== undefined && row) Object.assign(row, { ...later({ ...row }), ...row });
      }
    });
}
