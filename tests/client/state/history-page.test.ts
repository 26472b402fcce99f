/** What a phone reads of a history, and where its own knowledge ends; and the whole of it, gathered for a file. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeMeta } from '../../../client/db/meta.ts';
import { gatherHistory } from '../../../client/state/gather-history.ts';
import {
  noOlder,
  readHistoryPage,
  tellStory,
  withOlder,
  type HistoryPage,
} from '../../../client/state/history-page.ts';
import { noBatch } from '../../../shared/batches.ts';
import type { Count, Movement } from '../../../shared/entities.ts';
import type { HistoryAnswer, HistoryAsked, HistoryScope } from '../../../shared/history.ts';
import { makeStockId, type LocationId } from '../../../shared/ids.ts';
import { fail, succeed, type Result } from '../../../shared/result.ts';
import { makeStamp, type Stamp } from '../../../shared/stamps.ts';
import { emptyStock } from '../../../shared/stock.ts';
import { idOf } from '../../support/any-mutation.ts';
import { deletePhones, makePhone, makeWorld, type Phone } from '../../support/phone.ts';

const item = idOf('item', 1);
const shelf = idOf('location', 1);
const box = idOf('location', 2);
const minuteMs = 60_000;
const scope: HistoryScope = { kind: 'item', itemId: item };
let phone: Phone;

beforeEach(async () => {
  phone = await makePhone(makeWorld());
});
afterEach(deletePhones);

const at = (minute: number): Stamp =>
  makeStamp({ ms: minute * minuteMs, counter: 0, mark: '00000001' });

/** One came in at that minute, and was known to the server at that other one. */
function add(minute: number, received = minute + 0.5, to: LocationId = shelf): Movement {
  return {
    ...noBatch,
    id: idOf('movement', minute),
    itemId: item,
    fromLocationId: null,
    toLocationId: to,
    quantity: 1,
    reason: 'add',
    note: '',
    purpose: '',
    undoes: null,
    stamp: at(minute),
    effectiveStamp: at(minute),
    effectiveReason: 'add',
    personId: null,
    receivedAt: received * minuteMs,
    version: 1,
  };
}

function count(minute: number, quantity: number): Count {
  const bin = { ...noBatch, itemId: item, locationId: shelf, quantity, stocktakeId: null };
  const said = { note: '', stamp: at(minute), personId: null, receivedAt: minute * minuteMs + 1 };
  return { ...bin, ...said, id: idOf('count', minute), version: 1 };
}

async function hold(movements: readonly Movement[], counts: readonly Count[] = []): Promise<void> {
  const quantity = movements.length;
  const stock = { ...emptyStock(item, shelf), id: makeStockId(item, shelf), quantity, touched: 1 };
  await phone.db.movement.bulkPut([...movements]);
  await phone.db.count.bulkPut([...counts]);
  await phone.db.stock.put(stock);
}

const minutes = ({ movements }: HistoryPage): number[] =>
  movements.map(({ id }) => Number(id.slice(-12))).toSorted((one, other) => other - one);

async function cutOff(): Promise<void> {
  const run = { run: 'a', version: 9, table: 99, id: '', skipDeadUntil: 0 };
  await writeMeta(phone.db, 'cursor', { ...run, skipFactsUntil: 5 });
}

