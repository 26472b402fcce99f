/** Lead times on every database: learned from what has come, by the supplier that sent it, and unlearned with it. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import { openLeadTimeWorld, type LeadTimeWorld } from '../support/lead-time-world.ts';
import { emptyDatabases, openMigrated } from '../support/sync-space.ts';

const dayMs = 24 * 60 * 60 * 1000;

for (const [name, open] of Object.entries(emptyDatabases)) {
  describe(`lead times on ${name}`, () => {
    let db: OpenDatabase;
    let w: LeadTimeWorld;

    beforeAll(async () => {
      db = await openMigrated(open);
    });
    afterAll(() => db.close());
    beforeEach(async () => {
      w = await openLeadTimeWorld(db);
    });
    afterEach(() => sql`delete from job`.execute(db.kysely));

    test('a receipt teaches how long its article took, and its supplier of all that it sends', async () => {
      const drill = await w.sell();
      const saw = await w.sell(undefined, drill.supplierId);
      await w.deliver(drill, [2, 9, 4, 5]);
      await w.deliver(saw, [30]);
      await w.work();
      const drills = { medianDays: 4.5, p80Days: 9, samples: 4, leftOut: 0 };
      expect(await w.learned(drill.supplierItemId)).toEqual(drills);
      expect(await w.learned(saw.supplierItemId)).toMatchObject({ medianDays: 30, samples: 1 });
      const all = { medianDays: 5, p80Days: 9, samples: 5, leftOut: 0 };
      expect(await w.learned(drill.supplierId)).toEqual(all);
    });

    test('of two suppliers of one item, only the one that served the order learns', async () => {
      const near = await w.sell();
      const far = await w.sell(near.itemId);
      await w.deliver(near, [1]);
      await w.work();
      expect(await w.learned(near.supplierItemId)).toMatchObject({ medianDays: 1, samples: 1 });
      expect(await w.learned(far.supplierItemId)).toBeUndefined();
      expect(await w.learned(far.supplierId)).toBeUndefined();
      await w.deliver(far, [20]);
      await w.work();
      expect(await w.learned(near.supplierId)).toMatchObject({ medianDays: 1, samples: 1 });
      expect(await w.learned(far.supplierId)).toMatchObject({ medianDays: 20, samples: 1 });
    });

    test('a line that names what another supplier sells teaches nothing about that article', async () => {
      const near = await w.sell();
      const far = await w.sell(near.itemId);
      const mixed = { ...near, supplierItemId: far.supplierItemId };
      await w.deliver(mixed, [3]);
      await w.work();
      expect(await w.learned(far.supplierItemId)).toBeUndefined();
      expect(await w.learned(near.supplierId)).toMatchObject({ medianDays: 3, samples: 1 });
    });

    test('a receipt that is taken back is unlearned', async () => {
      const drill = await w.sell();
      const came = await w.receive(await w.order(drill, w.ago(6)), w.ago(1));
      await w.work();
      expect(await w.learned(drill.supplierItemId)).toMatchObject({ medianDays: 5, samples: 1 });
      await w.undo(came);
      await w.work();
      expect(await w.learned(drill.supplierItemId)).toMatchObject({ samples: 0, leftOut: 0 });
      expect(await w.learned(drill.supplierId)).toMatchObject({ samples: 0, leftOut: 0 });
    });

    test('what came damaged and nothing else has not arrived', async () => {
      const drill = await w.sell();
      await w.receive(await w.order(drill, w.ago(6)), w.ago(1), { quantity: 0, damaged: 1000 });
      await w.work();
      expect(await w.learned(drill.supplierId)).toBeUndefined();
    });

    test('a receipt dated before its order is left out and said so; the same day counts', async () => {
      const drill = await w.sell();
      await w.receive(await w.order(drill, w.ago(2)), w.ago(5));
      await w.work();
      expect(await w.learned(drill.supplierItemId)).toMatchObject({ samples: 0, leftOut: 1 });
      await w.receive(await w.order(drill, w.ago(2)), w.ago(2));
      await w.work();
      const both = { medianDays: 0, p80Days: 0, samples: 1, leftOut: 1 };
      expect(await w.learned(drill.supplierItemId)).toEqual(both);
    });

    test('a line of which something has come cannot be taken out, so what it taught stays', async () => {
      const drill = await w.sell();
      const placed = await w.order(drill, w.ago(3));
      await w.receive(placed, w.ago(0));
      await w.staff.sync([w.staff.make('orderLine.delete', { id: placed.lineId })]);
      await w.work();
      expect(w.staff.all('orderLine')).toMatchObject([{ deletedAt: null }]);
      expect(await w.learned(drill.supplierItemId)).toMatchObject({ medianDays: 3, samples: 1 });
    });

    test('what came before the window is not learned from, and another window learns at once', async () => {
      const drill = await w.sell();
      await w.receive(await w.order(drill, w.ago(200)), w.ago(181));
      await w.receive(await w.order(drill, w.ago(187)), w.ago(180));
      await w.work();
      expect(await w.learned(drill.supplierItemId)).toMatchObject({ medianDays: 7, samples: 1 });
      await w.set({ leadWindowDays: 365 });
      await w.work();
      expect(await w.learned(drill.supplierItemId)).toMatchObject({ medianDays: 13, samples: 2 });
      await w.set({ leadWindowDays: 30 });
      await w.work();
      expect(await w.learned(drill.supplierItemId)).toMatchObject({ samples: 0 });
    });

    test('each night forgets what has become too old', async () => {
      const drill = await w.sell();
      await w.deliver(drill, [4]);
      await w.work();
      await w.passTo(w.nowMs + 100 * dayMs);
      expect(await w.learned(drill.supplierItemId)).toMatchObject({ medianDays: 4, samples: 1 });
      await w.passTo(w.nowMs + 100 * dayMs);
      expect(await w.learned(drill.supplierItemId)).toMatchObject({ samples: 0 });
    });

    test('where no figure changed, no row is written and no phone is woken', async () => {
      const drill = await w.sell();
      await w.deliver(drill, [4]);
      await w.work();
      const before = await w.head();
      await w.passTo(w.nowMs + dayMs);
      expect(await w.head()).toBe(before);
    });

    test('what a server that stopped had not learned yet is learned by the next', async () => {
      const drill = await w.sell();
      await w.deliver(drill, [4]);
      // Claimed by a server that died: its lease runs out, and the job is taken up again.
      await sql`update job set state = 'running', attempts = 1, lease_token = 'dead', lease_until = now_ms() - 1
        where space_id = ${w.space.spaceId}`.execute(db.kysely);
      await w.deliver(drill, [8]);
      await w.work();
      expect(await w.learned(drill.supplierItemId)).toMatchObject({ medianDays: 6, samples: 2 });
    });

    test('any number of receipts wait for one job, and requests and stock for none', async () => {
      const drill = await w.sell();
      expect(await w.due()).toBe(0);
      await w.order(drill, w.ago(3));
      expect(await w.due()).toBe(0);
      await w.deliver(drill, [4, 5, 6]);
      expect(await w.due()).toBe(1);
    });

    test('a member’s phone is told of no lead time', async () => {
      const drill = await w.sell();
      await w.deliver(drill, [4]);
      await w.work();
      const member = w.space.phone({ role: 'member' });
      await member.sync();
      expect(member.all('leadTime')).toEqual([]);
      expect(await w.learned(drill.supplierId)).toBeDefined();
    });
  });
}
