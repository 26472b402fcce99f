/**
 * What the phone's database costs, at the size that it is made for. The figures are printed; the ceilings
 * are several times what was measured, so that only a real loss of speed turns them red on a busy machine.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { applyAnswer } from '../../../client/db/apply-pull.ts';
import { recordMutations } from '../../../client/db/record-mutations.ts';
import { makeRequest } from '../../../client/sync/pull.ts';
import { emptyFields, syncedTables } from '../../../shared/entities.ts';
import { makeStockId, toId, unplaced, type ItemId } from '../../../shared/ids.ts';
import { limits, type RowsByTable, type SyncAnswer } from '../../../shared/protocol.ts';
import { must } from '../../../shared/result.ts';
import { makeStamp, type Stamp } from '../../../shared/stamps.ts';
import { editItem, move } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone } from '../../support/phone.ts';

const epoch = '00000000-0000-4000-8000-000000000001';
const birth: Stamp = makeStamp({ ms: 1_775_000_000_000, counter: 0, mark: '00000000' });

afterEach(deletePhones);

/** As many rows as asked for: items of some size, a stock for each, and movements for the rest. */
function makeRows(items: number, movements: number, phone: Phone) {
  const ids = Array.from({ length: items }, () => phone.newId<'item'>());
  const meta = { version: 1, deletedAt: null, stamps: { '*': birth } };
  const item = ids.map((id, place) => ({
    ...emptyFields.item,
    ...meta,
    id,
    name: `Screw M${place % 20} × ${place}, stainless`,
    description: 'Hexagon socket head cap screw, ISO 4762, A2',
    sku: `BC-${place.toString(36)}`,
    custom: { thread: `M${place % 20}` },
  }));
  const stock = ids.map((itemId) => ({
    id: makeStockId(itemId, unplaced),
    itemId,
    locationId: unplaced,
    quantity: 1000,
    countStamp: null,
    version: 1,
  }));
  const movement = Array.from({ length: movements }, (_, place) => ({
    id: phone.newId<'movement'>(),
    itemId: must(ids[place % items], 'an item'),
    fromLocationId: null,
    toLocationId: unplaced,
    quantity: 1000,
    reason: 'add' as const,
    note: '',
    undoes: null,
    stamp: birth,
    personId: phone.session.personId,
    receivedAt: 1_775_000_000_000,
    version: 1,
  }));
  return { ids, rows: { item, stock, movement } };
}

/** In pages, as the server would send them. */
function* pagesOf(rows: RowsByTable): Generator<RowsByTable> {
  for (const table of syncedTables) {
    const all = rows[table] ?? [];
    for (let start = 0; start < all.length; start += limits.pullRowsMax) {
      yield { [table]: all.slice(start, start + limits.pullRowsMax) };
    }
  }
}

/** Applies the pages one by one; answers the milliseconds that each took. */
async function fill(phone: Phone, rows: RowsByTable): Promise<number[]> {
  const pages = [...pagesOf(rows)];
  const times: number[] = [];
  for (const [place, page] of pages.entries()) {
    const request = must(await makeRequest(phone.db, phone.moment, 0), 'a request');
    const more = place < pages.length - 1;
    const cursor = { run: epoch, version: 1, table: more ? place : 7, id: more ? `${place}` : '' };
    const answer: SyncAnswer = {
      nonce: request.nonce,
      epoch,
      serverTime: phone.moment.nowMs,
      lastMid: 0,
      lastMidVersion: 0,
      results: [],
      // As over the wire.
      rows: JSON.parse(JSON.stringify(page)) as RowsByTable,
      cursor: { ...cursor, skipDeadUntil: 1 },
      more,
      headVersion: 1,
    };
    const before = performance.now();
    const { nowMs } = phone.moment;
    await applyAnswer(phone.db, answer, { request, sentAt: nowMs, answeredAt: nowMs });
    times.push(performance.now() - before);
  }
  return times;
}

const at = (times: readonly number[], part: number): number =>
  times.toSorted((one, other) => one - other)[Math.floor((times.length - 1) * part)] ?? 0;
const shown = (times: readonly number[]): string =>
  [0.5, 0.95, 0.99].map((part) => `${at(times, part).toFixed(1)} ms`).join(' / ');

describe('cost', () => {
  test('a first sync of 50,000 rows', { timeout: 120_000 }, async () => {
    const phone = await makePhone(makeWorld());
    const times = await fill(phone, makeRows(20_000, 10_000, phone).rows);
    const total = times.reduce((sum, time) => sum + time, 0);
    console.log(
      `50,000 rows in ${times.length} pages: ${total.toFixed(0)} ms, a page ${shown(times)}`,
    );
    expect(await phone.db.item.count()).toBe(20_000);
    expect(total).toBeLessThan(20_000);
  });

  test('a change, tap to durable, at 10,000 items', { timeout: 120_000 }, async () => {
    const phone = await makePhone(makeWorld());
    const { ids, rows } = makeRows(10_000, 10_000, phone);
    await fill(phone, rows);
    const takes: number[] = [];
    const edits: number[] = [];
    for (let place = 0; place < 300; place++) {
      const id: ItemId = must(ids[(place * 37) % ids.length], 'an item');
      const take = move(phone, id, 1000, { from: unplaced });
      const edit = editItem(id, { name: `Renamed ${place}` });
      for (const [draft, times] of [
        [take, takes],
        [edit, edits],
      ] as const) {
        const before = performance.now();
        const recorded = await recordMutations(phone.db, [draft], phone.moment);
        times.push(performance.now() - before);
        expect(recorded.ok).toBe(true);
      }
    }
    console.log(`a take ${shown(takes)}, an edit ${shown(edits)} (median / p95 / p99)`);
    expect(at(takes, 0.5)).toBeLessThan(100);
    expect(at(edits, 0.5)).toBeLessThan(100);
  });

  test('a thousand changes at once, and settling them', { timeout: 120_000 }, async () => {
    const world = makeWorld();
    const phone = await makePhone(world);
    const itemId = toId<'item'>('00000000-0000-4000-8000-00000000000c');
    await phone.record({ name: 'item.create', args: { id: itemId, fields: { name: 'Screw' } } });
    await phone.sync();
    const drafts = Array.from({ length: 1000 }, () => move(phone, itemId, 1, { from: unplaced }));
    const before = performance.now();
    await phone.record(...drafts);
    const recorded = performance.now();
    await phone.sync();
    const settled = performance.now();
    console.log(
      `1,000 changes: recorded in ${(recorded - before).toFixed(0)} ms, sent and settled in ${(settled - recorded).toFixed(0)} ms`,
    );
    expect(await phone.db.outbox.count()).toBe(0);
    expect(settled - before).toBeLessThan(20_000);
  });
});
