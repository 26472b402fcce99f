/** Reorders on every database: what the server keeps of them, and who is told what. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { toId, unplaced, type ItemId, type SpaceId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import type { OpenDatabase } from '../../server/db/database.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import { openPostgres } from '../../server/db/open-postgres.ts';
import { consoleActor } from '../../server/sync/actor.ts';
import { openSpace } from '../../server/sync/open-space.ts';
import { makePushQueue } from '../../server/sync/push-queue.ts';
import { makeSync, type Sync } from '../../server/sync/sync.ts';
import { makeDatabase } from '../support/make-database.ts';
import { quietLog } from '../support/quiet-log.ts';
import { newId, SyncClient } from '../support/sync-client.ts';

const opens = {
  PGlite: () => openPglite({ dataDir: 'memory', log: quietLog }),
  Postgres: async () =>
    openPostgres({ url: await makeDatabase(inject('postgresUrl')), log: quietLog }),
};

for (const [name, open] of Object.entries(opens)) {
  describe(`reorders on ${name}`, () => {
    let db: OpenDatabase;
    let spaceId: SpaceId;
    let sync: Sync;
    let itemId: ItemId;

    beforeAll(async () => {
      db = await open();
      await migrateToLatest(db);
    });
    afterAll(() => db.close());
    beforeEach(async () => {
      spaceId = toId<'space'>(randomUUID());
      itemId = newId<'item'>();
      await db.kysely.transaction().execute(async (tx) => {
        await tx.insertInto('space').values({ id: spaceId, name: 'Test', created_at: 0 }).execute();
        await openSpace(tx, spaceId, Date.now());
      });
      const queue = makePushQueue({ db: db.kysely, now: Date.now, log: quietLog });
      sync = makeSync({ db: db.kysely, queue, now: Date.now });
    });

    /** Somebody else each time. */
    function phone(role: Role): SyncClient {
      const actor = { ...consoleActor(spaceId), role, personId: newId<'person'>() };
      return new SyncClient(async (_path, { body }) => {
        const result = await sync.sync(actor, JSON.parse(body));
        return result.ok
          ? Response.json(result.value)
          : Response.json(result.failure, { status: 409 });
      }, '');
    }
    const ask = (client: SyncClient, quantity: number) =>
      client.make('reorder.ask', {
        id: newId<'ask'>(),
        itemId,
        cycle: 1,
        quantity,
        priority: 'normal',
        note: 'Mine',
      });
    const decide = (client: SyncClient, step: string) =>
      client.make(`reorder.${step}`, {
        itemId,
        cycle: 1,
        quantity: null,
        expectedOn: '',
        note: '',
      });

    test('asks of several phones join, and a member is told of their own alone', async () => {
      const [bo, cy, staff] = [phone('member'), phone('member'), phone('staff')];
      await Promise.all([bo.sync([ask(bo, 5000)]), cy.sync([ask(cy, 9000)])]);
      for (const client of [bo, cy, staff]) await client.sync();
      expect(staff.all('ask')).toHaveLength(2);
      expect(bo.all('ask')).toMatchObject([{ quantity: 5000, note: 'Mine' }]);
      expect(cy.all('ask')).toMatchObject([{ quantity: 9000 }]);
      for (const client of [bo, cy, staff])
        expect(client.all('reorder')).toMatchObject([{ quantity: 9000, askCount: 2 }]);
    });

    test('a member may ask and withdraw, and decides nothing', async () => {
      const bo = phone('member');
      await bo.sync([ask(bo, 5000)]);
      const steps = ['approve', 'order', 'decline', 'cancel', 'close'];
      const results = await bo.sync(steps.map((step) => decide(bo, step)));
      expect(results).toHaveLength(steps.length);
      for (const { outcome } of results)
        expect(outcome).toMatchObject({ kind: 'refused', refusal: { kind: 'forbidden' } });
      expect(bo.all('reorder')).toMatchObject([{ state: 'requested' }]);
    });

    test('no member learns who decided', async () => {
      const [bo, staff] = [phone('member'), phone('staff')];
      await bo.sync([ask(bo, 5000)]);
      await staff.sync([decide(staff, 'approve')]);
      await bo.sync();
      const [reorder] = bo.all('reorder');
      expect(reorder?.marks.map(({ state, personId }) => [state, personId === null])).toEqual([
        ['requested', false],
        ['approved', true],
      ]);
    });

    test('of two staff who order at once, one does, and the other is told that it was done', async () => {
      const [one, other] = [phone('staff'), phone('staff')];
      await one.sync([ask(one, 5000)]);
      const told = (
        await Promise.all([one.sync([decide(one, 'order')]), other.sync([decide(other, 'order')])])
      ).flat();
      expect(told).toMatchObject([{ outcome: { kind: 'superseded', because: 'alreadySo' } }]);
      await one.sync();
      expect(one.all('reorder')[0]?.marks.map(({ state }) => state)).toEqual([
        'requested',
        'ordered',
      ]);
    });

    test('goods that come for a cancelled reorder land in stock, once', async () => {
      const staff = phone('staff');
      await staff.sync([ask(staff, 5000), decide(staff, 'order'), decide(staff, 'cancel')]);
      const receipt = {
        id: newId<'receipt'>(),
        movementId: newId<'movement'>(),
        itemId,
        cycle: 1,
        note: '',
        locationId: unplaced,
        lot: '',
        expiry: '',
        quantity: 5000,
        damaged: 0,
      };
      const results = await staff.sync([
        staff.make('reorder.receive', receipt),
        staff.make('reorder.receive', receipt),
      ]);
      expect(results.map(({ outcome }) => outcome)).toEqual([
        { kind: 'superseded', because: 'decidedOtherwise', state: 'cancelled' },
        { kind: 'superseded', because: 'alreadySo' },
      ]);
      expect(staff.all('stock')).toMatchObject([{ itemId, quantity: 5000 }]);
    });
  });
}
