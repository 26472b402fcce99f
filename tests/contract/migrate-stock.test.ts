/** A space that has lived with the code before this one: its rows get what came later, and the guards stand as before. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { allMigrations } from '../../server/db/migrations/all.ts';
import { consoleActor } from '../../server/sync/actor.ts';
import { makePushQueue } from '../../server/sync/push-queue.ts';
import { makeSync } from '../../server/sync/sync.ts';
import { makeStockId, toId, unplaced, type SpaceId } from '../../shared/ids.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { foldStock } from '../../shared/stock.ts';
import { weekMs, weekOf } from '../../shared/use-weeks.ts';
import { quietLog } from '../support/quiet-log.ts';
import { newId, SyncClient } from '../support/sync-client.ts';
import { emptyDatabases } from '../support/sync-space.ts';

const before = Object.fromEntries(
  Object.entries(allMigrations).filter(([migration]) => migration < '0004'),
);
const itemId = newId<'item'>();
const otherId = newId<'item'>();
const now = Date.UTC(2026, 3, 6, 9);
const at = (ms: number) => makeStamp({ ms, counter: 0, mark: '00000001' });

interface OldMove {
  readonly from?: string;
  readonly to?: string;
  readonly quantity: number;
  readonly reason: string;
  readonly ms: number;
  readonly item?: string;
}

const moves: readonly OldMove[] = [
  { to: unplaced, quantity: 90_000, reason: 'add', ms: now - 40 * weekMs },
  // Too long ago to be kept beside what was used since.
  { from: unplaced, quantity: 9000, reason: 'use', ms: now - 30 * weekMs },
  { from: unplaced, quantity: 4000, reason: 'use', ms: now - 2 * weekMs },
  { to: unplaced, quantity: 1500, reason: 'return', ms: now - 2 * weekMs + 1 },
  { from: unplaced, quantity: 700, reason: 'use', ms: now },
  { from: unplaced, quantity: 300, reason: 'loss', ms: now },
  { from: unplaced, quantity: 50, reason: 'use', ms: now - 60 * weekMs, item: otherId },
];

for (const [name, open] of Object.entries(emptyDatabases)) {
  describe(`the migration of stock on ${name}`, { timeout: 180_000 }, () => {
    let db: OpenDatabase;
    let spaceId: SpaceId;
    const personId = newId<'person'>();
    afterEach(() => db.close());

    /** What the code before has left: a space, a person, an item, movements and their stock, at version 3. */
    async function live(): Promise<void> {
      db = await open();
      await migrateToLatest(db, before);
      spaceId = toId<'space'>(randomUUID());
      await db.kysely.transaction().execute(async (tx) => {
        const run = (query: ReturnType<typeof sql>) => query.execute(tx);
        await run(sql`insert into space values (${spaceId}, 'Old', 0)`);
        await run(
          sql`insert into sync_head values (${spaceId}, ${randomUUID()}, ${randomUUID()}, 3, 0, ${now})`,
        );
        await run(
          sql`insert into sync_run select space_id, run, 1, 1, 0 from sync_head where space_id = ${spaceId}`,
        );
        await run(
          sql`insert into person values (${spaceId}, ${personId}, 'Ada', 'owner', 0, null)`,
        );
        await run(sql`select set_config('bincard.version', '3', true)`);
        await run(sql`insert into item (space_id, id, name, description, sku, unit, minimum, reorder_quantity, image_url,
            link, notes, active, external_id, custom, stamps, version)
          values (${spaceId}, ${itemId}, 'Drill', '', '', 'piece', 0, 0, '', '', '', true, '', '{}', ${JSON.stringify({ '*': at(1) })}::jsonb, 3)`);
        for (const { from = null, to = null, quantity, reason, ms, item = itemId } of moves) {
          await run(sql`insert into movement (space_id, id, item_id, from_location_id, to_location_id, quantity, reason,
              note, stamp, received_at, version)
            values (${spaceId}, ${newId()}, ${item}, ${from}, ${to}, ${quantity}, ${reason}, '', ${at(ms)}, ${now}, 3)`);
        }
        for (const [item, quantity] of [
          [itemId, 77_500],
          [otherId, -50],
        ] as const) {
          await run(sql`insert into stock (space_id, id, item_id, location_id, quantity, version)
            values (${spaceId}, ${makeStockId(item, unplaced)}, ${item}, ${unplaced}, ${quantity}, 3)`);
        }
        await run(sql`insert into count (space_id, id, item_id, location_id, quantity, note, stamp, received_at, version)
          values (${spaceId}, ${newId()}, ${itemId}, ${unplaced}, 0, '', ${at(1)}, ${now}, 3)`);
      });
      // The stock of a count that was older than all movements: as the code before kept it.
      await db.kysely.transaction().execute(async (tx) => {
        await sql`select set_config('bincard.version', '3', true)`.execute(tx);
        await sql`update stock set count_stamp = ${at(1)} where item_id = ${itemId}`.execute(tx);
      });
    }

    function phone(): SyncClient {
      const queue = makePushQueue({ db: db.kysely, now: Date.now, log: quietLog });
      const sync = makeSync({ db: db.kysely, queue, now: Date.now });
      return new SyncClient(async (_path, { body }) => {
        const result = await sync.sync({ ...consoleActor(spaceId), personId }, JSON.parse(body));
        return Response.json(result.ok ? result.value : result.failure, {
          status: result.ok ? 200 : 409,
        });
      }, '');
    }

    test('keeps every row, completes it, and sums up what was used as the law would have done', async () => {
      await live();
      expect(await migrateToLatest(db)).toContain('0004-stock');
      const reader = phone();
      await reader.sync();
      expect(reader.all('item')).toMatchObject([
        { name: 'Drill', lendable: false, unitCost: null },
      ]);
      expect(reader.all('count')).toMatchObject([{ lot: '', expiry: '', stocktakeId: null }]);
      expect(reader.rows.movement.size).toBe(moves.length);
      for (const movement of reader.all('movement')) {
        const { stamp, reason } = movement;
        expect(movement).toMatchObject({
          lot: '',
          expiry: '',
          purpose: '',
          effectiveStamp: stamp,
          effectiveReason: reason,
        });
      }
      const stocks = new Map(
        reader.all('stock').map((stock) => [stock.id, { ...stock, version: 0 }]),
      );
      expect(stocks).toEqual(foldStock(reader.all('movement'), reader.all('count')));
      expect(stocks.get(makeStockId(itemId, unplaced))?.used).toEqual({
        [weekOf(now - 2 * weekMs)]: 2500,
        [weekOf(now)]: 700,
      });
      // People are rows under a version that phones of before have not read.
      expect(reader.all('person')).toMatchObject([{ id: personId, name: 'Ada', version: 4 }]);
      expect(reader.all('movement').every(({ version }) => version === 3)).toBe(true);
    });

    test('leaves the guards standing: nothing is written past the head, nothing deleted', async () => {
      await live();
      await migrateToLatest(db);
      for (const table of ['item', 'movement', 'stock', 'count', 'person'] as const) {
        const past = db.kysely
          .updateTable(table)
          .set({ version: 1 })
          .where('space_id', '=', spaceId);
        await expect(past.execute()).rejects.toThrow(/without taking a version/);
      }
      for (const table of ['movement', 'stock', 'count', 'item'] as const) {
        const gone = db.kysely.deleteFrom(table).where('space_id', '=', spaceId);
        await expect(gone.execute()).rejects.toThrow(/never deleted/);
      }
    });

    test('and life goes on: the next use is added to what was summed up', async () => {
      await live();
      await migrateToLatest(db);
      const one = phone();
      await one.sync();
      const ends = { fromLocationId: unplaced, toLocationId: null };
      const fact = { itemId, ...ends, quantity: 100, reason: 'use', note: '', undoes: null };
      await one.sync([one.make('movement.record', { id: newId<'movement'>(), ...fact }, now + 1)]);
      const stocks = new Map(one.all('stock').map((stock) => [stock.id, { ...stock, version: 0 }]));
      expect(stocks).toEqual(foldStock(one.all('movement'), one.all('count')));
    });
  });
}
