/** `/api/notices`: who may, what is told to whom, and what bad input is answered. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import type { NoticesView } from '../../../shared/notices.ts';
import { openNoticeWorld, wish, type NoticeWorld } from '../../support/notice-world.ts';
import { openTestDatabase, openTestSpace, type TestPerson } from '../../support/open-test-space.ts';
import { openMailbox, openReceiver, type Mailbox, type Receiver } from '../../support/receivers.ts';

let db: OpenDatabase;
let receiver: Receiver;
let mailbox: Mailbox;
let w: NoticeWorld;
beforeAll(async () => {
  db = await openTestDatabase();
  receiver = await openReceiver();
  mailbox = await openMailbox();
});
afterAll(async () => {
  await receiver.close();
  await mailbox.close();
  await db.close();
});
beforeEach(async () => {
  receiver.got.length = 0;
  w = await openNoticeWorld({ db, receiver, mailbox });
});

async function view(as: TestPerson): Promise<NoticesView> {
  const answer = await w.space.request('/api/notices', { as });
  return (await answer.json()) as NoticesView;
}
const ask = async (method: string, path: string, body?: object, as = w.space.owner) => {
  const answer = await w.space.request(`/api/notices${path}`, {
    method,
    as,
    ...(body && { body }),
  });
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
};

describe('notices', () => {
  test('are not for members, nor for strangers', async () => {
    const member = await w.space.join('member');
    const tries = [
      ['GET', ''],
      ['PUT', '/wish', wish],
      ['DELETE', '/device'],
      ['POST', '/test', { channel: 'push', language: 'en' }],
      ['POST', '/webhooks', {}],
    ] as const;
    for (const [method, path, body] of tries) {
      expect(await ask(method, path, body, member)).toMatchObject({ status: 403 });
    }
    expect((await w.space.request('/api/notices')).status).toBe(401);
  });

  test('each sees their own wishes alone', async () => {
    const staff = await w.space.join('staff');
    await w.wants({ address: 'owner@example.org', digestHour: 6, mode: 'digest' });
    expect((await view(staff)).wish).toMatchObject({ address: '', mail: [], mode: 'atOnce' });
    expect((await view(w.space.owner)).wish).toMatchObject({ address: 'owner@example.org' });
    const text = JSON.stringify(await view(staff));
    expect(text).not.toContain('owner@example.org');
  });

  test('the secret of a webhook is told once, and staff may change, stop and remove it', async () => {
    const { id, secret } = await w.addWebhook();
    expect(secret).toMatch(/^whsec_/);
    const staff = await w.space.join('staff');
    expect(JSON.stringify(await view(staff))).not.toContain(secret);
    const {
      last: _,
      failingSince: __,
      id: ___,
      ...fields
    } = (await view(staff)).webhooks[0] ?? ({} as never);
    expect(await ask('PUT', `/webhooks/${id}`, { ...fields, active: false }, staff)).toMatchObject({
      status: 204,
    });
    expect((await view(staff)).webhooks).toMatchObject([{ id, active: false }]);
    expect((await ask('DELETE', `/webhooks/${id}`, undefined, staff)).status).toBe(204);
    expect((await view(staff)).webhooks).toEqual([]);
    expect((await ask('PUT', `/webhooks/${id}`, fields, staff)).body).toMatchObject({
      kind: 'invalid',
      path: 'id',
    });
  });

  test('what cannot be is refused with the field that is wrong', async () => {
    const wishes = [
      { ...wish, address: 'ada@example.org\r\nBcc: b@example.org' },
      { ...wish, address: 'ada@example.org, b@example.org' },
      { ...wish, digestHour: 24 },
      { ...wish, push: ['everything'] },
    ];
    for (const body of wishes) expect((await ask('PUT', '/wish', body)).status).toBe(400);
    const webhook = {
      name: 'X',
      url: 'https://a.example',
      form: 'slack',
      events: ['due'],
      language: 'en',
      active: true,
    };
    const wrong = [
      { url: 'ftp://a' },
      { url: 'https://u:p@a.example' },
      { events: [] },
      { name: ' ' },
      { form: 'x' },
    ];
    for (const each of wrong) {
      const { status, body } = await ask('POST', '/webhooks', { ...webhook, ...each });
      expect([status, body]).toMatchObject([400, { kind: 'invalid', path: Object.keys(each)[0] }]);
    }
    const device = { endpoint: 'https://push.example/1', p256dh: 'AA', auth: 'AA' };
    expect((await ask('PUT', '/device', device)).status).toBe(400);
  });

  test('a test tells the truth of each way', async () => {
    await w.wants();
    const tryOut = (channel: string) => ask('POST', '/test', { channel, language: 'de' });
    expect((await tryOut('push')).body).toMatchObject({ ok: false, reason: 'no_device' });
    const path = await w.subscribe();
    expect((await tryOut('push')).body).toMatchObject({ ok: true });
    expect(w.pushes(path)).toBe(1);
    expect((await view(w.space.owner)).isDeviceKnown).toBe(true);
    expect((await tryOut('mail')).body).toMatchObject({ ok: true });
    expect(mailbox.mails.at(-1)?.text).toContain('Das ist ein Test');
    const { id } = await w.addWebhook();
    receiver.answers.push(418);
    expect((await ask('POST', `/webhooks/${id}/test`)).body).toMatchObject({
      ok: false,
      status: 418,
    });
    expect((await view(w.space.owner)).webhooks).toMatchObject([
      { last: { ok: false, status: 418 } },
    ]);
    expect((await ask('POST', `/webhooks/${id}/test`)).body).toMatchObject({ ok: true });
    receiver.answers.push(410);
    expect((await tryOut('push')).body).toMatchObject({ ok: false, status: 410 });
    expect((await view(w.space.owner)).isDeviceKnown).toBe(false);
  });

  test('tests are few, because they go to any address', async () => {
    await w.wants();
    const statuses = [];
    for (let turn = 0; turn < 21; turn += 1)
      statuses.push((await ask('POST', '/test', { channel: 'push', language: 'en' })).status);
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(statuses[20]).toBe(429);
  });

  test('without a mail server the screen can say so', async () => {
    const space = await openTestSpace(db);
    const answer = await space.request('/api/notices', { as: space.owner });
    expect(await answer.json()).toMatchObject({ canMail: false });
  });
});
