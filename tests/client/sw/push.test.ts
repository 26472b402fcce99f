/** What a push message shows, and where a tap on it leads: never out of the app, whatever came in it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPushed, renewPush, showPushed } from '../../../client/sw/push.ts';

interface FakeWindow {
  readonly visibilityState: string;
  readonly focus: () => Promise<void>;
  readonly postMessage: (message: unknown, ports: MessagePort[]) => void;
}

let shown: { title: string; options: NotificationOptions }[];
let opened: string[];
let windows: FakeWindow[];
let told: unknown[];

beforeEach(() => {
  [shown, opened, windows, told] = [[], [], [], []];
  vi.stubGlobal('registration', {
    pushManager: {},
    showNotification: async (title: string, options: NotificationOptions) => {
      shown.push({ title, options });
    },
  });
  vi.stubGlobal('clients', {
    matchAll: async () => windows,
    openWindow: async (path: string) => {
      opened.push(path);
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

const pushed = (text: string) => ({ json: () => JSON.parse(text) as unknown });
const tapped = (path: unknown) => ({ close: () => undefined, data: { path } }) as Notification;
const fakeWindow = (answers: boolean): FakeWindow => ({
  visibilityState: 'visible',
  focus: async () => void told.push('focus'),
  postMessage: (message, [port]) => {
    told.push(message);
    if (answers) port?.postMessage(true);
  },
});

test('a message is shown with its words, and one of a kind replaces the other', async () => {
  await showPushed(
    pushed('{"title":"Urgent request","body":"Urgent: Drill","path":"/requests/1/1","tag":"t"}'),
  );
  expect(shown).toMatchObject([
    {
      title: 'Urgent request',
      options: { body: 'Urgent: Drill', tag: 't', data: { path: '/requests/1/1' } },
    },
  ]);
});

test('something is shown even of a message that cannot be read', async () => {
  await showPushed(null);
  await showPushed(pushed('{"title":5}'));
  await showPushed(pushed('{'));
  expect(shown.map(({ title }) => title)).toEqual(['Bincard', 'Bincard', 'Bincard']);
});

test('a tap leads an open window there without a reload, and otherwise opens one', async () => {
  windows = [fakeWindow(true)];
  await openPushed(tapped('/requests/1/1'));
  expect(told).toEqual([{ type: 'OPEN_PATH', path: '/requests/1/1' }, 'focus']);
  expect(opened).toEqual([]);
  windows = [];
  await openPushed(tapped('/requests/2/1'));
  expect(opened).toEqual(['/requests/2/1']);
});

test('a window that does not answer is not waited for', async () => {
  windows = [fakeWindow(false)];
  await openPushed(tapped('/requests/1/1'));
  expect(opened).toEqual(['/requests/1/1']);
});

test('no message leads out of the app', async () => {
  for (const path of ['https://evil.example', '//evil.example', '/\\evil.example', 5])
    await openPushed(tapped(path));
  expect(opened).toEqual(['/attention', '/attention', '/attention', '/attention']);
});

test('an address that the browser has changed is told to the server, in the form that it takes', async () => {
  const fetched = vi.fn<typeof fetch>(async () => new Response());
  vi.stubGlobal('fetch', fetched);
  const keys = { p256dh: 'P', auth: 'A' };
  const newSubscription = { toJSON: () => ({ endpoint: 'https://push.example/2', keys }) };
  await renewPush({ newSubscription: newSubscription as unknown as PushSubscription });
  await renewPush({});
  expect(fetched).toHaveBeenCalledOnce();
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect([url, init?.method]).toEqual(['/api/notices/device', 'PUT']);
  expect(init?.body).toBe('{"endpoint":"https://push.example/2","p256dh":"P","auth":"A"}');
});
