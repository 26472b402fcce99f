/**
 * The signature of a webhook, as Standard Webhooks has it (standardwebhooks.com): whoever knows the secret can tell that
 * a message is ours and new. The secret is `whsec_` and base64; the key is what the base64 stands for.
 */
import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
const secretBytes = 32;

export function makeWebhookSecret(): string {
  return `${prefix}${randomBytes(secretBytes).toString('base64')}`;
}

export interface Signing {
  readonly secret: string;
  /** The same for each try of one message. */
  readonly id: string;
  readonly nowMs: number;
}

export function signWebhook(
  body: string,
  { secret, id, nowMs }: Signing,
): Readonly<Record<string, string>> {
  const timestamp = Math.floor(nowMs / 1000);
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${mac}`,
  };
}
