/**
 * All ways out, put together once: from notices or a test to a delivery and what came of it. Knows no queue: the jobs
 * call it, and so does the screen that sends a test and wants to know at once.
 */
import { randomUUID } from 'node:crypto';
import type { PushAddress } from '../../shared/notices.ts';
import type { Queries } from '../db/database.ts';
import type { ToldNotice } from '../db/notice-statements.ts';
import { keepPushKey, type PushKey } from '../db/notice-wish-statements.ts';
import { noteResult, type WebhookToSend } from '../db/webhook-statements.ts';
import { composeNotice, composeTest, type Composing } from './compose-notice.ts';
import { makeMailer, type MailSetting } from './send-mail.ts';
import { makePushKey, sendPush } from './send-push.ts';
import { sendRequest, type Delivery, type SendMeans } from './send-request.ts';
import { factsOf, makeWebhookBody, testFacts } from './webhook-body.ts';
import { signWebhook } from './webhook-signature.ts';

export interface SenderOptions {
  readonly db: Queries;
  readonly spaceId: string;
  readonly publicUrl: string;
  readonly mail: MailSetting | undefined;
  readonly means: SendMeans;
  readonly now: () => number;
}

/** What is sent: these notices, or a test. */
export type Content = readonly [ToldNotice, ...ToldNotice[]] | 'test';

export interface Target {
  readonly language: Composing['language'];
  /** One message keeps it over all its tries. */
  readonly id: string;
}

export interface Sender {
  readonly canMail: boolean;
  readonly publicUrl: string;
  pushKey(): Promise<PushKey>;
  push(
    address: PushAddress,
    what: Target & { readonly content: Content },
    signal: AbortSignal,
  ): Promise<Delivery & { readonly isGone: boolean }>;
  mail(
    to: { readonly address: string; readonly spaceName: string },
    what: Target & { readonly content: Content },
    signal: AbortSignal,
  ): Promise<Delivery>;
  webhook(
    webhook: WebhookToSend,
    what: { readonly id: string; readonly content: Content },
    signal: AbortSignal,
  ): Promise<Delivery>;
}

export function makeSender(options: SenderOptions): Sender {
  const { db, spaceId, publicUrl, means, now } = options;
  const mailer = makeMailer(options.mail, publicUrl);
  const compose = (content: Content, language: Composing['language']) =>
    content === 'test'
      ? composeTest({ language, publicUrl })
      : composeNotice(content, { language, publicUrl });
  const pushKey = (): Promise<PushKey> => keepPushKey(db, spaceId, makePushKey);
  const subject = publicUrl.startsWith('https:') ? publicUrl : 'mailto:operator@example.invalid';
  return {
    canMail: options.mail !== undefined,
    publicUrl,
    pushKey,
    async push(address, { content, language, id }, signal) {
      const message = compose(content, language);
      const topic = content === 'test' || content.length > 1 ? id : message.url;
      const sender = { key: await pushKey(), subject, means };
      return sendPush(address, { message, topic }, { sender, signal });
    },
    mail: ({ address, spaceName }, { content, language, id }, signal) =>
      mailer.send(
        { to: address, language, spaceName, id, message: compose(content, language) },
        signal,
      ),
    async webhook(webhook, { content, id }, signal) {
      const message = compose(content, webhook.language);
      const facts =
        content === 'test' ? testFacts(now(), publicUrl) : factsOf(content[0], publicUrl);
      const { headers, body } = makeWebhookBody(webhook.form, { message, facts });
      const signature = signWebhook(body, {
        secret: webhook.secret,
        id: `msg_${id}`,
        nowMs: now(),
      });
      const request = { url: webhook.url, headers: { ...headers, ...signature }, body };
      return sendRequest(request, means, signal);
    },
  };
}

/** A test is a try like any other: the list of webhooks shows how it ended. */
export async function testWebhook(
  {
    db,
    sender,
    now,
  }: { readonly db: Queries; readonly sender: Sender; readonly now: () => number },
  { spaceId, webhook }: { readonly spaceId: string; readonly webhook: WebhookToSend },
  signal: AbortSignal,
): Promise<Delivery> {
  const delivery = await sender.webhook(webhook, { id: randomUUID(), content: 'test' }, signal);
  await noteResult(db, { spaceId, id: webhook.id, nowMs: now() }, delivery.result);
  return delivery;
}
