/** The whole story at the server, on every database: newest first, page by page, and where each fact came from. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { makeAcceptedCountId } from '../../shared/apply-stocktake.ts';
import { noBatch } from '../../shared/batches.ts';
import type { HistoryAnswer, HistoryPlace, HistoryScope } from '../../shared/history.ts';
import { toId, unplaced, type ItemId, type LocationId, type SpaceId } from '../../shared/ids.ts';
import { must } from '../../shared/result.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import type { OpenDatabase } from '../../server/db/database.ts';
import { lockHead, readHead, takeVersion } from '../../server/db/head-statements.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import { openPostgres } from '../../server/db/open-postgres.ts';
import type { Actor } from '../../server/sync/actor.ts';
import { makeHistory, type History } from '../../server/sync/history.ts';
import { makePushQueue } from '../../server/sync/push-queue.ts';
import { makeSync } from '../../server/sync/sync.ts';
import { openSpace } from '../../server/sync/open-space.ts';
import { makeDatabase } from '../support/make-database.ts';
import { quietLog } from '../support/quiet-log.ts';
import { newId, SyncClient } from '../support/sync-client.ts';

const opens = {
  PGlite: () => openPglite({ dataDir: 'memory', log: quietLog }),
  Postgres: async () =>
    openPostgres({ url: await makeDatabase(inject('postgresUrl')), log: quietLog }),
};

for (const [name, open] of Object.entries(opens)) {
  describe(`history on ${name}`, () => {
    let db: OpenDatabase;
    let spaceId: SpaceId;
    let history: History;
    let staff: Actor;
    let phone: SyncClient;
    let itemId: ItemId;
    const shelf = newId<'location'>();
    const box = newId<'location'>();

    beforeAll(async () => {
      db = await open();
      await migrateToLatest(db);
    });
    afterAll(async () => {
      await db.close();
    });
    beforeEach(async () => {
      spaceId = toId<'space'>(randomUUID());
      const { kysely } = db;
      await kysely.transaction().execute(async (tx) => {
        await tx.insertInto('space').values({ id: spaceId, name: 'Test', created_at: 0 }).execute();
        await openSpace(tx, spaceId, Date.now());
      });
      history = makeHistory(kysely);
      staff = await join('staff', 'Ada', 'Ada’s laptop');
      phone = phoneOf(staff);
      itemId = newId<'item'>();
      await phone.sync([phone.make('item.create', { id: itemId, fields: { name: 'Drill' } })]);
    });

    async function join(role: Actor['role'], personName: string, device: string): Promise<Actor> {
      const personId = newId<'person'>();
      const deviceId = newId<'device'>();
      const seen = { space_id: spaceId, created_at: 0 };
      await db.kysely.transaction().execute(async (tx) => {
        await openVersion(tx);
        const person = { ...seen, id: personId, name: personName, role, removed_at: null };
        await tx
          .insertInto('person')
          .values({ ...person, version: await version(tx) })
          .execute();
        const row = { ...seen, id: deviceId, person_id: personId, name: device, seen_at: 0 };
        await tx.insertInto('device').values(row).execute();
      });
      return { spaceId, personId, personName, role, deviceId };
    }
    async function openVersion(tx: OpenDatabase['kysely']): Promise<void> {
      await lockHead(tx, spaceId);
      await takeVersion(tx, spaceId, Date.now());
    }
    async function version(tx: OpenDatabase['kysely']): Promise<number> {
      return must(await readHead(tx, spaceId), 'the head').version;
    }
    function phoneOf(by: Actor): SyncClient {
      const queue = makePushQueue({ db: db.kysely, now: Date.now, log: quietLog });
      const sync = makeSync({ db: db.kysely, queue, now: Date.now });
      return new SyncClient(async (_path, { body }) => {
        const result = await sync.sync(by, JSON.parse(body));
        return result.ok
          ? Response.json(result.value)
          : Response.json(result.failure, { status: 409 });
      }, '');
    }

    interface Ends {
      readonly from?: LocationId;
      readonly to?: LocationId;
      readonly of?: ItemId;
      readonly nowMs?: number;
    }
    async function move(quantity: number, { from, to, of = itemId, nowMs }: Ends, by = phone) {
      const id = newId<'movement'>();
      const ends = { fromLocationId: from ?? null, toLocationId: to ?? null };
      const said = { reason: 'use', note: '', undoes: null };
      await by.sync([
        by.make('movement.record', { id, itemId: of, quantity, ...ends, ...said }, nowMs),
      ]);
      return id;
    }
    async function count(quantity: number, locationId: LocationId, of = itemId) {
      const id = newId<'count'>();
      await phone.sync([
        phone.make('count.record', { id, itemId: of, locationId, quantity, note: '' }),
      ]);
      return id;
    }
    const ofItem = (): HistoryScope => ({ kind: 'item', itemId });
    const ids = ({ movements, counts }: HistoryAnswer): string[] =>
      [...movements, ...counts]
        .toSorted((one, other) => (one.stamp > other.stamp ? -1 : 1))
        .map(({ id }) => id);

    /** Every page of two, as a phone walks back. */
    async function walk(scope: HistoryScope, by = staff): Promise<HistoryAnswer[]> {
      const pages: HistoryAnswer[] = [];
      let before: HistoryPlace | null = null;
      for (;;) {
        const page: HistoryAnswer = await history.read(by, { scope, before, limit: 2 });
        pages.push(page);
        if (!page.more) return pages;
        const last = must(
          [...page.movements, ...page.counts].toSorted((one, other) =>
            `${one.stamp} ${one.id}` < `${other.stamp} ${other.id}` ? -1 : 1,
          )[0],
          'the end of the page',
        );
        before = { stamp: last.stamp, id: last.id };
      }
    }

    test('movements and counts of an item come as one story, newest first, none twice and none left out', async () => {
      const told: string[] = [];
      for (let round = 0; round < 3; round++) {
        told.unshift(await move(5, { to: shelf }));
        told.unshift(await count(3, shelf));
      }
      await move(1, { to: shelf, of: newId<'item'>() });
      const pages = await walk(ofItem());
      expect(pages.map((page) => ids(page).length)).toEqual([2, 2, 2]);
      expect(pages.flatMap(ids)).toEqual(told);
    });

    test('a place tells what went in, what went out and what was counted there', async () => {
      const into = await move(5, { to: shelf });
      const over = await move(2, { from: shelf, to: box });
      await move(1, { from: box });
      const counted = await count(3, shelf);
      await count(1, box);
      const pages = await walk({ kind: 'location', locationId: shelf });
      expect(pages.flatMap(ids)).toEqual([counted, over, into]);
      expect((await walk({ kind: 'all' })).flatMap(ids)).toHaveLength(5);
    });

    test('facts that bear one stamp are not lost between two pages', async () => {
      const { at, tallyId, stocktakeId } = await countShelf();
      const finished = Array.from({ length: 5 }, () => newId<'item'>());
      await phone.sync([
        phone.make('stocktake.accept', {
          id: stocktakeId,
          lines: finished.map((of) => ({
            tallyId,
            itemId: of,
            locationId: shelf,
            ...noBatch,
            stamp: at,
          })),
        }),
      ]);
      const pages = await walk({ kind: 'location', locationId: shelf });
      expect(pages.flatMap(ids)).toHaveLength(5);
      expect(new Set(pages.flatMap(ids)).size).toBe(5);
      const stamps = pages.flatMap(({ counts }) => counts.map(({ stamp }) => stamp));
      expect(new Set(stamps).size).toBe(1);
    });

    async function countShelf() {
      const stocktakeId = newId<'stocktake'>();
      const tallyId = newId<'tally'>();
      const created = { id: stocktakeId, fields: { name: 'Spring' } };
      await phone.sync([phone.make('stocktake.create', created)]);
      const tally = phone.make('tally.record', {
        id: tallyId,
        stocktakeId,
        kind: 'finish',
        locationId: shelf,
        itemId: null,
        quantity: 0,
        code: '',
        photoId: null,
        note: '',
        counter: phone.clientId,
        ...noBatch,
      });
      await phone.sync([tally]);
      return { stocktakeId, tallyId, at: tally.stamp };
    }

    test('a member learns what happened, and of people only what they did themselves', async () => {
      const member = await join('member', 'Bo', 'Bo’s phone');
      const theirs = await move(1, { to: shelf });
      const own = await move(1, { from: shelf }, phoneOf(member));
      const people = async (by: Actor) =>
        Object.fromEntries(
          (await history.read(by, { scope: ofItem(), before: null, limit: 50 })).movements.map(
            ({ id, personId }) => [id, personId],
          ),
        );
      expect(await people(member)).toEqual({ [theirs]: null, [own]: member.personId });
      expect(await people(staff)).toEqual({ [theirs]: staff.personId, [own]: member.personId });
    });

    test('what was deleted still has a name, without its price for those who may not see prices', async () => {
      await move(1, { to: shelf });
      const fields = { unitCost: { amount: 100, currency: 'EUR' } };
      await phone.sync([
        phone.make('item.patch', { id: itemId, fields }),
        phone.make('location.create', { id: shelf, fields: { name: 'Old shelf' } }),
        phone.make('location.delete', { id: shelf }),
        phone.make('item.delete', { id: itemId }),
      ]);
      const member = await join('member', 'Bo', 'Bo’s phone');
      const page = await history.read(member, { scope: ofItem(), before: null, limit: 1 });
      expect(page.items).toMatchObject([{ id: itemId, name: 'Drill', unitCost: null }]);
      expect(page.locations).toMatchObject([{ id: shelf, name: 'Old shelf' }]);
    });

    test('another space tells nothing', async () => {
      const id = await move(1, { to: shelf });
      const stranger = { ...staff, spaceId: toId<'space'>(randomUUID()) };
      const page = await history.read(stranger, { scope: ofItem(), before: null, limit: 50 });
      expect(page).toEqual({ movements: [], counts: [], items: [], locations: [], more: false });
      expect(await history.readOrigin(stranger, id)).toBeUndefined();
    });

    test('a fact leads back to who sent it, on which device, and to that device’s own clock', async () => {
      const aYearOn = Date.now() + 365 * 24 * 3600 * 1000;
      const id = await move(1, { to: shelf, nowMs: aYearOn });
      const { said, accepted } = must(await history.readOrigin(staff, id), 'the origin');
      expect(accepted).toBeNull();
      expect(said).toMatchObject({
        personName: 'Ada',
        deviceName: 'Ada’s laptop',
        sentAt: aYearOn,
      });
      expect(said?.stampedAt).toBe(said?.receivedAt);
      expect(await history.readOrigin(staff, newId())).toBeUndefined();
    });

    test('a count of a stocktake tells who counted and who accepted it', async () => {
      const counter = await join('member', 'Bo', 'Bo’s phone');
      const there = phone;
      phone = phoneOf(counter);
      phone.lastStamp = there.lastStamp;
      const stocktakeId = newId<'stocktake'>();
      const tallyId = newId<'tally'>();
      await there.sync([
        there.make('stocktake.create', { id: stocktakeId, fields: { name: 'X' } }),
      ]);
      const line = { itemId, locationId: unplaced, ...noBatch };
      const tally = phone.make('tally.record', {
        ...line,
        id: tallyId,
        stocktakeId,
        kind: 'count',
        quantity: 2000,
        code: '',
        photoId: null,
        note: '',
        counter: phone.clientId,
      });
      await phone.sync([tally]);
      const lines = [{ ...line, tallyId, stamp: tally.stamp }];
      await there.sync([there.make('stocktake.accept', { id: stocktakeId, lines })]);
      const origin = await history.readOrigin(staff, makeAcceptedCountId({ ...line, tallyId }));
      expect(origin?.said).toMatchObject({ personName: 'Bo', deviceName: 'Bo’s phone' });
      expect(origin?.accepted).toMatchObject({ personName: 'Ada', deviceName: 'Ada’s laptop' });
    });
  });
}
