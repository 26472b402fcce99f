/** Orders on every database: the numbers that the server gives, and that only one of two can place the same thing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { toId, type ItemId, type SpaceId, type SupplierId } from '../../shared/ids.ts';
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
const inNovember = Date.UTC(2026, 10, 20, 12);
const inJanuary = Date.UTC(2027, 0, 3, 12);

for (const [name, open] of Object.entries(opens)) {
  describe(`orders on ${name}`, () => {
    let db: OpenDatabase;
    let spaceId: SpaceId;
    let sync: Sync;
    let supplierId: SupplierId;
    let itemId: ItemId;
    let nowMs: number;

    beforeAll(async () => {
      db = await open();
      await migrateToLatest(db);
    });
    afterAll(() => db.close());
    beforeEach(async () => {
      spaceId = toId<'space'>(randomUUID());
      [supplierId, itemId] = [newId<'supplier'>(), newId<'item'>()];
      nowMs = inNovember;
      await db.kysely.transaction().execute(async (tx) => {
        await tx.insertInto('space').values({ id: spaceId, name: 'Test', created_at: 0 }).execute();
        await openSpace(tx, spaceId, nowMs);
      });
      const queue = makePushQueue({ db: db.kysely, now: () => nowMs, log: quietLog });
      sync = makeSync({ db: db.kysely, queue, now: () => nowMs });
    });

    /** Somebody else each time. */
    function phone(role: Role = 'staff'): SyncClient {
      const actor = { ...consoleActor(spaceId), role, personId: newId<'person'>() };
      return new SyncClient(async (_path, { body }) => {
        const result = await sync.sync(actor, JSON.parse(body));
        return result.ok
          ? Response.json(result.value)
          : Response.json(result.failure, { status: 409 });
      }, '');
    }
    const order = (client: SyncClient) =>
      client.make('purchaseOrder.create', {
        id: newId<'purchaseOrder'>(),
        fields: { supplierId },
      });
    const numbersOf = (client: SyncClient): string[] =>
      client
        .all('purchaseOrder')
        .map(({ number }) => number)
        .toSorted();

    test('orders of two laptops that push at once get numbers without a gap and without a double', async () => {
      const [ada, bo] = [phone(), phone()];
      const own = (client: SyncClient) => Array.from({ length: 6 }, () => order(client));
      await Promise.all([ada.sync(own(ada)), bo.sync(own(bo))]);
      await ada.sync();
      expect(numbersOf(ada)).toEqual(
        Array.from({ length: 12 }, (_, n) => `PO-2026-${String(n + 1).padStart(4, '0')}`),
      );
    });

    test('an order that is sent twice has one number and takes no second one', async () => {
      const ada = phone();
      const once = order(ada);
      await ada.sync([once]);
      await ada.sync([once]);
      await ada.sync([order(ada)]);
      expect(numbersOf(ada)).toEqual(['PO-2026-0001', 'PO-2026-0002']);
    });

    test('a new year begins with 1 again', async () => {
      const ada = phone();
      await ada.sync([order(ada), order(ada)]);
      nowMs = inJanuary;
      await ada.sync([order(ada)]);
      expect(numbersOf(ada)).toEqual(['PO-2026-0001', 'PO-2026-0002', 'PO-2027-0001']);
    });

    test('of two who place the same thing at once one has ordered it, and the other knows which thing it is', async () => {
      const [ada, bo] = [phone(), phone()];
      const placing = (client: SyncClient) => {
        const id = newId<'purchaseOrder'>();
        const lineId = newId<'orderLine'>();
        const what = { itemId, cycle: 1 };
        const fields = { purchaseOrderId: id, ...what, packs: 1, packQuantity: 5000 };
        const lines = [{ lineId, ...what, seenOrdered: 0 }];
        const days = { orderedOn: '2026-11-20', expectedOn: '' };
        return [
          client.make('purchaseOrder.create', { id, fields: { supplierId } }),
          client.make('orderLine.create', { id: lineId, fields }),
          client.make('purchaseOrder.place', { id, supplierId, ...days, lines }),
        ];
      };
      const answers = await Promise.all([ada, bo].map((client) => client.sync(placing(client))));
      await ada.sync();
      expect(ada.all('reorder')).toMatchObject([{ state: 'ordered', ordered: 5000 }]);
      expect(
        ada
          .all('purchaseOrder')
          .map(({ state }) => state)
          .toSorted(),
      ).toEqual(['draft', 'ordered']);
      const refused = answers
        .flat()
        .flatMap(({ outcome }) => (outcome.kind === 'refused' ? [outcome.refusal] : []));
      expect(refused).toEqual([{ kind: 'orderedMeanwhile', itemIds: [itemId] }]);
    });

    test('a member is told of no order, no line, and no price', async () => {
      const [ada, bo] = [phone(), phone('member')];
      await ada.sync([order(ada)]);
      await bo.sync();
      expect([bo.all('purchaseOrder'), bo.all('orderLine'), bo.all('price')]).toEqual([[], [], []]);
    });
  });
}
