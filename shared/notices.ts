/**
 * Notices: what those who look after the space are told of without looking. Each is told once, to each who wants it, by
 * the ways that they chose. These are the wire's shapes, of `/api/notices`; none of it is synced to phones.
 */
import { isOpenReorder, type ReorderFacts } from './reorders.ts';

export const noticeEvents = ['urgent', 'due', 'overdue'] as const;
/** A request that is urgent; an arrival that is expected today; one whose day has passed. */
export type NoticeEvent = (typeof noticeEvents)[number];

export const noticeChannels = ['push', 'mail'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

export const noticeLanguages = ['en', 'de'] as const;
export type NoticeLanguage = (typeof noticeLanguages)[number];

export const noticeModes = ['atOnce', 'digest'] as const;

/** What one person wants. */
export interface NoticeWish {
  readonly push: readonly NoticeEvent[];
  readonly mail: readonly NoticeEvent[];
  /** Where mails go; "" for nowhere. */
  readonly address: string;
  readonly mode: (typeof noticeModes)[number];
  /** 0 to 23, by the server's clock. */
  readonly digestHour: number;
  readonly language: NoticeLanguage;
}

export const webhookForms = ['generic', 'slack', 'discord', 'matrix', 'ntfy'] as const;
export type WebhookForm = (typeof webhookForms)[number];

/** What staff decide about one receiver. */
export interface WebhookFields {
  readonly name: string;
  readonly url: string;
  readonly form: WebhookForm;
  readonly events: readonly NoticeEvent[];
  readonly language: NoticeLanguage;
  readonly active: boolean;
}

/** Why something did not arrive. */
export type SendReason =
  | 'address_not_allowed'
  | 'unreachable'
  | 'timeout'
  | 'tls'
  | 'redirected'
  /** `status` says how. */
  | 'answered'
  /** No SMTP server is set up. */
  | 'mail_off'
  | 'mail_login'
  | 'mail_refused'
  /** No device of this person takes push messages. */
  | 'no_device'
  | 'other';

export interface SendResult {
  readonly ok: boolean;
  readonly reason: SendReason | '';
  /** The answer's HTTP or SMTP code; null where there was none. */
  readonly status: number | null;
}

export const sent: SendResult = { ok: true, reason: '', status: null };

export interface Webhook extends WebhookFields {
  readonly id: string;
  /** How the last try ended, and when; null before the first. */
  readonly last: (SendResult & { readonly at: number }) | null;
  /** Since when every try has failed; null while they arrive. */
  readonly failingSince: number | null;
}

/** The secret is told once, in the answer to its making. */
export interface MadeWebhook {
  readonly id: string;
  readonly secret: string;
}

export interface NoticesView {
  readonly wish: NoticeWish;
  /** Whether the operator has set up mail. */
  readonly canMail: boolean;
  /** What a browser subscribes with. */
  readonly pushKey: string;
  /** Whether the server knows this device as one to push to, and how many this person has. */
  readonly isDeviceKnown: boolean;
  readonly deviceCount: number;
  /** The server's, such as "Europe/Berlin". */
  readonly timeZone: string;
  readonly webhooks: readonly Webhook[];
}

/** What a browser hands out for one device. */
export interface PushAddress {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export const noticeLimits = {
  addressMax: 254,
  nameMax: 80,
  urlMax: 2000,
  webhooksMax: 20,
  devicesMax: 20,
} as const;

/** One at-sign, no room, nothing that could end a header or begin a second address. */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= noticeLimits.addressMax &&
    /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+\.[^\s@<>()[\]\\,;:"\p{Cc}.]+$/u.test(
      text,
    )
  );
}

/** No user before an "@": it would be shown to everybody who may see the address. */
export function isWebhookUrl(text: string): boolean {
  const pattern = /^https?:\/\/[^\s/?#@\\]+(?:[/?#][^\s\\]*)?$/i;
  return text.length <= noticeLimits.urlMax && pattern.test(text);
}

type Noticed = Pick<ReorderFacts, 'state' | 'priority' | 'expectedOn'>;

/** What there is to be told of a reorder on a day; the more pressing where it is two things. */
export function noticeOf(reorder: Noticed, today: string): NoticeEvent | undefined {
  const { state, priority, expectedOn } = reorder;
  const isComing = state === 'ordered' || state === 'partlyReceived';
  if (isComing && expectedOn !== '' && expectedOn < today) return 'overdue';
  if (isComing && expectedOn === today) return 'due';
  // What is on its way is no news any more, however urgent it was.
  return priority === 'urgent' && isOpenReorder(reorder) && !isComing ? 'urgent' : undefined;
}
