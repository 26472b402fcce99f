/**
 * People as rows that travel, and what a role may see, on both databases: a new role reads everything anew, and
 * then holds exactly what it may; joining and pushing at once wait for each other and never forever.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import { lockHead, readHead, takeVersion } from '../../server/db/head-statements.ts';
import { noBatch } from '../../shared/batches.ts';
import { makeStockId, unplaced, type ItemId, type PersonId } from '../../shared/ids.ts';
import { limits, type SentMutation } from '../../shared/protocol.ts';
import { must } from '../../shared/result.ts';
import type { SessionFacts } from '../../shared/session.ts';
import { makeStamp } from '../../shared/stamps.ts';
import {
  actorOf,
  emptyDatabases,
  openMigrated,
  openSyncSpace,
  type SyncSpace,
} from '../support/sync-space.ts';
import { newId, type SyncClient } from '../support/sync-client.ts';

for (const [name, open] of Object.entries(emptyDatabases)) {
  describe(`people and roles on ${name}`, { timeout: 120_000 }, () => {
    let db: OpenDatabase;
    let space: SyncSpace;

    beforeAll(async () => {
      db = await openMigrated(open);
    }, 180_000);
    afterAll(async () => {
      await db.close();
    });
    beforeEach(async () => {
      space = await openSyncSpace(db);
    });

    const version = async (): Promise<number> =>
      must(await readHead(db.kysely, space.spaceId), 'the head').version;
    const namesOf = (phone: SyncClient) => phone.all('person').map((person) => person.name);

    test('joining takes a version and makes a row, which staff see and of which a member sees their own', async () => {
      const owner = await space.join('owner', { name: 'Ada' });
      const before = await version();
      const kim = await space.join('member', { name: 'Kim' });
      expect(await version()).toBe(before + 1);
      await space.join('member', { name: 'Noor' });
      const staff = space.phone(actorOf(owner));
      const member = space.phone(actorOf(kim));
      await Promise.all([staff.sync(), member.sync()]);
      expect(namesOf(staff).toSorted()).toEqual(['Ada', 'Kim', 'Noor']);
      expect(member.all('person')).toEqual([
        { id: kim.personId, name: 'Kim', role: 'member', removedAt: null, version: before + 1 },
      ]);
    });

    test('a new name travels to whoever has synced before, and joining again as the same takes no version', async () => {
      const owner = await space.join('owner', { name: 'Ada' });
      const staff = space.phone(actorOf(owner));
      const { clientId } = space.phone();
      await space.join('member', { name: 'Kim', clientId });
      await staff.sync();
      await space.join('member', { name: 'Kimberly', clientId });
      await staff.sync();
      expect(namesOf(staff).toSorted()).toEqual(['Ada', 'Kimberly']);
      const before = await version();
      await space.join('member', { name: 'Kimberly', clientId });
      expect(await version()).toBe(before);
    });

    test('no person is written past the head', async () => {
      await space.join('owner');
      const past = db.kysely
        .updateTable('person')
        .set({ name: 'Mallory' })
        .where('space_id', '=', space.spaceId);
      await expect(past.execute()).rejects.toThrow(/without taking a version/);
    });

    test('many who join and push at once all come through', async () => {
      const pushers = Array.from({ length: 10 }, () => space.phone());
      const joins = Array.from({ length: 10 }, (_, n) =>
        space.join('member', { name: `Kim ${n}` }),
      );
      const pushes = pushers.flatMap((phone) => {
        const id = newId<'item'>();
        return [phone.sync([phone.make('item.create', { id, fields: { name: 'Drill' } })])];
      });
      await Promise.all([...joins, ...pushes]);
      const reader = space.phone();
      await reader.sync();
      expect([reader.rows.item.size, reader.rows.person.size]).toEqual([10, 10]);
      const versions = new Set(reader.all('person').map((person) => person.version));
      expect(versions.size).toBe(10);
    });

    describe('a role', () => {
      let itemId: ItemId;
      let kim: SessionFacts;
      let phone: SyncClient;

      /** The same browser, whose person has another role by now. */
      function as(role: 'member' | 'staff'): SyncClient {
        const seen = space.phone({ ...actorOf(kim), role });
        const { clientId, cursor, epoch, ackedMid, nextMid, rows } = phone;
        return Object.assign(seen, { clientId, cursor, epoch, ackedMid, nextMid, rows });
      }

      beforeEach(async () => {
        const staff = space.phone();
        itemId = newId<'item'>();
        const unitCost = { amount: 150, currency: 'EUR' };
        const goods = { itemId, quantity: 1000, fromLocationId: unplaced, ...noBatch };
        const lent = (borrowerId: PersonId | null, borrowerName: string) => {
          const terms = {
            borrowerId,
            borrowerName,
            dueOn: '',
            note: 'his birthday',
            condition: '',
          };
          return staff.make('loan.lend', { id: newId<'loan'>(), ...goods, ...terms });
        };
        const { clientId } = space.phone();
        kim = await space.join('member', { name: 'Kim', clientId });
        await staff.sync([
          staff.make('item.create', { id: itemId, fields: { name: 'Drill', unitCost } }),
          lent(null, 'Grace'),
          lent(kim.personId, ''),
        ]);
        phone = Object.assign(space.phone(actorOf(kim)), { clientId });
      });

      function expectMembersView(one: SyncClient): void {
        expect(one.all('item')).toMatchObject([{ unitCost: null }]);
        expect(one.all('person')).toMatchObject([{ id: kim.personId }]);
        const borrowers = one.all('loan').map(({ borrowerId, borrowerName }) => {
          return `${borrowerId ?? 'somebody'} ${borrowerName}`;
        });
        expect(new Set(borrowers)).toEqual(new Set(['somebody ', `${kim.personId} `]));
        expect(one.all('movement').map(({ personId }) => personId)).toEqual([null, null]);
      }

      test('of a member sees no costs, no other borrower and nobody else', async () => {
        await phone.sync();
        expectMembersView(phone);
      });

      test('that becomes staff reads everything anew, and then sees it; what waited is kept and pushed', async () => {
        await phone.sync();
        const waiting = phone.make('item.patch', { id: itemId, fields: { notes: 'mine' } });
        const staff = as('staff');
        const { problem } = await staff.request([waiting]);
        expect(problem).toMatchObject({ kind: 'belowFloor', lastMid: 0 });
        expect((await staff.request([waiting])).problem).toMatchObject({ kind: 'belowFloor' });
        staff.cursor = null;
        expect(await staff.sync([waiting])).toEqual([]);
        const fresh = space.phone();
        await fresh.sync();
        expect(staff.holdings()).toEqual(fresh.holdings());
        expect(staff.all('item')).toMatchObject([{ unitCost: { amount: 150 }, notes: 'mine' }]);
        expect((await staff.request([])).status).toBe(200);
      });

      test('that becomes a member’s again holds only what a member may see', async () => {
        await phone.sync();
        const staff = as('staff');
        staff.cursor = null;
        await staff.sync();
        phone = staff;
        const member = as('member');
        expect((await member.request([])).problem).toMatchObject({ kind: 'belowFloor' });
        Object.assign(member, { cursor: null, rows: space.phone().rows });
        await member.sync();
        expectMembersView(member);
      });
    });

    test('a new phone gets all stock and the newest facts, and whoever was here before misses none', async () => {
      const owner = space.phone();
      const itemId = newId<'item'>();
      const stockId = makeStockId(itemId, unplaced);
      const move = (n: number): SentMutation => {
        const ends = { fromLocationId: null, toLocationId: unplaced };
        const fact = { itemId, ...ends, quantity: n, reason: 'add', note: '', undoes: null };
        return owner.make('movement.record', { id: newId<'movement'>(), ...fact });
      };
      await owner.sync([owner.make('item.create', { id: itemId, fields: { name: 'Drill' } })]);
      await owner.sync([move(1)]);
      await owner.sync([move(2)]);
      await insertMovements(itemId, limits.firstSyncFactsMax - 1);
      await owner.sync([move(4)]);

      const fresh = space.phone();
      await fresh.sync();
      expect(fresh.rows.movement.size).toBe(limits.firstSyncFactsMax);
      const quantities = new Set(fresh.all('movement').map(({ quantity }) => quantity));
      expect([quantities.has(4), quantities.has(2), quantities.has(1)]).toEqual([
        true,
        false,
        false,
      ]);
      expect(fresh.rows.stock.get(stockId)).toMatchObject({ quantity: 7 });
      expect(fresh.rows.item.size).toBe(1);
      expect(owner.rows.movement.size).toBe(limits.firstSyncFactsMax + 2);
      await owner.sync([move(8)]);
      await fresh.sync();
      expect(fresh.rows.stock.get(stockId)).toMatchObject({ quantity: 15 });
    });

    /** Facts without an effect, cheaply: all of one version. */
    async function insertMovements(itemId: string, many: number): Promise<void> {
      const stamp = makeStamp({ ms: 1, counter: 0, mark: '00000001' });
      await db.kysely.transaction().execute(async (tx) => {
        const { receivedAt } = await lockHead(tx, space.spaceId);
        const taken = await takeVersion(tx, space.spaceId, receivedAt + 1);
        await sql`insert into movement (space_id, id, item_id, from_location_id, to_location_id, quantity, reason, lot,
            expiry, purpose, undoes, effective_stamp, effective_reason, note, stamp, person_id, received_at, version)
          select ${space.spaceId}, gen_random_uuid()::text, ${itemId}, null, null, 1000, 'add', '', '', '', null, ${stamp},
            'add', '', ${stamp}, null, ${receivedAt}, ${taken}
          from generate_series(1, ${many}::int)`.execute(tx);
      });
    }
  });
}
