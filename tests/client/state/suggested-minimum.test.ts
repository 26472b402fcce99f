/** The suggested minimum: its sum by hand, how it is rounded, and what it says where nothing is known. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  readMinimumFacts,
  suggestMinimum,
  type MinimumFacts,
} from '../../../client/state/suggested-minimum.ts';
import { makeActions } from '../../../client/state/actions.ts';
import type { LeadTime } from '../../../shared/entities.ts';
import { toId, unplaced } from '../../../shared/ids.ts';
import { must, type Result } from '../../../shared/result.ts';
import { useRate, weekMs, weekOf } from '../../../shared/use-weeks.ts';
import { count, createItem, move } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

const nowMs = Date.UTC(2026, 10, 25, 12);

/** So much in each of the last whole weeks, oldest first. */
function factsOf(weekly: readonly number[], more: Partial<MinimumFacts> = {}): MinimumFacts {
  const first = weekOf(nowMs) - weekly.length;
  const used = Object.fromEntries(weekly.map((each, place) => [first + place, each]));
  const lead = { medianDays: 5, p80Days: 9, samples: 5, from: 'supplierItem' } as const;
  return {
    used,
    rate: useRate(used, nowMs),
    lead: { ...lead, supplierName: 'Tool shop' },
    safetyDays: 7,
    isSold: true,
    ...more,
  };
}
function minimumOf(facts: MinimumFacts, unit = 'piece'): number {
  const suggested = suggestMinimum(facts, unit);
  if (!suggested.ok) throw new Error(suggested.failure);
  return suggested.value.minimum;
}

describe('the sum', () => {
  test('is use per day × (days of 80 % of deliveries + days of safety), rounded up to whole pieces', () => {
    // 3 a week × 16 days = 6.857
    expect(minimumOf(factsOf([4000, 2000]))).toBe(7000);
    expect(minimumOf(factsOf([4000, 2000], { safetyDays: 0 }))).toBe(4000);
  });

  test('stays what it is where it is whole already', () => {
    // 7 a week × 16 days = 16
    expect(minimumOf(factsOf([7000, 7000]))).toBe(16_000);
    expect(minimumOf(factsOf([1000, 0, 0], { safetyDays: 5 + 7 }))).toBe(1000);
  });

  test('has as many decimals as the item is taken in', () => {
    // 0.75 m a week × 16 days = 1.714 m
    expect(minimumOf(factsOf([500, 1000]), 'm')).toBe(1800);
    expect(minimumOf(factsOf([750, 750]), 'm')).toBe(1720);
    expect(minimumOf(factsOf([1000, 2000]), 'm')).toBe(4000);
    expect(minimumOf(factsOf([500, 1000]), 'piece')).toBe(2000);
  });
});

describe('nothing is suggested', () => {
  test.each([
    ['neverUsed', { used: {}, rate: null }],
    ['tooNew', { rate: null }],
    ['idle', { rate: { used: 0, weeks: 8, perWeek: 0 } }],
    ['idle', { rate: { used: -1000, weeks: 8, perWeek: -125 } }],
    ['noLead', { lead: undefined }],
    ['noSupplier', { lead: undefined, isSold: false }],
  ] as const)('and it says why: %s', (failure, more) => {
    expect(suggestMinimum(factsOf([3000], more), 'piece')).toEqual({ ok: false, failure });
  });
});

describe('on a phone', () => {
  let world: World;
  let phone: Phone;
  const itemId = toId<'item'>('00000000-0000-7000-8000-000000000001');

  beforeEach(async () => {
    world = makeWorld();
    phone = await makePhone(world);
    await phone.record(createItem(itemId, { name: 'Screw' }), count(phone, itemId, unplaced, 9000));
    await phone.record(move(phone, itemId, 3000, { from: unplaced }));
    world.time.pass(weekMs);
  });
  afterEach(deletePhones);

  const actions = () =>
    makeActions({ db: phone.db, moment: () => phone.moment, onTrouble: reportError });
  async function done<Value>(deed: Promise<Result<Value, unknown>>): Promise<Value> {
    const answer = await deed;
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    return answer.value;
  }
  const facts = () => readMinimumFacts(phone.db, itemId, phone.moment);

  test('what somebody says goes before what was learned, the article before its supplier', async () => {
    expect(suggestMinimum(await facts(), 'piece')).toMatchObject({ failure: 'noSupplier' });
    const { id: supplierId } = await done(actions().createSupplier({ name: 'Tool shop' }));
    const { id: soldId } = await done(actions().createSupplierItem({ itemId, supplierId }));
    expect(suggestMinimum(await facts(), 'piece')).toMatchObject({ failure: 'noLead' });
    const learn = (row: Pick<LeadTime, 'p80Days' | 'samples' | 'supplierItemId'>) => {
      const figures = { medianDays: 1, leftOut: 0, windowDays: 180, version: 1, touched: 1 };
      const id = toId<'leadTime'>(row.supplierItemId ?? supplierId);
      return phone.db.leadTime.put({ ...figures, ...row, id, supplierId });
    };
    await learn({ supplierItemId: null, p80Days: 21, samples: 9 });
    expect((await facts()).lead).toMatchObject({ from: 'supplier', p80Days: 21 });
    await learn({ supplierItemId: soldId, p80Days: 7, samples: 3 });
    const suggested = suggestMinimum(await facts(), 'piece');
    expect(suggested).toMatchObject({
      value: { minimum: 6000, lead: { from: 'supplierItem', supplierName: 'Tool shop' } },
    });
    const sold = must(await phone.db.supplierItem.get(soldId), 'the article');
    await done(actions().editSupplierItem(sold, { leadDays: 28 }));
    expect(suggestMinimum(await facts(), 'piece')).toMatchObject({
      value: { minimum: 15_000, lead: { from: 'manual' } },
    });
  });
});
