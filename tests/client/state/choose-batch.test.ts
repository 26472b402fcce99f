/** Which batch is meant when nobody says so, and which one a code means. */
import { describe, expect, test } from 'vitest';
import {
  batchOfCode,
  firstToExpire,
  firstToUse,
  freshnessOf,
  knownBatches,
  likelyReturn,
} from '../../../client/state/choose-batch.ts';
import { chooseScanBatch } from '../../../client/state/choose-scan-batch.ts';
import type { ListMode } from '../../../client/state/scan-line.ts';
import { stockByPlace, type Bin } from '../../../client/state/stock-by-place.ts';
import { noBatch, type Batch } from '../../../shared/batches.ts';
import type { LocationId } from '../../../shared/ids.ts';

const today = '2027-05-31';
const shelf = 'shelf' as LocationId;
const bench = 'bench' as LocationId;

function bin(lot: string, expiry: string, quantity: number, locationId = shelf): Bin {
  return { locationId, lot, expiry, quantity };
}
const old = bin('A', '2027-06-10', 3000);
const fresh = bin('B', '2028-01-31', 20_000);
const past = bin('C', '2027-05-30', 5000);
const plain = bin('', '', 9000);

describe('what goes out', () => {
  const use = (stock: readonly Bin[], amount = 0) =>
    firstToUse({ stock, place: shelf, today, amount }).lot;

  test('is what expires first and is still good; on its last day it is', () => {
    expect(use([fresh, old])).toBe('A');
    expect(use([fresh, old, past])).toBe('A');
    expect(use([fresh, bin('D', today, 1000)])).toBe('D');
    expect(use([past])).toBe('C');
  });

  test('is what has no date only after all that has one', () => {
    expect(use([plain, fresh])).toBe('B');
    expect(firstToUse({ stock: [plain], place: shelf, today })).toEqual(noBatch);
  });

  test('is a batch that has as many left, where a whole pack goes', () => {
    expect(use([old, fresh], 6000)).toBe('B');
    expect(use([old, fresh], 60_000)).toBe('A');
  });

  test('is what lies at that place; where nothing does, what is below nothing there', () => {
    expect(use([bin('A', '2027-06-10', 3000, bench), fresh])).toBe('B');
    expect(use([bin('A', '2027-06-10', 0), bin('B', '2028-01-31', -2000)])).toBe('B');
    expect(use([bin('A', '2027-06-10', 3000, bench)])).toBe('');
  });

  test('is the oldest of all where it is lost or thrown away', () => {
    expect(firstToExpire({ stock: [fresh, old, past], place: shelf }).lot).toBe('C');
  });
});

test('what is brought back belongs to what lies there, else to what lies elsewhere', () => {
  const elsewhere = bin('A', '2027-06-10', 3000, bench);
  expect(likelyReturn({ stock: [elsewhere, fresh], place: shelf, today }).lot).toBe('B');
  expect(likelyReturn({ stock: [elsewhere], place: shelf, today }).lot).toBe('A');
});

test('a batch is good, soon to be used, or past its date', () => {
  const at = (expiry: string) => freshnessOf({ expiry }, { today, soonDays: 30 });
  expect(['', '2027-05-30', today, '2027-06-30', '2027-07-01'].map(at)).toEqual([
    'good',
    'expired',
    'soon',
    'soon',
    'good',
  ]);
});

describe('a code that names a batch', () => {
  const mean = (scanned: Batch, stock: readonly Bin[], isIncoming = false) =>
    batchOfCode(scanned, { stock, place: shelf, isIncoming });

  test('means the one that is known, also where only the lot is', () => {
    expect(mean({ lot: 'A', expiry: '2027-06-10' }, [old, fresh])).toMatchObject({ lot: 'A' });
    expect(mean({ lot: 'A', expiry: '' }, [old, fresh])).toEqual({
      lot: 'A',
      expiry: '2027-06-10',
    });
    const unsure = [old, bin('A', '2029-01-01', 1000)];
    expect(mean({ lot: 'A', expiry: '' }, unsure)).toEqual({ lot: 'A', expiry: '' });
    expect(mean({ lot: 'A', expiry: '2030-01-01' }, [old])).toMatchObject({ expiry: '2030-01-01' });
  });

  test('makes a new one only of what comes in, where the item is kept without batches', () => {
    const scanned = { lot: 'Z', expiry: '2028-02-29' };
    for (const stock of [[plain], [bin('', '', -1000)], []])
      expect(mean(scanned, stock)).toEqual(noBatch);
    expect(mean(scanned, [plain], true)).toEqual(scanned);
    expect(mean(scanned, [plain, fresh])).toEqual(noBatch);
    expect(mean(scanned, [fresh])).toEqual(scanned);
  });
});

describe('a scan without a word about the batch', () => {
  const ask = (mode: ListMode, stock: readonly Bin[], answered?: Batch) =>
    chooseScanBatch({
      mode,
      stock,
      place: shelf,
      amount: 1000,
      scanned: noBatch,
      answered,
      today,
    });

  test('asks nothing of an item without batches', () => {
    for (const mode of ['take', 'return', 'count', 'move', 'receive'] as const)
      expect(ask(mode, [plain])).toEqual({ kind: 'chosen', batch: noBatch });
  });

  test('takes and moves what must be used first, and asks what is counted or comes in', () => {
    for (const mode of ['take', 'move', 'return'] as const)
      expect(ask(mode, [old, fresh])).toMatchObject({ kind: 'chosen', batch: { lot: 'A' } });
    expect(ask('count', [old, fresh])).toMatchObject({ kind: 'ask', options: [{ lot: 'A' }, {}] });
    expect(ask('count', [old])).toMatchObject({ kind: 'chosen', batch: { lot: 'A' } });
    expect(ask('receive', [old])).toEqual({ kind: 'ask', options: [] });
  });

  test('keeps to what was answered before', () => {
    for (const mode of ['take', 'count', 'receive'] as const)
      expect(ask(mode, [old, fresh], fresh)).toMatchObject({ batch: { lot: 'B' } });
  });
});

test('places come with their batches in the order of use, those that need a count first', () => {
  const places = stockByPlace([fresh, old, bin('', '', 50_000, bench), bin('E', '', -1000)]);
  expect(places.map(({ locationId, quantity }) => [locationId, quantity])).toEqual([
    [shelf, 22_000],
    [bench, 50_000],
  ]);
  expect(places[0]?.bins.map(({ lot }) => lot)).toEqual(['A', 'B', 'E']);
  expect(knownBatches([bin('Z', '', 0), fresh, old]).map(({ lot }) => lot)).toEqual([
    'A',
    'B',
    'Z',
  ]);
});
