/** What those who look after the space should know, reckoned from the rows of one device and its calendar. */
import { afterEach, expect, test } from 'vitest';
import { writeMeta } from '../../../client/db/meta.ts';
import { noticedLines, readNoticedPage } from '../../../client/state/noticed.ts';
import { openLiveState } from '../../../client/state/live-state.ts';
import { toDay } from '../../../client/state/to-day.ts';
import type { Reorder } from '../../../shared/entities.ts';
import { toId } from '../../../shared/ids.ts';
import { makeReorderId, type ReorderState } from '../../../shared/reorders.ts';
import type { Role } from '../../../shared/roles.ts';
import { deletePhones, makePhone, makeWorld, type Phone } from '../../support/phone.ts';

afterEach(() => deletePhones());

let made = 0;
function reorder(state: ReorderState, rest: Partial<Reorder> = {}): Reorder {
  made += 1;
  const itemId = toId<'item'>(`00000000-0000-7000-8000-${String(made).padStart(12, '0')}`);
  return {
    id: makeReorderId(itemId, 1),
    itemId,
    cycle: 1,
    state,
    quantity: 1000,
    priority: 'normal',
    askCount: 1,
    requestedAt: made,
    orderedAt: null,
    expectedOn: '',
    ordered: 0,
    received: 0,
    damaged: 0,
    receivedAt: null,
    marks: [],
    version: 1,
    ...rest,
  };
}
const today = '2026-04-06';
const eventsOf = (...reorders: Reorder[]) =>
  noticedLines(reorders, today).map(({ event }) => event);

test('urgent requests count until they are ordered, decided otherwise or no longer urgent', () => {
  const urgent = { priority: 'urgent' } as const;
  expect(eventsOf(reorder('requested', urgent), reorder('approved', urgent))).toEqual([
    'urgent',
    'urgent',
  ]);
  const others = (['ordered', 'partlyReceived', 'received', 'declined', 'cancelled'] as const).map(
    (state) => reorder(state, urgent),
  );
  expect(eventsOf(...others, reorder('requested', { priority: 'high' }))).toEqual([]);
});

test('what is on its way is due on its day, late after it, and quiet before it or without one', () => {
  expect(eventsOf(reorder('ordered', { expectedOn: '2026-04-05' }))).toEqual(['overdue']);
  expect(eventsOf(reorder('partlyReceived', { expectedOn: today }))).toEqual(['due']);
  expect(eventsOf(reorder('ordered', { expectedOn: '2026-04-07' }), reorder('ordered'))).toEqual(
    [],
  );
  expect(eventsOf(reorder('received', { expectedOn: '2026-04-05' }))).toEqual([]);
});

test('what is urgent comes first, then what is latest, then what comes today', () => {
  const lines = noticedLines(
    [
      reorder('ordered', { expectedOn: today }),
      reorder('ordered', { expectedOn: '2026-04-05' }),
      reorder('ordered', { expectedOn: '2026-03-01' }),
      reorder('requested', { priority: 'urgent', requestedAt: 9 }),
      reorder('requested', { priority: 'urgent', requestedAt: 5 }),
    ],
    today,
  );
  expect(
    lines.map(({ event, reorder: { expectedOn, requestedAt } }) => [
      event,
      expectedOn || requestedAt,
    ]),
  ).toEqual([
    ['urgent', 5],
    ['urgent', 9],
    ['overdue', '2026-03-01'],
    ['overdue', '2026-04-05'],
    ['due', today],
  ]);
});

async function openBadge(
  role: Role,
): Promise<{ phone: Phone; count: () => number; stop: () => void }> {
  const phone = await makePhone(makeWorld(), { role });
  const live = openLiveState({
    db: phone.db,
    moment: () => phone.moment,
    delayMs: 0,
    onTrouble: (error) => {
      throw error;
    },
  });
  return { phone, count: () => live.attentionCount.value, stop: live.stop };
}

test('the figure beside Attention counts them for staff, without a server, until they are dealt with', async () => {
  const { phone, count, stop } = await openBadge('staff');
  const row = reorder('requested', { priority: 'urgent' });
  await phone.db.reorder.put({ ...row, touched: 1 });
  await expect.poll(count).toBe(1);
  const day = toDay(phone.moment.nowMs);
  expect((await readNoticedPage(phone.db, day)).lines).toMatchObject([{ event: 'urgent' }]);
  await phone.db.reorder.put({ ...row, state: 'declined', touched: 2 });
  await expect.poll(count).toBe(0);
  stop();
});

test('who becomes a member is not told any more', async () => {
  const { phone, count, stop } = await openBadge('staff');
  await phone.db.reorder.put({ ...reorder('requested', { priority: 'urgent' }), touched: 1 });
  await expect.poll(count).toBe(1);
  await writeMeta(phone.db, 'session', { ...phone.session, role: 'member' });
  await expect.poll(count).toBe(0);
  stop();
});
