/**
 * What sync promises, on every database it runs on: the same suite on embedded PGlite and on Postgres.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { Item, Location } from '../../shared/entities.ts';
import { makeStockId, toId, unplaced, type SpaceId } from '../../shared/ids.ts';
import { limits, type SentMutation, type SyncAnswer } from '../../shared/protocol.ts';
import { must } from '../../shared/result.ts';
import { stampToMs } from '../../shared/stamps.ts';
import { foldStock } from '../../shared/stock.ts';
import type { OpenDatabase } from '../../server/db/database.ts';
import { readHead, startRun } from '../../server/db/head-statements.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import { openPostgres } from '../../server/db/open-postgres.ts';
import { consoleActor, type Actor } from '../../server/sync/actor.ts';
import { applyImport } from '../../server/sync/apply-import.ts';
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

const yearMs = 365 * 24 * 3600 * 1000;

for (const [name, open] of Object.entries(opens)) {
  describe(`sync on ${name}`, () => {
    let db: OpenDatabase;
    let spaceId: SpaceId;
    let actor: Actor;
    let sync: Sync;

    beforeAll(async () => {
      db = await open();
      await migrateToLatest(db);
    });
    afterAll(async () => {
      await db.close();
    });
    beforeEach(async () => {
      spaceId = toId<'space'>(randomUUID());
      actor = { ...consoleActor(spaceId), personId: newId<'person'>() };
      const { kysely } = db;
      await kysely.transaction().execute(async (tx) => {
        await tx.insertInto('space').values({ id: spaceId, name: 'Test', created_at: 0 }).execute();
        await openSpace(tx, spaceId, Date.now());
      });
      const queue = makePushQueue({ db: kysely, now: Date.now, log: quietLog });
      sync = makeSync({ db: kysely, queue, now: Date.now });
    });

    /** A phone that reaches `sync` without HTTP between. */
    function phone(by: Actor = actor): SyncClient {
      return new SyncClient(async (_path, { body }) => {
        const result = await sync.sync(by, JSON.parse(body));
        return result.ok
          ? Response.json(result.value)
          : Response.json(result.failure, { status: 409 });
      }, '');
    }
    const version = async (): Promise<number> =>
      must(await readHead(db.kysely, spaceId), 'the head').version;

    function addItem(
      client: SyncClient,
      fields: Partial<Item> = {},
    ): SentMutation & { id: string } {
      const id = newId<'item'>();
      return { ...client.make('item.create', { id, fields: { name: 'Drill', ...fields } }), id };
    }
    function move(
      client: SyncClient,
      itemId: string,
      change: number,
      nowMs?: number,
    ): SentMutation {
      const [from, to] = change < 0 ? [unplaced, null] : [null, unplaced];
      const args = { id: newId<'movement'>(), itemId, fromLocationId: from, toLocationId: to };
      const facts = { quantity: Math.abs(change), reason: 'use', note: '', undoes: null };
      return client.make('movement.record', { ...args, ...facts }, nowMs);
    }

    test('a change of one phone reaches the other with its next sync', async () => {
      const [one, other] = [phone(), phone()];
      const created = addItem(one);
      expect(await one.sync([created])).toEqual([]);
      await other.sync();
      expect(other.rows.item.get(created.id)).toMatchObject({ name: 'Drill', version: 2 });
      expect(other.holdings()).toEqual(one.holdings());
    });

    test('a new space has ten places, and one that was removed does not come back', async () => {
      const one = phone();
      await one.sync();
      expect(one.rows.location.size).toBe(10);
      const [place] = one.rows.location.values();
      await one.sync([one.make('location.delete', { id: must(place, 'a place').id })]);
      await startRun(db.kysely, spaceId, randomUUID(), Date.now());
      const other = phone();
      await other.sync();
      expect(other.rows.location.size).toBe(9);
    });

    test('a batch sent twice is applied once, and the retry takes no version', async () => {
      const one = phone();
      const created = addItem(one);
      const batch = [
        created,
        move(one, created.id, 5000),
        one.make('item.delete', { id: newId() }),
      ];
      const first = await one.request(batch);
      const before = await version();
      const again = await one.request(batch);
      expect(await version()).toBe(before);
      expect(again.answer?.results).toEqual(first.answer?.results);
      expect(again.answer?.lastMid).toBe(3);
      await one.sync();
      const stockId = makeStockId(toId<'item'>(created.id), unplaced);
      expect(one.rows.stock.get(stockId)).toMatchObject({ quantity: 5000 });
    });

    test('the same batch from two tabs at once is applied once', async () => {
      const one = phone();
      const created = addItem(one);
      const batch = [created, move(one, created.id, 5000)];
      const answers = await Promise.all([1, 2, 3].map(() => one.request(batch)));
      expect(answers.map(({ answer }) => answer?.lastMid)).toEqual([2, 2, 2]);
      await one.sync();
      const stockId = makeStockId(toId<'item'>(created.id), unplaced);
      expect(one.rows.stock.get(stockId)).toMatchObject({ quantity: 5000 });
    });

    test('pushes that meet share a transaction', async () => {
      const phones = Array.from({ length: 12 }, () => phone());
      const before = await version();
      await Promise.all(phones.map((one) => one.request([addItem(one)])));
      expect((await version()) - before).toBeLessThan(12);
    });

    test('one poisoned mutation among 999 good ones is refused alone', async () => {
      const one = phone();
      const batch = Array.from({ length: 1000 }, (_, place) =>
        place === 500 ? one.make('item.create', { id: 7, fields: 'x' }) : addItem(one),
      );
      const results = await one.sync(batch);
      expect(results).toMatchObject([
        { mid: 501, outcome: { kind: 'refused', refusal: { kind: 'invalid', path: 'id' } } },
      ]);
      expect(one.rows.item.size).toBe(999);
    });

    test('a value that only the database refuses is found by halves and refused alone', async () => {
      // Stands for whatever the schemas fail to foresee.
      await sql`create or replace function refuse_poison() returns trigger language plpgsql as
        'begin if new.name = ''poison'' then raise check_violation; end if; return new; end'`.execute(
        db.kysely,
      );
      await sql`create or replace trigger refuse_poison before insert on item
        for each row execute function refuse_poison()`.execute(db.kysely);
      const [one, other] = [phone(), phone()];
      const batch = Array.from({ length: 20 }, (_, place) =>
        addItem(one, { name: place === 13 ? 'poison' : 'good' }),
      );
      const [answered] = await Promise.all([one.request(batch), other.request([addItem(other)])]);
      expect(answered.answer?.results).toMatchObject([
        { mid: 14, outcome: { kind: 'refused', refusal: { kind: 'notStorable' } } },
      ]);
      await other.sync();
      expect(other.rows.item.size).toBe(20);
      expect((await one.request(batch)).answer?.results).toHaveLength(1);
      await sql`drop trigger refuse_poison on item`.execute(db.kysely);
    });

    test('an unknown mutation or version is refused by name, and the rest goes through', async () => {
      const one = phone();
      const unknown = one.make('item.teleport', {});
      const newer = {
        ...one.make('item.create', { id: newId(), fields: { name: 'A' } }),
        version: 9,
      };
      const results = await one.sync([unknown, newer, addItem(one)]);
      expect(results.map(({ outcome }) => outcome)).toMatchObject([
        { refusal: { kind: 'unknownMutation', name: 'item.teleport' } },
        { refusal: { kind: 'unknownMutation', version: 9 } },
      ]);
      expect(one.rows.item.size).toBe(1);
    });

    test('two edits of different fields both stay; of the same field the later one does', async () => {
      const [one, other] = [phone(), phone()];
      const created = addItem(one);
      // Later than its birth, on however slow a machine.
      const now = stampToMs(created.stamp);
      await one.sync([created]);
      await other.sync();
      const patch = (client: SyncClient, fields: object, ms: number): SentMutation =>
        client.make('item.patch', { id: created.id, fields }, ms);
      await one.sync([patch(one, { name: 'Late', notes: 'by one' }, now + 2)]);
      const results = await other.sync([patch(other, { name: 'Early', unit: 'box' }, now + 1)]);
      expect(results).toMatchObject([
        {
          outcome: {
            because: 'laterEdit',
            lost: [{ field: 'name', mine: 'Early', theirs: 'Late' }],
          },
        },
      ]);
      await one.sync();
      expect(one.rows.item.get(created.id)).toMatchObject({
        name: 'Late',
        notes: 'by one',
        unit: 'box',
      });
    });

    test('−3 and −4 from 10 is 3, and a late movement from before a count changes nothing', async () => {
      const [one, other] = [phone(), phone()];
      const early = Date.now() - 60_000;
      const created = addItem(one);
      const stockId = makeStockId(toId<'item'>(created.id), unplaced);
      await one.sync([created, move(one, created.id, 10_000)]);
      await other.sync();
      await one.sync([move(one, created.id, -3000)]);
      await other.sync([move(other, created.id, -4000)]);
      expect(other.rows.stock.get(stockId)).toMatchObject({ quantity: 3000 });

      const third = phone();
      const late = move(third, created.id, -2000, early);
      const count = {
        id: newId(),
        itemId: created.id,
        locationId: unplaced,
        quantity: 8000,
        note: '',
      };
      await one.sync([one.make('count.record', count)]);
      expect(await third.sync([late])).toMatchObject([{ outcome: { because: 'inCount' } }]);
      expect(third.rows.stock.get(stockId)).toMatchObject({ quantity: 8000 });
      expect(third.rows.movement.size).toBe(4);
    });

    test('stock equals a recompute from scratch, whatever the order of arrival', async () => {
      const phones = Array.from({ length: 4 }, () => phone());
      const created = addItem(must(phones[0], 'a phone'));
      await must(phones[0], 'a phone').sync([created]);
      const start = Date.now() - 100_000;
      for (let round = 0; round < 12; round++) {
        await Promise.all(
          phones.map((one, place) => {
            const at = start + ((round * 7919 + place * 104_729) % 90_000);
            const count = { id: newId(), itemId: created.id, locationId: unplaced, note: '' };
            const fact =
              (round + place) % 3 === 0
                ? one.make('count.record', { ...count, quantity: round * 1000 }, at)
                : move(one, created.id, (place - 2) * 1000 || 500, at);
            return one.sync([fact]);
          }),
        );
      }
      const reader = phone();
      await reader.sync();
      const { stock } = reader.rows;
      const folded = foldStock(reader.all('movement'), reader.all('count'));
      for (const [id, { quantity, countStamp }] of folded) {
        expect(stock.get(id)).toMatchObject({ quantity, countStamp });
      }
    });

    test('a clock that is years off is clamped to the time of receipt and refused nowhere', async () => {
      const args = { id: newId<'item'>(), fields: { name: 'From the future' } };
      const future = phone();
      const before = Date.now();
      const results = await future.sync([
        future.make('item.create', args, before + 5 * yearMs),
        future.make('item.patch', { id: args.id, fields: { name: 'Second' } }, before + 5 * yearMs),
        future.make('item.patch', { id: args.id, fields: { name: 'Third' } }, before + 5 * yearMs),
      ]);
      expect(results).toEqual([]);
      const row = must(future.rows.item.get(args.id), 'the item') as Item;
      expect(row.name).toBe('Third');
      expect(stampToMs(must(row.stamps['name'], 'a stamp'))).toBeLessThanOrEqual(Date.now() + 1000);
      const fixed = phone();
      await fixed.sync([
        fixed.make('item.patch', { id: args.id, fields: { name: 'Right' } }, Date.now() + 2000),
      ]);
      expect(fixed.rows.item.get(args.id)).toMatchObject({ name: 'Right' });
    });

    test('a delete wins over an edit, whoever comes first, and a restore brings the row back', async () => {
      const [one, other] = [phone(), phone()];
      const created = addItem(one);
      await one.sync([created]);
      await one.sync([one.make('item.delete', { id: created.id })]);
      const edit = other.make('item.patch', { id: created.id, fields: { name: 'New' } });
      expect(await other.sync([edit])).toMatchObject([
        { outcome: { kind: 'refused', refusal: { kind: 'rowDeleted', id: created.id } } },
      ]);
      const again = await one.sync([one.make('item.delete', { id: created.id })]);
      expect(again).toMatchObject([{ outcome: { kind: 'superseded', because: 'alreadySo' } }]);
      await one.sync([one.make('item.restore', { id: created.id })]);
      expect(one.rows.item.get(created.id)).toMatchObject({ deletedAt: null, name: 'Drill' });
    });

    test('a place cannot be put inside itself, not even by two people who each did half of it', async () => {
      const [one, other] = [phone(), phone()];
      const [a, b] = [newId<'location'>(), newId<'location'>()];
      await one.sync([
        one.make('location.create', { id: a, fields: { name: 'A' } }),
        one.make('location.create', { id: b, fields: { name: 'B' } }),
      ]);
      await other.sync();
      expect(
        await one.sync([one.make('location.patch', { id: a, fields: { parentId: b } })]),
      ).toEqual([]);
      const results = await other.sync([
        other.make('location.patch', { id: b, fields: { parentId: a } }),
      ]);
      expect(results).toMatchObject([{ outcome: { refusal: { kind: 'wouldLoop', id: b } } }]);
    });

    test('a version larger than a page is split, and a reader gets every row once', async () => {
      const writer = phone();
      for (let batch = 0; batch < 5; batch++) {
        await writer.request(Array.from({ length: 1000 }, () => addItem(writer)));
      }
      const reader = phone();
      const seen: string[] = [];
      let answer: SyncAnswer;
      do {
        answer = must((await reader.request([])).answer, 'an answer');
        const rows = answer.rows.item ?? [];
        expect(rows.length).toBeLessThanOrEqual(limits.pullRowsMax);
        seen.push(...rows.map(({ id }) => id));
        reader.cursor = answer.cursor;
      } while (answer.more);
      expect(seen).toHaveLength(5000);
      expect(new Set(seen).size).toBe(5000);
      expect(answer.cursor.version).toBe(await version());
    });

    test('a first sync leaves out the dead; whoever knew them is told', async () => {
      const [one, other] = [phone(), phone()];
      const created = addItem(one);
      await one.sync([created]);
      await other.sync();
      await one.sync([one.make('item.delete', { id: created.id })]);
      await other.sync();
      expect((other.rows.item.get(created.id) as Item).deletedAt).not.toBeNull();
      const fresh = phone();
      await fresh.sync();
      expect(fresh.rows.item.has(created.id)).toBe(false);
    });

    test('a phone of another epoch is told so before anything is applied', async () => {
      const one = phone();
      await one.sync([addItem(one)]);
      const before = await version();
      const { problem } = await one.request([addItem(one)], { epoch: randomUUID() });
      expect(problem).toMatchObject({ kind: 'epochChanged', lastMid: 1 });
      expect(await version()).toBe(before);
    });

    test('a phone that has seen versions which the database has lost is told that it went back', async () => {
      const one = phone();
      await one.sync([addItem(one)]);
      const { cursor } = one;
      // The database as it was before that push, and a server started on it, that has written since.
      await sql`update sync_head set version = 1 where space_id = ${spaceId}`.execute(db.kysely);
      await sql`update sync_client set last_mid = 0 where space_id = ${spaceId}`.execute(db.kysely);
      expect((await one.request([])).problem).toMatchObject({ kind: 'regressed', lastMid: 0 });
      await startRun(db.kysely, spaceId, randomUUID(), Date.now());
      const other = phone();
      for (let writes = 0; writes < 3; writes++) await other.sync([addItem(other)]);
      // Its number is below the head again, but it was read under a run that ended before it.
      const reader = phone();
      expect((await reader.request([], { cursor })).problem).toMatchObject({ kind: 'regressed' });
      expect((await other.request([])).status).toBe(200);
    });

    test('what was lost and is sent again is applied once more, and never twice', async () => {
      const one = phone();
      const created = addItem(one);
      await one.sync([created]);
      await sql`update sync_client set last_mid = 0 where space_id = ${spaceId}`.execute(db.kysely);
      one.ackedMid = 0;
      expect(await one.sync([created])).toEqual([]);
      expect(one.rows.item.size).toBe(1);
    });

    test('a copied browser profile is found out, and loses nothing under a new name', async () => {
      const one = phone();
      await one.sync([addItem(one)]);
      const copy = phone();
      Object.assign(copy, { clientId: one.clientId });
      await one.sync([addItem(one)]);
      const others = addItem(copy);
      const { problem } = await copy.request([{ ...others, mid: 2 }]);
      expect(problem).toMatchObject({ kind: 'clientForked', lastMid: 2 });
    });

    test('a gap in a phone’s log is not jumped over', async () => {
      const one = phone();
      await one.sync([addItem(one)]);
      one.nextMid += 3;
      expect((await one.request([addItem(one)])).problem).toMatchObject({
        kind: 'regressed',
        lastMid: 1,
      });
    });

    test('nobody pushes under the log of another person', async () => {
      const one = phone();
      await one.sync([addItem(one)]);
      const stranger = phone({ ...actor, personId: newId<'person'>() });
      Object.assign(stranger, { clientId: one.clientId, nextMid: 2 });
      expect((await stranger.request([addItem(stranger)])).problem).toEqual({
        kind: 'foreignClient',
      });
    });

    test('a member may not do what is for staff, and does not see who moved what', async () => {
      const one = phone();
      const created = addItem(one);
      await one.sync([created, move(one, created.id, 5000)]);
      const member = phone({ ...actor, role: 'member', personId: newId<'person'>() });
      const results = await member.sync([
        member.make('item.delete', { id: created.id }),
        move(member, created.id, -1000),
      ]);
      expect(results).toMatchObject([{ mid: 1, outcome: { refusal: { kind: 'forbidden' } } }]);
      const people = member.all('movement').map(({ personId }) => personId);
      expect(people.filter((personId) => personId !== null)).toHaveLength(1);
    });

    test('no row of another space is ever answered', async () => {
      const elsewhere = spaceId;
      const one = phone();
      await one.sync([addItem(one)]);
      const place = must([...one.rows.location.values()][0], 'a place') as Location;
      spaceId = toId<'space'>(randomUUID());
      await db.kysely.transaction().execute(async (tx) => {
        await tx.insertInto('space').values({ id: spaceId, name: 'B', created_at: 0 }).execute();
        await openSpace(tx, spaceId, Date.now());
      });
      const foreign = phone({ ...actor, spaceId });
      const results = await foreign.sync([
        foreign.make('location.patch', { id: place.id, fields: { name: 'Mine' } }),
      ]);
      expect(results).toMatchObject([{ outcome: { refusal: { kind: 'rowMissing' } } }]);
      expect(foreign.rows.item.size).toBe(0);
      expect(elsewhere).not.toBe(spaceId);
    });

    test('no row of a synced table is written past the head, and none is deleted', async () => {
      const one = phone();
      await one.sync([addItem(one)]);
      const past = db.kysely
        .updateTable('item')
        .set({ version: 1 })
        .where('space_id', '=', spaceId);
      await expect(past.execute()).rejects.toThrow(/without taking a version/);
      const forged = db.kysely.transaction().execute(async (tx) => {
        await sql`select set_config('bincard.version', '99', true)`.execute(tx);
        await tx.updateTable('item').set({ version: 99 }).where('space_id', '=', spaceId).execute();
      });
      await expect(forged).rejects.toThrow(/without taking a version/);
      const gone = db.kysely.deleteFrom('item').where('space_id', '=', spaceId);
      await expect(gone.execute()).rejects.toThrow(/never deleted/);
    });

    test('an import is taken whole, or not at all', async () => {
      const one = phone();
      const good = Array.from({ length: 2500 }, () => addItem(one));
      const bad = one.make('item.patch', { id: newId(), fields: { name: 'nowhere' } });
      const take = (mutations: readonly SentMutation[]) =>
        applyImport(
          { db: db.kysely, now: Date.now, signal: new AbortController().signal },
          { actor, clientId: one.clientId, mutations, onProgress: async () => {} },
        );
      const before = await version();
      expect(await take([...good, bad])).toMatchObject({
        ok: false,
        failure: { kind: 'refused', refused: [{ mid: 2501 }] },
      });
      expect(await version()).toBe(before);
      expect(await take(good)).toMatchObject({ ok: true });
      const reader = phone();
      await reader.sync();
      expect(reader.rows.item.size).toBe(2500);
    });
  });
}
