/**
 * A web push: encrypted for one browser, signed for its push service (RFC 8291, 8292), and sent under the guard of all
 * requests: the address comes from a browser, and so from anybody. A service that answers 404 or 410 has forgotten it.
 */
import { createHash } from 'node:crypto';
import webPush from 'web-push';
import type { PushAddress } from '../../shared/notices.ts';
import type { PushKey } from '../db/notice-wish-statements.ts';
import type { NoticeMessage } from './compose-notice.ts';
import { sendRequest, type Delivery, type SendMeans } from './send-request.ts';

export interface PushSender {
  readonly key: PushKey;
  /** Whom a push service may write to: an https or mailto address. */
  readonly subject: string;
  readonly means: SendMeans;
}

export interface PushMessage {
  readonly message: NoticeMessage;
  /** A later message of the same topic replaces one that waits for a phone without a network. */
  readonly topic: string;
}

const linesMax = 4;
/** A push service keeps it for a phone that is off: what is a day old is in the app. */
const livesSeconds = 24 * 60 * 60;

export const makePushKey = (): PushKey => webPush.generateVAPIDKeys();

export async function sendPush(
  address: PushAddress,
  { message, topic }: PushMessage,
  { sender, signal }: { readonly sender: PushSender; readonly signal: AbortSignal },
): Promise<Delivery & { readonly isGone: boolean }> {
  const { endpoint, p256dh, auth } = address;
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    payloadOf(message, topic),
    {
      vapidDetails: { subject: sender.subject, ...sender.key },
      contentEncoding: 'aes128gcm',
      TTL: livesSeconds,
      urgency: message.isUrgent ? 'high' : 'normal',
      topic: topicOf(topic),
    },
  );
  const sentHeaders = Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      // The client counts for itself.
      .filter(([name]) => name !== 'content-length'),
  );
  const request = { url: endpoint, headers: sentHeaders, body };
  const delivery = await sendRequest(request, sender.means, signal);
  const { status } = delivery.result;
  return { ...delivery, isGone: status === 404 || status === 410 };
}

/** Read by client/sw/push.ts. A few hundred bytes; services take 4,096. */
function payloadOf({ title, lines, more, url }: NoticeMessage, tag: string): string {
  const texts = lines.slice(0, linesMax).map(({ text }) => text);
  const rest = lines.length > linesMax || more !== '' ? ['…'] : [];
  const { pathname } = new URL(url);
  return JSON.stringify({ title, body: [...texts, ...rest].join('\n'), path: pathname, tag });
}

function topicOf(topic: string): string {
  return createHash('sha256').update(topic).digest('base64url').slice(0, 32);
}

/** What a browser hands out, so that a wrong one is refused when it is saved, and not when something is urgent. */
export function isPushAddress({ endpoint, p256dh, auth }: PushAddress): boolean {
  const isWeb = URL.parse(endpoint)?.protocol.startsWith('http') ?? false;
  const isBase64 = (text: string): boolean => /^[\w-]+=*$/.test(text);
  return (
    isWeb &&
    isBase64(p256dh) &&
    isBase64(auth) &&
    Buffer.from(p256dh, 'base64url').length === 65 &&
    Buffer.from(auth, 'base64url').length >= 16
  );
}
