/** The ways out: what a push service and a mail server are handed, and what is refused, hangs or says no. */
import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseFetchAllowList } from '../../../server/images/fetch-allow-list.ts';
import type { NoticeMessage } from '../../../server/notices/compose-notice.ts';
import { makeMailer } from '../../../server/notices/send-mail.ts';
import { isPushAddress, makePushKey, sendPush } from '../../../server/notices/send-push.ts';
import { sendRequest } from '../../../server/notices/send-request.ts';
import { must } from '../../../shared/result.ts';
import { openMailbox, openReceiver, type Mailbox, type Receiver } from '../../support/receivers.ts';

const never = new AbortController().signal;
const allowed = (text: string) => ({
  allow: must(parseFetchAllowList(text), 'a list'),
  answerMs: 1000,
});
const message: NoticeMessage = {
  title: 'Urgent request',
  lines: [{ text: 'Urgent: Drill', url: 'https://bincard.example/requests/1/1' }],
  more: '',
  url: 'https://bincard.example/requests/1/1',
  isUrgent: true,
};

describe('a request to a receiver', () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(() => receiver.close());
  const send = (url: string, list = '') =>
    sendRequest({ url, headers: {}, body: '{}' }, allowed(list), never);

  test('never reaches a private address that nobody has opened', async () => {
    const urls = [
      receiver.url,
      'http://10.0.0.1/',
      'http://[::1]/',
      'http://169.254.169.254/',
      'ftp://example.org/',
    ];
    for (const url of urls) {
      expect(await send(url)).toMatchObject({
        result: { ok: false, reason: 'address_not_allowed' },
        isPassing: false,
      });
    }
    expect(receiver.got).toEqual([]);
  });

  test('never reaches a private address by way of a public name', async () => {
    const lookup = async () => ['127.0.0.1'];
    const request = { url: 'http://innocent.example/', headers: {}, body: '{}' };
    expect(await sendRequest(request, { ...allowed(''), lookup }, never)).toMatchObject({
      result: { reason: 'address_not_allowed' },
    });
  });

  test('follows no redirect', async () => {
    receiver.answers.push({ status: 307, headers: { location: `${receiver.url}/inside` } });
    expect(await send(receiver.url, `127.0.0.1:${receiver.port}`)).toMatchObject({
      result: { reason: 'redirected', status: 307 },
      isPassing: false,
    });
    expect(receiver.got).toHaveLength(1);
  });

  test('is tried again after 408, 429 and 5xx and no other no, and waits as long as it is asked to', async () => {
    const list = `127.0.0.1:${receiver.port}`;
    const isPassing: Record<number, boolean> = {};
    for (const status of [400, 401, 403, 404, 408, 410, 413, 429, 500, 502, 503]) {
      receiver.answers.push({ status, headers: { 'retry-after': '7' } });
      const delivery = await send(receiver.url, list);
      isPassing[status] = delivery.isPassing;
      expect(delivery.retryAfterMs).toBe(7000);
    }
    expect(Object.keys(isPassing).filter((status) => isPassing[Number(status)])).toEqual([
      '408',
      '429',
      '500',
      '502',
      '503',
    ]);
  });

  test('is cut off when nobody answers', async () => {
    receiver.answers.push('hang');
    expect(await send(receiver.url, `127.0.0.1:${receiver.port}`)).toMatchObject({
      result: { reason: 'timeout' },
      isPassing: true,
    });
  });
});