describe('reading', () => {
  test('takes the newest and says that there are more here, until there are none', async () => {
    await hold([1, 2, 3, 4, 5, 6].map((minute) => add(minute)));
    const some = await readHistoryPage(phone.db, scope, 4);
    expect(minutes(some)).toEqual([6, 5, 4]);
    expect(some).toMatchObject({ cut: at(3), hasMoreHere: true, olderFrom: null });
    const all = await readHistoryPage(phone.db, scope, 100);
    expect(minutes(all)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(all).toMatchObject({ cut: null, hasMoreHere: false, olderFrom: null });
  });

  test('of a place reads what came in and what went out, and nothing else', async () => {
    const out = { ...add(2), fromLocationId: shelf, toLocationId: null };
    const over = { ...add(3), fromLocationId: shelf, toLocationId: box };
    await hold([add(1), out, over, add(4, 4.5, box)], [count(5, 2)]);
    const page = await readHistoryPage(phone.db, { kind: 'location', locationId: shelf }, 100);
    expect(minutes(page)).toEqual([3, 2, 1]);
    expect(page.counts).toHaveLength(1);
  });
});

describe('a phone that came late', () => {
  test('knows no level of what it holds from before its first sync, and where to go on', async () => {
    await hold([add(10, 60), add(50, 52), add(55, 56)]);
    await cutOff();
    const page = await readHistoryPage(phone.db, scope, 100);
    // Whatever was received before the oldest receipt here may be missing.
    const seam = makeStamp({ ms: 52 * minuteMs, counter: 0, mark: '00000000' });
    expect(page).toMatchObject({ cut: seam, olderFrom: { stamp: seam, id: '' } });
    const { lines } = tellStory(page, noOlder, scope);
    expect(lines.map(({ level }) => level)).toEqual([3, null, null]);
  });

  test('fills the gap with what the server tells, each line once and with its level', async () => {
    await hold([add(10, 60), add(50, 52), add(55, 56)]);
    await cutOff();
    const page = await readHistoryPage(phone.db, scope, 100);
    await phone.db.stock.update(makeStockId(item, shelf), { quantity: 5 });
    const told = await readHistoryPage(phone.db, scope, 100);
    const nothing = { counts: [], items: [], locations: [] };
    const first = withOlder(noOlder, {
      ...nothing,
      movements: [add(50, 52), add(40)],
      more: true,
    });
    expect(first.next).toEqual({ stamp: at(40), id: add(40).id });
    expect(tellStory(told, first, scope).lines.map(({ level }) => level)).toEqual([
      5,
      4,
      null,
      null,
    ]);
    const second = withOlder(first, { ...nothing, movements: [add(10, 60), add(5)], more: false });
    expect(tellStory(told, second, scope).lines.map(({ level }) => level)).toEqual([5, 4, 3, 2, 1]);
    expect(page.movements).toHaveLength(3);
  });

  test('asks from the beginning where it holds nothing of it', async () => {
    await cutOff();
    const page = await readHistoryPage(phone.db, scope, 100);
    expect(page.olderFrom?.stamp).toBe(makeStamp({ ms: Infinity, counter: 0, mark: '00000000' }));
    expect(tellStory(page, noOlder, scope).lines).toEqual([]);
  });
});

describe('gathering for a file', () => {
  /** Holds one line for each of these minutes, and tells two at a time. */
  function server(all: readonly number[]) {
    const asked: (HistoryAsked['before'] | undefined)[] = [];
    return {
      asked,
      readHistory: ({ before }: HistoryAsked): Promise<Result<HistoryAnswer, never>> => {
        asked.push(before);
        const left = all.filter((minute) => before === null || at(minute) < before.stamp);
        const movements = left.slice(0, 2).map((minute) => add(minute));
        const nothing = { counts: [], items: [], locations: [] };
        return Promise.resolve(succeed({ ...nothing, movements, more: left.length > 2 }));
      },
    };
  }
  const asking = { scope, since: '', withOlder: true, onProgress: () => undefined };
  const still = new AbortController().signal;

  test('asks until the server has no more, and tells how far it is', async () => {
    await hold([add(100)]);
    await cutOff();
    const there = server([40, 30, 20, 10, 5]);
    const seen: number[] = [];
    const gathered = await gatherHistory(
      { db: phone.db, server: there },
      { ...asking, onProgress: (lines) => seen.push(lines), signal: still },
    );
    expect(gathered.ok && gathered.value.story.lines).toHaveLength(6);
    expect(gathered.ok && gathered.value.isPart).toBe(false);
    expect(seen).toEqual([2, 4, 5]);
  });

  test('asks no further back than the period, and nothing at all when it may not', async () => {
    await hold([add(100)]);
    await cutOff();
    const there = server([40, 30, 20]);
    // All of them are of the first of January 1970, wherever the clock hangs: a day later there is nothing to ask.
    const later = await gatherHistory(
      { db: phone.db, server: there },
      { ...asking, since: '1970-01-03', signal: still },
    );
    expect(later.ok && later.value.isPart).toBe(false);
    const here = await gatherHistory(
      { db: phone.db, server: there },
      { ...asking, withOlder: false, signal: still },
    );
    expect(here.ok && here.value.isPart).toBe(true);
    expect(there.asked).toEqual([]);
  });

  test('can be stopped, and says when the server does not answer', async () => {
    await hold([add(100)]);
    await cutOff();
    const stop = new AbortController();
    const stopped = await gatherHistory(
      { db: phone.db, server: server([40, 30, 20]) },
      { ...asking, onProgress: () => stop.abort(), signal: stop.signal },
    );
    expect(stopped).toEqual(fail('cancelled'));
    const silent = { readHistory: () => Promise.resolve(fail({ kind: 'unreachable' } as const)) };
    const failed = await gatherHistory(
      { db: phone.db, server: silent },
      { ...asking, signal: still },
    );
    expect(failed).toEqual(fail('noAnswer'));
  });
});
