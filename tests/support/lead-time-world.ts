/** A space whose owner orders and receives, and the real worker that learns lead times from it. */
import { sql } from 'kysely';
import { expect, vi } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import { leadTimeHandler } from '../../server/jobs/lead-time-handler.ts';
import { startWorker } from '../../server/jobs/worker.ts';
import { unplaced, type ItemId, type OrderLineId, type SupplierId } from '../../shared/ids.ts';
import { addDays } from '../../shared/lead-times.ts';
import { must } from '../../shared/result.ts';
import { settingsId, type SettingsFields } from '../../shared/settings.ts';
import { allHandlers } from './all-handlers.ts';
import { quietLog } from './quiet-log.ts';
import { newId, type SyncClient } from './sync-client.ts';
import { openSyncSpace, type SyncSpace } from './sync-space.ts';

export interface Sold {
  readonly itemId: ItemId;
  readonly supplierId: SupplierId;
  readonly supplierItemId: ReturnType<typeof newId<'supplierItem'>>;
}

export interface Placed {
  readonly sold: Sold;
  readonly orderId: ReturnType<typeof newId<'purchaseOrder'>>;
  readonly lineId: OrderLineId;
  readonly cycle: number;
}

export interface Arrived {
  readonly of: Placed;
  readonly args: Readonly<Record<string, unknown>>;
}

export class LeadTimeWorld {
  readonly db: OpenDatabase;
  readonly space: SyncSpace;
  readonly staff: SyncClient;
  nowMs = Date.now();

  constructor(db: OpenDatabase, space: SyncSpace) {
    this.db = db;
    this.space = space;
    this.staff = space.phone();
  }

  /** So many days ago, as a day of the calendar. */
  ago(days: number): string {
    return addDays(new Date(this.nowMs).toISOString().slice(0, 10), -days);
  }

  async sell(itemId = newId<'item'>(), supplierId = newId<'supplier'>()): Promise<Sold> {
    const { staff } = this;
    const supplierItemId = newId<'supplierItem'>();
    const article = { id: supplierItemId, fields: { itemId, supplierId } };
    await this.#do(
      staff.make('item.create', { id: itemId, fields: { name: 'Drill' } }),
      staff.make('supplier.create', { id: supplierId, fields: { name: 'Tool shop' } }),
      staff.make('supplierItem.create', article),
    );
    return { itemId, supplierId, supplierItemId };
  }

  async order(sold: Sold, orderedOn: string, packs = 1): Promise<Placed> {
    const { staff } = this;
    const { itemId, supplierId, supplierItemId } = sold;
    const [orderId, lineId] = [newId<'purchaseOrder'>(), newId<'orderLine'>()];
    await staff.sync();
    const reorders = staff.all('reorder').filter((each) => each.itemId === itemId);
    const cycle = reorders.length + 1;
    const fields = { purchaseOrderId: orderId, itemId, cycle, supplierItemId };
    const line = { lineId, itemId, cycle, seenOrdered: 0 };
    const placing = { id: orderId, supplierId, orderedOn, expectedOn: '', lines: [line] };
    await this.#do(
      staff.make('purchaseOrder.create', { id: orderId, fields: { supplierId } }),
      staff.make('orderLine.create', {
        id: lineId,
        fields: { ...fields, packs, packQuantity: 1000 },
      }),
      staff.make('purchaseOrder.place', placing),
    );
    return { sold, orderId, lineId, cycle };
  }

  async receive(of: Placed, receivedOn: string, came: object = {}): Promise<Arrived> {
    const { staff } = this;
    const { itemId, supplierItemId } = of.sold;
    const args = {
      id: newId<'receipt'>(),
      itemId,
      cycle: of.cycle,
      locationId: unplaced,
      movementId: newId<'movement'>(),
      note: '',
      lot: '',
      expiry: '',
      orderLineId: of.lineId,
      supplierItemId,
    };
    const good = { quantity: 1000, damaged: 0, receivedOn, ...came };
    await this.#do(staff.make('reorder.receive', { ...args, ...good }));
    return { of, args };
  }

  async undo({ args }: Arrived): Promise<void> {
    await this.#do(this.staff.make('reorder.undoReceipt', args));
  }

  async deliver(sold: Sold, days: readonly number[]): Promise<void> {
    for (const each of days)
      await this.receive(await this.order(sold, this.ago(each)), this.ago(0));
  }

  async set(fields: Partial<SettingsFields>): Promise<void> {
    await this.#do(this.staff.make('settings.patch', { id: settingsId, fields }));
  }

  async #do(...mutations: ReturnType<SyncClient['make']>[]): Promise<void> {
    expect(await this.staff.sync(mutations)).toEqual([]);
  }

  /** Whatever is due is done; a night passes only where the clock is moved. */
  async work(): Promise<void> {
    const now = (): number => this.nowMs;
    const worker = await startWorker({
      db: this.db,
      handlers: allHandlers([leadTimeHandler({ now })]),
      log: quietLog,
      now: Date.now,
      rollDice: () => 0.5,
      isOwnHost: () => true,
    });
    try {
      await vi.waitFor(async () => expect(await this.due()).toBe(0), { timeout: 20_000 });
    } finally {
      await worker.stop();
    }
  }

  async due(): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*) as count from job
      where space_id = ${this.space.spaceId} and kind = 'leadTime.recompute'
        and (state = 'running' or (state = 'queued' and run_at <= now_ms()))`.execute(
      this.db.kysely,
    );
    return must(rows[0], 'a count').count;
  }

  /** The night has come: what waits for it is due. */
  async passTo(nowMs: number): Promise<void> {
    this.nowMs = nowMs;
    await sql`update job set run_at = now_ms() where space_id = ${this.space.spaceId}
      and kind = 'leadTime.recompute' and state = 'queued'`.execute(this.db.kysely);
    await this.work();
  }

  async head(): Promise<number> {
    const head = this.db.kysely.selectFrom('sync_head').select('version');
    const row = await head.where('space_id', '=', this.space.spaceId).executeTakeFirstOrThrow();
    return row.version;
  }

  /** What a phone of staff knows after its next sync. */
  async learned(id: string) {
    await this.staff.sync();
    const row = this.staff.all('leadTime').find((each) => each.id === id);
    if (row === undefined) return undefined;
    const { medianDays, p80Days, samples, leftOut } = row;
    return { medianDays, p80Days, samples, leftOut };
  }
}

export async function openLeadTimeWorld(db: OpenDatabase): Promise<LeadTimeWorld> {
  return new LeadTimeWorld(db, await openSyncSpace(db));
}