describe('a push', () => {
  const address = (endpoint: string) => ({
    endpoint,
    p256dh: createECDH('prime256v1').generateKeys().toString('base64url'),
    auth: randomBytes(16).toString('base64url'),
  });

  test('is encrypted, signed for its service, and says how urgent it is', async () => {
    const receiver = await openReceiver();
    const key = makePushKey();
    const sender = {
      key,
      subject: 'https://bincard.example',
      means: allowed(`127.0.0.1:${receiver.port}`),
    };
    const sentPush = await sendPush(
      address(`${receiver.url}/push/1`),
      { message, topic: 'one' },
      { sender, signal: never },
    );
    expect(sentPush).toMatchObject({ result: { ok: true }, isGone: false });
    const { headers, body } = must(receiver.got[0], 'a push');
    expect(headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      urgency: 'high',
      ttl: '86400',
      topic: expect.stringMatching(/^[\w-]{1,32}$/),
    });
    expect(body.toString('latin1')).not.toContain('Drill');
    expect(body.length).toBeLessThan(4096);
    const [, token = '', publicKey = ''] =
      /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? [];
    expect(publicKey).toBe(key.publicKey);
    const [head = '', claims = '', signature = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      aud: receiver.url,
      sub: 'https://bincard.example',
    });
    expect(verifies(`${head}.${claims}`, signature, key.publicKey)).toBe(true);
    await receiver.close();
  });

  test('goes to no address inside the house, wherever a browser is said to be', async () => {
    const sender = { key: makePushKey(), subject: 'mailto:a@example.org', means: allowed('') };
    const inside = address('https://10.0.0.1/push');
    const what = { message, topic: 'one' };
    expect(await sendPush(inside, what, { sender, signal: never })).toMatchObject({
      result: { reason: 'address_not_allowed' },
    });
  });

  test('is only taken for an address that a browser could have handed out', () => {
    const good = address('https://push.example/1');
    expect(isPushAddress(good)).toBe(true);
    expect(isPushAddress({ ...good, p256dh: 'AAAA' })).toBe(false);
    expect(isPushAddress({ ...good, auth: '' })).toBe(false);
    expect(isPushAddress({ ...good, endpoint: 'javascript:1' })).toBe(false);
  });
});

function verifies(text: string, signature: string, publicKey: string): boolean {
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)];
  const jwk = { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const bytes = Buffer.from(signature, 'base64url');
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes);
}

describe('a mail', () => {
  let mailbox: Mailbox;
  beforeEach(async () => {
    mailbox = await openMailbox();
  });
  afterEach(() => mailbox.close());
  const publicUrl = 'https://bincard.example';
  const mailer = () =>
    makeMailer({ smtpUrl: mailbox.url, from: 'Bincard <bincard@example.org>' }, publicUrl);
  const mail = {
    to: 'ada@example.org',
    language: 'en',
    spaceName: 'Harbour',
    message,
    id: 'm1',
  } as const;

  test('is plain text, says why one gets it, and how to end it', async () => {
    expect(await mailer().send(mail, never)).toMatchObject({ result: { ok: true } });
    const { text, to } = must(mailbox.mails[0], 'a mail');
    expect(to).toEqual(['ada@example.org']);
    expect(text).toContain('Content-Type: text/plain');
    expect(text).toContain('List-Unsubscribe: <https://bincard.example/notices>');
    expect(text).toContain('Auto-Submitted: auto-generated');
    expect(text).toContain('Message-ID: <m1@bincard.example>');
    expect(text).toContain('https://bincard.example/requests/1/1');
    expect(text).toContain('because you look after Harbour');
  });

  test('gets no header or second receiver from a name or an address', async () => {
    const evil = 'x\r\nBcc: mallory@example.org\r\n\r\nbody';
    await mailer().send(
      {
        ...mail,
        spaceName: evil,
        message: { ...message, lines: [{ text: evil, url: publicUrl }] },
      },
      never,
    );
    await mailer().send({ ...mail, to: 'ada@example.org, mallory@example.org' }, never);
    expect(mailbox.mails.length).toBeGreaterThan(0);
    for (const { text, to } of mailbox.mails) {
      const [headers = ''] = text.split('\r\n\r\n');
      expect(headers).not.toMatch(/^bcc:/im);
      expect(to.join()).not.toMatch(/^mallory|,mallory/);
      expect(to).toHaveLength(1);
    }
  });

  test('that the server refuses for good is not tried again, and one for which it has no time is', async () => {
    mailbox.answers.push('550 unknown', '451 later');
    expect(await mailer().send(mail, never)).toMatchObject({
      result: { reason: 'mail_refused', status: 550 },
      isPassing: false,
    });
    expect(await mailer().send(mail, never)).toMatchObject({
      result: { reason: 'mail_refused', status: 451 },
      isPassing: true,
    });
  });

  test('ends when the server stops, though the mail server hangs', async () => {
    mailbox.isHanging = true;
    const stopping = new AbortController();
    const sending = mailer().send(mail, stopping.signal);
    stopping.abort(new Error('The server stops'));
    await expect(sending).rejects.toThrow('abort');
  });

  test('goes nowhere where no mail server is set up, and says so', async () => {
    const off = makeMailer(undefined, publicUrl);
    expect(await off.send(mail, never)).toMatchObject({
      result: { ok: false, reason: 'mail_off' },
      isPassing: false,
    });
  });
});
