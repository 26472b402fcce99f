/**
 * Stock at the server, on both databases: batches in the names of rows, use by week, stocktakes and loans, as
 * they are stored and as they come back in pages.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takeVersion, lockHead } from '../../server/db/head-statements.ts';
import type { OpenDatabase } from '../../server/db/database.ts';
import { noBatch, type Batch } from '../../shared/batches.ts';
import { makeUndoId } from '../../shared/derive-id.ts';
import type { Stock } from '../../shared/entities.ts';
import { makeStockId, toId, unplaced, type ItemId, type StockId } from '../../shared/ids.ts';
import { makeGivingBackId } from '../../shared/loan-ids.ts';
import { limits, type SentMutation } from '../../shared/protocol.ts';
import { must } from '../../shared/result.ts';
import { foldStock } from '../../shared/stock.ts';
import { weekOf } from '../../shared/use-weeks.ts';
import {
  emptyDatabases,
  openMigrated,
  openSyncSpace,
  type SyncSpace,
} from '../support/sync-space.ts';
import { newId, type SyncClient } from '../support/sync-client.ts';

/** By which phone, and by its own clock. */
interface Saying {
  readonly phone?: SyncClient;
  readonly ms?: number;
}

for (const [name, open] of Object.entries(emptyDatabases)) {
  describe(`stock on ${name}`, () => {
    let db: OpenDatabase;
    let space: SyncSpace;
    let one: SyncClient;
    let itemId: ItemId;

    beforeAll(async () => {
      db = await openMigrated(open);
    }, 180_000);
    afterAll(async () => {
      await db.close();
    });
    beforeEach(async () => {
      space = await openSyncSpace(db);
      one = space.phone();
      itemId = newId<'item'>();
      await one.sync([one.make('item.create', { id: itemId, fields: { name: 'Drill' } })]);
    });

    const stockOf = (phone: SyncClient, batch: Batch = noBatch): Stock | undefined =>
      phone.rows.stock.get(makeStockId(itemId, unplaced, batch)) as Stock | undefined;

    function move(change: number, more: object = {}, at: Saying = {}): SentMutation {
      const [from, to] = change < 0 ? [unplaced, null] : [null, unplaced];
      const ends = { fromLocationId: from, toLocationId: to };
      const fact = { itemId, quantity: Math.abs(change), note: '', undoes: null, reason: 'use' };
      const args = { id: newId<'movement'>(), ...fact, ...ends, ...more };
      return (at.phone ?? one).make('movement.record', args, at.ms);
    }
    function undoOf({ args }: SentMutation): object {
      // What `move` has made.
      const said = args as {
        id: string;
        fromLocationId: string | null;
        toLocationId: string | null;
      };
      const id = toId<'movement'>(said.id);
      const ends = { fromLocationId: said.toLocationId, toLocationId: said.fromLocationId };
      return { ...said, ...ends, id: makeUndoId(id), undoes: id, reason: 'correction' };
    }
    const undo = (moved: SentMutation, phone = one): SentMutation =>
      phone.make('movement.record', undoOf(moved));

    async function expectTrue(): Promise<void> {
      const reader = space.phone();
      await reader.sync();
      const folded = foldStock(reader.all('movement'), reader.all('count'));
      const kept = reader
        .all('stock')
        .map((stock) => [stock.id, { ...stock, version: 0 }] as const);
      expect(new Map<StockId, Stock>(kept)).toEqual(folded);
    }

    test('a batch has stock of its own, whatever is printed on it, and pages keep their order', async () => {
      const lots = [
        'L 1/2',
        'Ä',
        'ä',
        '批号',
        '🔩',
        '%41',
        'A',
        "o'neil",
        'ﬀ',
        'Z'.repeat(40),
        '批'.repeat(40),
      ];
      const batches = lots.flatMap((lot) => [
        { lot, expiry: '' },
        { lot, expiry: '2027-05-31' },
      ]);
      const moves = batches.map((batch, place) => move(place + 1, { ...batch, reason: 'add' }));
      expect(await one.sync(moves)).toEqual([]);
      const reader = space.phone();
      await reader.sync();
      for (const [place, batch] of batches.entries()) {
        expect(stockOf(reader, batch)).toMatchObject({ ...batch, quantity: place + 1 });
      }
      await expectTrue();
    });

    test('a version with more stocks than a page is read to its last row, each once', async () => {
      const many = limits.pullRowsMax + 500;
      await db.kysely.transaction().execute(async (tx) => {
        const { receivedAt } = await lockHead(tx, space.spaceId);
        const version = await takeVersion(tx, space.spaceId, receivedAt + 1);
        // Names as the rules make them: a lot of letters that two alphabets sort otherwise, in ASCII.
        await sql`insert into stock (space_id, id, item_id, location_id, quantity, lot, expiry, used, version)
          select ${space.spaceId}, ${itemId} || '/' || ${unplaced} || '/' || lot || '/', ${itemId}, ${unplaced}, n, lot, '', '{}', ${version}
          from (select n, (array['a', 'B', '%C3%84', '~', '_', 'z-', 'Z.'])[1 + n % 7] || n as lot
            from generate_series(1, ${many}::int) n) lots`.execute(tx);
      });
      const reader = space.phone();
      const ids: string[] = [];
      for (let more = true; more;) {
        const answer = must((await reader.request([])).answer, 'an answer');
        ids.push(...(answer.rows.stock ?? []).map(({ id }) => id));
        reader.cursor = answer.cursor;
        ({ more } = answer);
      }
      expect(ids).toHaveLength(many);
      expect(new Set(ids).size).toBe(many);
    });

    test('use by week is kept with the stock, by when things were taken, and what comes back unused is not used', async () => {
      const week = 7 * 24 * 3_600_000;
      const now = Date.now() - 60_000;
      // Long away: it has seen nothing of what would lift its stamps.
      const phone = space.phone();
      const old = move(-5000, {}, { phone, ms: now - 30 * week });
      const last = move(-3000, {}, { phone, ms: now - week });
      await phone.sync([old, last, move(-2000, {}, { phone, ms: now })]);
      await one.sync([move(500, { reason: 'return' }), move(-1000, { reason: 'loss' })]);
      const used = { [weekOf(now - week)]: 3000, [weekOf(now)]: 1500 };
      expect(stockOf(one)).toMatchObject({ quantity: -10_500, used });
      await one.sync([undo(last)]);
      expect(stockOf(one)).toMatchObject({
        quantity: -7500,
        used: { [weekOf(now - week)]: 0, [weekOf(now)]: 1500 },
      });
      await expectTrue();
    });

    test('two phones that take one movement back take it back once; a count between them changes nothing', async () => {
      const other = space.phone();
      const added = move(9000, { reason: 'add' });
      const out = move(-4000);
      await one.sync([added, out]);
      const count = {
        id: newId<'count'>(),
        itemId,
        locationId: unplaced,
        quantity: 50_000,
        note: '',
      };
      await one.sync([one.make('count.record', count)]);
      expect(await one.sync([undo(out)])).toMatchObject([{ outcome: { because: 'inCount' } }]);
      expect(await other.sync([undo(out, other)])).toMatchObject([
        { outcome: { because: 'alreadySo' } },
      ]);
      expect(stockOf(other)).toMatchObject({ quantity: 50_000 });
      await expectTrue();
    });

    describe('a stocktake', () => {
      const stocktake = () => ({
        id: newId<'stocktake'>(),
        fields: { name: 'Spring', blind: true },
      });
      const tally = (stocktakeId: string, quantity: number, more: object = {}) => ({
        id: newId<'tally'>(),
        stocktakeId,
        kind: 'count',
        locationId: unplaced,
        itemId,
        quantity,
        code: '',
        photoId: null,
        note: '',
        counter: randomUUID(),
        ...noBatch,
        ...more,
      });

      test('travels with its tallies, is decided once, and what is accepted of it becomes stock', async () => {
        const { id, fields } = stocktake();
        await one.sync([
          one.make('stocktake.create', { id, fields }),
          move(9000, { reason: 'add' }),
        ]);
        const said = tally(id, 7000, { lot: 'Ä/1', expiry: '2027-05-31' });
        const unknown = tally(id, 1000, { kind: 'unknown', itemId: null, code: '4006381333931' });
        await one.sync([one.make('tally.record', said), one.make('tally.record', unknown)]);
        expect(stockOf(one, said)).toBeUndefined();

        const reader = space.phone();
        await reader.sync();
        expect(reader.rows.stocktake.get(id)).toMatchObject({
          ...fields,
          state: 'open',
          locationIds: [],
        });
        expect(reader.rows.tally.get(unknown.id)).toMatchObject({
          code: '4006381333931',
          itemId: null,
        });
        const { stamp } = must(
          reader.all('tally').find((row) => row.id === said.id),
          'the tally',
        );
        const { lot, expiry } = said;
        const lines = [{ tallyId: said.id, itemId, locationId: unplaced, lot, expiry, stamp }];
        const accept = (): SentMutation => reader.make('stocktake.accept', { id, lines });
        expect(await reader.sync([accept(), reader.make('stocktake.close', { id })])).toEqual([]);
        expect(stockOf(reader, said)).toMatchObject({ quantity: 7000, countStamp: stamp });
        expect(reader.rows.stocktake.get(id)).toMatchObject({ state: 'closed' });
        expect(reader.all('count')).toMatchObject([
          { stocktakeId: id, lot, expiry, quantity: 7000 },
        ]);

        const late = tally(id, 8000);
        await one.sync([one.make('tally.record', late)]);
        expect(await one.sync([one.make('stocktake.close', { id })])).toMatchObject([
          { outcome: { kind: 'superseded', because: 'alreadySo' } },
        ]);
        await one.sync([
          one.make('stocktake.reopen', { id }),
          one.make('stocktake.cancel', { id }),
        ]);
        expect(await reader.sync([accept()])).toMatchObject([
          { outcome: { kind: 'refused', refusal: { kind: 'wrongState', state: 'cancelled' } } },
        ]);
        expect(reader.rows.tally.has(late.id)).toBe(true);
        await expectTrue();
      });

      test('accepted in one push with its tallies knows every movement after them, although their clock was fast', async () => {
        const fast = space.phone();
        const { id, fields } = stocktake();
        const hour = 3_600_000;
        const said = tally(id, 30_000);
        const created = fast.make('stocktake.create', { id, fields }, Date.now() + hour);
        const told = fast.make('tally.record', said, Date.now() + hour);
        // The tally is there, clamped; the reviewer's phone has not heard back, and others have moved since.
        await fast.request([created, told]);
        await one.sync([move(-2000)]);
        const line = {
          tallyId: said.id,
          itemId,
          locationId: unplaced,
          ...noBatch,
          stamp: told.stamp,
        };
        const accept = fast.make('stocktake.accept', { id, lines: [line] }, Date.now() + hour);
        expect(await fast.sync([accept])).toEqual([]);
        expect(stockOf(fast)).toMatchObject({ quantity: 28_000 });
        await expectTrue();
      });
    });

    test('a loan goes out, comes back in parts and in whole, and stock follows', async () => {
      const id = newId<'loan'>();
      const goods = { itemId, quantity: 3000, fromLocationId: unplaced, lot: 'A', expiry: '' };
      const terms = { borrowerId: null, borrowerName: 'Grace', dueOn: '2026-12-24', note: '' };
      await one.sync([one.make('loan.lend', { id, ...goods, ...terms, condition: 'sharp' })]);
      expect(stockOf(one, goods)).toMatchObject({ quantity: -3000, used: {} });
      const back = (quantity: number, toLocationId: string | null) => ({
        id,
        movementId: makeGivingBackId(id, newId<'movement'>()),
        itemId,
        quantity,
        toLocationId,
        lot: 'A',
        expiry: '',
      });
      const [first, lost] = [back(1000, unplaced), back(9000, null)];
      const give = (args: object) => one.make('loan.giveBack', { ...args, condition: 'blunt' });
      expect(await one.sync([give(first), give(lost)])).toEqual([]);
      const reader = space.phone();
      await reader.sync();
      expect(reader.rows.loan.get(id)).toMatchObject({
        ...goods,
        ...terms,
        conditionOut: 'sharp',
        conditionBack: 'blunt',
        returned: 3000,
        state: 'back',
      });
      const undoLost = () => one.make('loan.undoGiveBack', lost);
      expect(await one.sync([undoLost(), undoLost()])).toMatchObject([
        { outcome: { because: 'alreadySo' } },
      ]);
      expect(one.rows.loan.get(id)).toMatchObject({
        returned: 1000,
        state: 'out',
        returnedAt: null,
      });
      expect(stockOf(one, goods)).toMatchObject({ quantity: -2000 });
      await one.sync([one.make('loan.patch', { id, fields: { dueOn: '' } })]);
      expect(one.rows.loan.get(id)).toMatchObject({ dueOn: '', returned: 1000 });
      await expectTrue();
    });
  });
}
