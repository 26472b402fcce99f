/** The notices screen against a server that is made up: what it says, what it sends, and what it keeps. */
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openAppState } from '../../../client/state/app-state.ts';
import { openBrowse } from '../../../client/state/browse.ts';
import { openLiveState } from '../../../client/state/live-state.ts';
import { makeServer } from '../../../client/sync/ask-server.ts';
import { AppContext } from '../../../client/ui/app-context.ts';
import { NoticesScreen } from '../../../client/ui/screens/notices/notices-screen.tsx';
import { toId, type PersonId } from '../../../shared/ids.ts';
import type { NoticesView } from '../../../shared/notices.ts';
import { must } from '../../../shared/result.ts';
import type { Role } from '../../../shared/roles.ts';
import { deletePhones, makePhone, makeWorld } from '../../support/phone.ts';

const view: NoticesView = {
  wish: {
    push: ['urgent', 'due', 'overdue'],
    mail: [],
    address: '',
    mode: 'atOnce',
    digestHour: 8,
    language: 'en',
  },
  canMail: true,
  pushKey: 'BA',
  isDeviceKnown: false,
  deviceCount: 0,
  timeZone: 'Europe/Berlin',
  webhooks: [
    {
      id: '00000000-0000-4000-8000-000000000001',
      name: 'Chat',
      url: 'https://hooks.example/x',
      form: 'slack',
      events: ['urgent'],
      language: 'en',
      active: true,
      last: { at: 2000, ok: false, reason: 'answered', status: 500 },
      failingSince: 1000,
    },
  ],
};

let root: HTMLElement;
/** What was typed is kept for this one alone. */
let personId: PersonId;
let stop = (): void => undefined;
/** By method and path; what is missing cannot be reached. */
let answers: Record<string, unknown>;
const sent: { readonly what: string; readonly body: unknown }[] = [];

beforeEach(() => {
  answers = { 'GET /api/notices': view };
  sent.length = 0;
  personId = toId<'person'>(crypto.randomUUID());
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const what = `${init.method} ${url}`;
    sent.push({ what, body: typeof init.body === 'string' ? JSON.parse(init.body) : null });
    if (!(what in answers)) throw new TypeError('no network');
    const answer = answers[what];
    return answer === null ? new Response(null, { status: 204 }) : Response.json(answer);
  });
});
afterEach(async () => {
  render(null, root);
  root.remove();
  stop();
  vi.unstubAllGlobals();
  await deletePhones();
});

async function open(role: Role = 'staff'): Promise<void> {
  const phone = await makePhone(makeWorld(), { role, personId });
  const moment = () => phone.moment;
  const onTrouble = (error: unknown): void => {
    throw error;
  };
  const { state, attach } = openAppState({ look: undefined, moment, syncNow: () => undefined });
  const server = makeServer(async () => null);
  attach({ ...openLiveState({ db: phone.db, moment, delayMs: 0, onTrouble }), server });
  stop = state.stop;
  await vi.waitFor(() => expect(state.session.value).not.toBeNull());
  root = document.body.appendChild(document.createElement('div'));
  const app = Object.assign(state, { browse: openBrowse(state) });
  render(
    <AppContext.Provider value={app}>
      <NoticesScreen />
    </AppContext.Provider>,
    root,
  );
}

const text = (): string => root.textContent ?? '';
const find = (selector: string): HTMLElement =>
  must(root.querySelector<HTMLElement>(selector), selector);
const field = (label: string): HTMLInputElement => {
  const found = [...root.querySelectorAll('label')].find((each) => each.textContent === label);
  const selector = `#${CSS.escape(found?.htmlFor ?? '')}`;
  return must(root.querySelector<HTMLInputElement>(selector), label);
};
const press = (name: string | RegExp): void => {
  const named = (button: HTMLButtonElement): string => button.ariaLabel ?? button.textContent ?? '';
  const fits = (one: string): boolean => (typeof name === 'string' ? one === name : name.test(one));
  must(
    [...root.querySelectorAll('button')].find((each) => fits(named(each))),
    `a button ${name}`,
  ).click();
};
function type(label: string, value: string): void {
  const input = field(label);
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
const saved = () => sent.filter(({ what }) => what === 'PUT /api/notices/wish');

test('a member is told that this is for staff, and the server is not asked', async () => {
  await open('member');
  await expect.poll(text).toContain('Notices are for staff');
  expect(sent).toEqual([]);
});

test('what is chosen is sent as a whole, and only after an address is there for mails', async () => {
  answers['PUT /api/notices/wish'] = null;
  await open();
  await expect.poll(text).toContain('What you are told of');
  find('input[aria-label="Urgent requests: E-mail"]').click();
  await expect.poll(text).toContain('Not saved yet.');
  press('Save');
  await expect.poll(text).toContain('Type your address, or switch e-mail off above.');
  type('Your address', 'ada@@example.org');
  await expect.poll(text).toContain('Type one address');
  expect(saved()).toEqual([]);
  type('Your address', ' ada@example.org ');
  await expect.poll(text).not.toContain('Type one address');
  press('Save');
  await expect.poll(saved).toMatchObject([
    {
      body: { mail: ['urgent'], address: 'ada@example.org', push: ['urgent', 'due', 'overdue'] },
    },
  ]);
  await expect.poll(text).not.toContain('Not saved yet.');
});

test('without a network the screen says so, and keeps what was typed, also when one comes back to it', async () => {
  await open();
  await expect.poll(text).toContain('What you are told of');
  type('Your address', 'typed@example.org');
  await expect.poll(text).toContain('Not saved yet.');
  delete answers['GET /api/notices'];
  press('Save');
  await expect.poll(text).toContain('No network');
  render(null, root);
  root.remove();
  stop();
  await open();
  await expect.poll(text).toContain('Notices need the server');
  expect(field('Your address').value).toBe('typed@example.org');
});

test('a webhook that fails says since when and why, and a test tells what became of it', async () => {
  await open();
  await expect.poll(text).toContain('Failing since');
  expect(text()).toContain('The other server is in trouble (500).');
  const path = `POST /api/notices/webhooks/${must(view.webhooks[0], 'a webhook').id}/test`;
  answers[path] = { ok: false, reason: 'address_not_allowed', status: null };
  press('Send a test to Chat');
  await expect.poll(text).toContain('does not send to private or unusual addresses');
});

test('the secret of a new webhook is shown once, with how to check the signature', async () => {
  answers['POST /api/notices/webhooks'] = { id: 'x', secret: 'whsec_abc' };
  await open();
  await expect.poll(text).toContain('Add a webhook');
  press('Add a webhook');
  await expect.poll(text).toContain('New webhook');
  const submit = (): void => find('dialog button[type=submit]').click();
  submit();
  await expect.poll(text).toContain('Give it a name.');
  type('Name', 'Workshop');
  type('Address', 'https://hooks.example/y');
  await expect.poll(() => field('Address').value).toBe('https://hooks.example/y');
  submit();
  await expect.poll(text).toContain('whsec_abc');
  expect(text()).toContain('HMAC-SHA256');
  expect(sent.find(({ what }) => what === 'POST /api/notices/webhooks')?.body).toMatchObject({
    name: 'Workshop',
    form: 'slack',
    active: true,
  });
  press('Done');
  await expect.poll(text).not.toContain('whsec_abc');
});

test('where no mail server is set up, the screen says what the operator must set', async () => {
  answers['GET /api/notices'] = { ...view, canMail: false };
  await open();
  await expect.poll(text).toContain('must set SMTP_URL and MAIL_FROM');
});
