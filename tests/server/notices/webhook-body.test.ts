/** What leaves for a webhook: signed so that anyone can check it, and in no form does a name do more than be read. */
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ToldNotice } from '../../../server/db/notice-statements.ts';
import { composeNotice } from '../../../server/notices/compose-notice.ts';
import { factsOf, makeWebhookBody } from '../../../server/notices/webhook-body.ts';
import { makeWebhookSecret, signWebhook } from '../../../server/notices/webhook-signature.ts';
import { toId } from '../../../shared/ids.ts';
import type { WebhookForm } from '../../../shared/notices.ts';

const publicUrl = 'https://bincard.example';
const nasty =
  '<!channel> @everyone @room [tap](https://evil.example) *x* <b>y</b>\r\nTitle: z \u202Egnp https://evil.example';

const notice: ToldNotice = {
  id: 'n',
  event: 'urgent',
  at: 1_700_000_000_000,
  raisedFor: '',
  spaceName: 'Makerspace',
  itemId: toId('00000000-0000-7000-8000-000000000001'),
  itemName: nasty,
  sku: 'X',
  unit: 'piece',
  cycle: 2,
  state: 'requested',
  priority: 'urgent',
  quantity: 2500,
  received: 0,
  askCount: 3,
  expectedOn: '',
};

function bodyOf(form: WebhookForm, notices: readonly ToldNotice[] = [notice]) {
  const message = composeNotice(notices, { language: 'en', publicUrl });
  return makeWebhookBody(form, { message, facts: factsOf(notice, publicUrl) });
}

function jsonOf(form: WebhookForm): Record<string, unknown> {
  return JSON.parse(bodyOf(form).body) as Record<string, unknown>;
}

const request = `${publicUrl}/requests/00000000-0000-7000-8000-000000000001/2`;

describe('the signature', () => {
  test('is that of a vector reckoned with another program', () => {
    const secret = 'whsec_YmluY2FyZC1zZWNyZXQtb2YtMzItYnl0ZXMtbG9uZyE=';
    const signed = signWebhook('{"type":"test"}', {
      secret,
      id: 'msg_1',
      nowMs: 1_700_000_000_999,
    });
    expect(signed).toEqual({
      'webhook-id': 'msg_1',
      'webhook-timestamp': '1700000000',
      'webhook-signature': 'v1,++ekFbFG0b48jYBv3TQ5jxz1QplS9ASxD/h0Y8qG8GA=',
    });
  });

  test('uses a secret that nobody guesses', () => {
    const [one, other] = [makeWebhookSecret(), makeWebhookSecret()];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(createHmac('sha256', one).digest()).toHaveLength(32);
  });
});

describe('a name with markup, a mention, an address and a line break', () => {
  test('is text in Slack', () => {
    const { text, mrkdwn, unfurl_links } = jsonOf('slack');
    expect(text).toContain('&lt;!channel&gt;');
    expect(text).not.toMatch(/<|>|\n|\u202E|https:\/\/evil/);
    expect(text).toContain(request);
    expect([mrkdwn, unfurl_links]).toEqual([false, false]);
  });

  test('is text in Discord, and calls nobody', () => {
    const { content, allowed_mentions } = jsonOf('discord');
    expect(allowed_mentions).toEqual({ parse: [] });
    expect(content).toContain(String.raw`\[tap\]\(`);
    expect(content).toContain(String.raw`\*x\*`);
    expect(content).not.toMatch(/https:\/\/evil/);
    expect(content).toContain(request);
  });

  test('is text in Matrix', () => {
    const { text, html } = jsonOf('matrix');
    expect(html).toContain('&lt;b&gt;y&lt;/b&gt;');
    expect(html).not.toMatch(/<b>|@room/);
    expect(text).not.toContain('@room');
    expect(html).toContain(`<a href="${request}">`);
  });

  test('adds no header in ntfy', () => {
    const { headers, body } = bodyOf('ntfy');
    expect(Object.keys(headers)).toEqual(['content-type', 'title', 'click', 'priority']);
    for (const value of Object.values(headers)) expect(value).toMatch(/^[\x20-\x7E]+$/);
    expect(body.split('\n')).toHaveLength(1);
    expect(headers).toMatchObject({ click: request, priority: 'high' });
  });

  test('is itself in the generic form, which is for programs', () => {
    expect(jsonOf('generic')).toEqual({
      type: 'request.urgent',
      at: '2023-11-14T22:13:20.000Z',
      space: { name: 'Makerspace' },
      reorder: {
        number: 2,
        state: 'requested',
        priority: 'urgent',
        quantity: 2.5,
        received: 0,
        askCount: 3,
        expectedOn: null,
      },
      item: { id: '00000000-0000-7000-8000-000000000001', name: nasty, sku: 'X', unit: 'piece' },
      url: request,
    });
  });
});

test('a hundred notices are one message that fits', () => {
  const many = Array.from({ length: 100 }, () => ({ ...notice, itemName: 'x'.repeat(500) }));
  const { content } = JSON.parse(bodyOf('discord', many).body) as { content: string };
  expect(content.length).toBeLessThanOrEqual(2000);
  const message = composeNotice(many, { language: 'de', publicUrl });
  expect([message.title, message.more]).toEqual(['100 Meldungen', 'und 80 weitere']);
});
