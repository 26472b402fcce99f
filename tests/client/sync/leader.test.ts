/** Which tab syncs, with the browser's real locks. */
import { afterEach, expect, test } from 'vitest';
import { seekLead, type Lead } from '../../../client/sync/leader.ts';

const leads: Lead[] = [];
afterEach(() => {
  for (const lead of leads.splice(0)) lead.stop();
});

interface Tab {
  readonly lead: Lead;
  isLeading: boolean;
  changes: number;
}

function openTab(name: string, { isVisible }: { readonly isVisible: boolean }): Tab {
  const state = { isLeading: false, changes: 0 };
  const lead = seekLead({
    locks: navigator.locks,
    name,
    isVisible: () => isVisible,
    onLead: (isLeading) => {
      state.isLeading = isLeading;
      state.changes += 1;
    },
  });
  leads.push(lead);
  return Object.assign(state, { lead });
}

test('one hidden tab leads, the next one waits and follows when the first is closed', async () => {
  const name = crypto.randomUUID();
  const first = openTab(name, { isVisible: false });
  await expect.poll(() => first.isLeading).toBe(true);
  const second = openTab(name, { isVisible: false });
  await expect.poll(async () => (await navigator.locks.query()).pending?.length).toBe(1);
  expect(second.isLeading).toBe(false);
  first.lead.stop();
  await expect.poll(() => second.isLeading).toBe(true);
  expect(first.isLeading).toBe(false);
});

test('the tab on screen takes the lead from a hidden one, which may be frozen', async () => {
  const name = crypto.randomUUID();
  const hidden = openTab(name, { isVisible: false });
  await expect.poll(() => hidden.isLeading).toBe(true);
  const shown = openTab(name, { isVisible: true });
  await expect.poll(() => shown.isLeading).toBe(true);
  await expect.poll(() => hidden.isLeading).toBe(false);
  hidden.lead.takeOver();
  await expect.poll(() => hidden.isLeading).toBe(true);
  await expect.poll(() => shown.isLeading).toBe(false);
  hidden.lead.stop();
  await expect.poll(() => shown.isLeading).toBe(true);
});

test('two tabs side by side do not take it from each other for ever', async () => {
  const name = crypto.randomUUID();
  const left = openTab(name, { isVisible: true });
  await expect.poll(() => left.isLeading).toBe(true);
  const right = openTab(name, { isVisible: true });
  await expect.poll(() => right.isLeading).toBe(true);
  await expect.poll(() => left.isLeading).toBe(false);
  await expect.poll(async () => (await navigator.locks.query()).pending?.length).toBe(1);
  expect([left.changes, right.changes]).toEqual([2, 1]);
});

test('without locks, as on plain http, every tab leads', () => {
  const changes: boolean[] = [];
  const lead = seekLead({
    locks: null,
    name: 'any',
    isVisible: () => true,
    onLead: (isLeading) => changes.push(isLeading),
  });
  lead.takeOver();
  lead.stop();
  expect(changes).toEqual([true, false]);
});
