/** The notices screen to look at: webhooks that work, fail and rest, as a server would tell of them. */
import type { Page } from 'playwright';
import type { NoticesView } from '../../shared/notices.ts';

const now = Date.now();
const hourMs = 3_600_000;
const webhook = { language: 'en', active: true, last: null, failingSince: null } as const;

const lookNotices: NoticesView = {
  wish: {
    push: ['urgent', 'due', 'overdue'],
    mail: ['overdue'],
    address: 'ada@example.org',
    mode: 'digest',
    digestHour: 8,
    language: 'en',
  },
  canMail: true,
  pushKey: 'BA',
  isDeviceKnown: false,
  deviceCount: 1,
  timeZone: 'Europe/Berlin',
  webhooks: [
    {
      ...webhook,
      id: '00000000-0000-4000-8000-000000000001',
      name: 'Workshop chat',
      url: 'https://hooks.example/services/T0/B0/x',
      form: 'slack',
      events: ['urgent', 'due', 'overdue'],
      last: { at: now - hourMs, ok: true, reason: '', status: null },
    },
    {
      ...webhook,
      id: '00000000-0000-4000-8000-000000000002',
      name: 'Stock program',
      url: 'https://warehouse.example/hook',
      form: 'generic',
      events: ['urgent'],
      last: { at: now - hourMs, ok: false, reason: 'answered', status: 503 },
      failingSince: now - 72 * hourMs,
    },
    {
      ...webhook,
      id: '00000000-0000-4000-8000-000000000003',
      name: 'Old one',
      url: 'https://ntfy.example/our-workshop',
      form: 'ntfy',
      events: ['due'],
      active: false,
    },
  ],
};

/** On the notices screen, which has found no server: now it finds one. */
export async function showNotices(page: Page): Promise<void> {
  const path = '**/api/notices';
  await page.route(path, (route) => route.fulfill({ json: lookNotices }));
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Webhooks' }).waitFor();
  await page.unroute(path);
}
