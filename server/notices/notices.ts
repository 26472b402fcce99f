/**
 * What people may do about notices: say what they want, name a device, manage webhooks, and send a test that tells the
 * truth at once. Whoever asks looks after the space; that is checked before this room is entered.
 */
import { randomUUID } from 'node:crypto';
import {
  noticeLimits,
  type MadeWebhook,
  type NoticeChannel,
  type NoticeLanguage,
  type NoticesView,
  type NoticeWish,
  type PushAddress,
  type SendResult,
  type WebhookFields,
} from '../../shared/notices.ts';
import type { Queries } from '../db/database.ts';
import {
  deleteSubscription,
  deleteSubscriptionOfSession,
  readSubscriptionsOf,
  readWish,
  saveSubscription,
  saveWish,
} from '../db/notice-wish-statements.ts';
import {
  deleteWebhook,
  insertWebhook,
  listWebhooks,
  readWebhook,
  updateWebhook,
} from '../db/webhook-statements.ts';
import { undelivered, type Delivery } from './send-request.ts';
import { testWebhook, type Sender } from './sender.ts';
import { serverDay, serverTimeZone } from './server-day.ts';
import { makeWebhookSecret } from './webhook-signature.ts';

/** A person at one device. */
export interface Visitor {
  readonly spaceId: string;
  readonly spaceName: string;
  readonly personId: string;
  readonly sessionHash: string;
}

export interface Notices {
  view(visitor: Visitor): Promise<NoticesView>;
  saveWish(visitor: Visitor, wish: NoticeWish): Promise<void>;
  saveDevice(visitor: Visitor, address: PushAddress): Promise<void>;
  forgetDevice(visitor: Visitor): Promise<void>;
  test(
    visitor: Visitor,
    test: { readonly channel: NoticeChannel; readonly language: NoticeLanguage },
  ): Promise<SendResult>;
  /** Undefined where there are too many. */
  addWebhook(spaceId: string, fields: WebhookFields): Promise<MadeWebhook | undefined>;
  /** False where there is none of this id. */
  changeWebhook(spaceId: string, id: string, fields: WebhookFields): Promise<boolean>;
  removeWebhook(spaceId: string, id: string): Promise<void>;
  /** Undefined where there is none of this id. */
  testWebhook(spaceId: string, id: string): Promise<SendResult | undefined>;
}

export interface NoticesDeps {
  readonly db: Queries;
  readonly sender: Sender;
  readonly now: () => number;
  /** Ends tests that are under way when the server stops. */
  readonly closing: AbortSignal;
}

/** Push asks for leave first and mail for an address, so nobody gets anything before they have been here. */
const usualWish: NoticeWish = {
  push: ['urgent', 'due', 'overdue'],
  mail: [],
  address: '',
  mode: 'atOnce',
  digestHour: 8,
  language: 'en',
};

export function makeNotices(deps: NoticesDeps): Notices {
  const { db, sender, now, closing } = deps;
  return {
    view: (visitor) => readView(deps, visitor),
    saveWish: (visitor, wish) => keepWish(deps, visitor, wish),
    async saveDevice(visitor, address) {
      const { spaceId, personId, sessionHash } = visitor;
      await saveSubscription(db, { ...address, spaceId, personId, sessionHash, nowMs: now() });
    },
    forgetDevice: ({ sessionHash }) => deleteSubscriptionOfSession(db, sessionHash),
    async test(visitor, { channel, language }) {
      const what = { content: 'test', language, id: randomUUID() } as const;
      if (channel === 'push') return testPush(deps, visitor, what);
      const { spaceId, personId, spaceName } = visitor;
      const { address = '' } = (await readWish(db, spaceId, personId)) ?? {};
      if (address === '') return undelivered('mail_refused').result;
      return (await sender.mail({ address, spaceName }, what, closing)).result;
    },
    async addWebhook(spaceId, fields) {
      const made = { id: randomUUID(), secret: makeWebhookSecret() };
      const place = { ...made, spaceId, nowMs: now(), max: noticeLimits.webhooksMax };
      return (await insertWebhook(db, place, fields)) ? made : undefined;
    },
    changeWebhook: (spaceId, id, fields) => updateWebhook(db, { spaceId, id }, fields),
    removeWebhook: (spaceId, id) => deleteWebhook(db, spaceId, id),
    async testWebhook(spaceId, id) {
      const webhook = await readWebhook(db, spaceId, id);
      if (webhook === undefined) return undefined;
      return (await testWebhook(deps, { spaceId, webhook }, closing)).result;
    },
  };
}

async function keepWish(
  { db, now }: NoticesDeps,
  { spaceId, personId }: Visitor,
  wish: NoticeWish,
): Promise<void> {
  const { today, hour } = serverDay(now());
  // A digest whose hour has passed begins tomorrow.
  const digestOn = hour >= wish.digestHour ? today : '';
  await saveWish(db, { spaceId, personId, digestOn }, wish);
}

async function readView({ db, sender, now }: NoticesDeps, visitor: Visitor): Promise<NoticesView> {
  const { spaceId, personId, sessionHash } = visitor;
  const asked = { personIds: [personId], nowMs: now() };
  const devices = await readSubscriptionsOf(db, spaceId, asked);
  return {
    wish: (await readWish(db, spaceId, personId)) ?? usualWish,
    canMail: sender.canMail,
    pushKey: (await sender.pushKey()).publicKey,
    isDeviceKnown: devices.some((device) => device.sessionHash === sessionHash),
    deviceCount: devices.length,
    timeZone: serverTimeZone(),
    webhooks: await listWebhooks(db, spaceId),
  };
}

/** To this very device: the one on which somebody waits for it. */
async function testPush(
  { db, sender, now, closing }: NoticesDeps,
  { spaceId, personId, sessionHash }: Visitor,
  what: { readonly content: 'test'; readonly language: NoticeLanguage; readonly id: string },
): Promise<SendResult> {
  const asked = { personIds: [personId], nowMs: now() };
  const devices = await readSubscriptionsOf(db, spaceId, asked);
  const device = devices.find((each) => each.sessionHash === sessionHash);
  if (device === undefined) return undelivered('no_device').result;
  const delivery: Delivery & { isGone: boolean } = await sender.push(device, what, closing);
  if (delivery.isGone) await deleteSubscription(db, device.id);
  return delivery.result;
}
