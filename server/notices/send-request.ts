/**
 * One POST to a receiver of notices, under the same guard as the fetching of pictures: what is private is refused as it
 * is written, resolved and connected to. A redirect is an answer like any other, of the answer's body nothing is read,
 * and whoever hangs is cut off.
 */
import { lookup as lookupName } from 'node:dns/promises';
import { sent, type SendReason, type SendResult } from '../../shared/notices.ts';
import type { AddressRules } from '../images/allowed-address.ts';
import type { FetchAllowList } from '../images/fetch-allow-list.ts';
import { failureOfError } from '../images/fetch-failure.ts';
import type { Lookup } from '../images/guarded-connector.ts';
import { guardedRequest } from '../images/guarded-request.ts';
import { parseRetryAfter } from '../images/retry-after.ts';

export interface Delivery {
  readonly result: SendResult;
  /** Another try later may succeed. */
  readonly isPassing: boolean;
  /** The other side's own wish. */
  readonly retryAfterMs: number | null;
}

export const delivered: Delivery = { result: sent, isPassing: false, retryAfterMs: null };

export interface SendMeans {
  readonly allow: FetchAllowList;
  readonly lookup?: Lookup;
  /** From the lookup to the end of the answer's headers. */
  readonly answerMs?: number;
}

export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const answerMsUsual = 10_000;
const headerBytesMax = 16 * 1024;
const webPorts = [80, 443] as const;

/** Never throws for what the other side does; rejects with the signal's reason when that is aborted. */
export async function sendRequest(
  { url, headers, body }: Outgoing,
  { allow, lookup = lookupAll, answerMs = answerMsUsual }: SendMeans,
  signal: AbortSignal,
): Promise<Delivery> {
  const target = URL.parse(url);
  if (target === null) return undelivered('address_not_allowed', { isPassing: false });
  const rules: AddressRules = { allow, ports: webPorts };
  try {
    return await guardedRequest(
      target,
      { rules, lookup, signal, headersMs: answerMs, headerBytesMax, send: { headers, body } },
      async ({ statusCode, headers: answered }) => {
        const wish = answered['retry-after'];
        const retryAfterMs = typeof wish === 'string' ? parseRetryAfter(wish, Date.now()) : null;
        return deliveryOf(statusCode, retryAfterMs);
      },
    );
  } catch (error) {
    if (signal.aborted) throw error;
    const failure = failureOfError(error);
    if (failure === undefined) throw error;
    const reason = reasons[failure.reason] ?? 'other';
    // A name or a certificate may be mended within days; an address that is not allowed stays so.
    return undelivered(reason, { isPassing: reason !== 'address_not_allowed' });
  }
}

const reasons: Partial<Record<string, SendReason>> = {
  address_not_allowed: 'address_not_allowed',
  unreachable: 'unreachable',
  timeout: 'timeout',
  tls: 'tls',
};

export function undelivered(
  reason: SendReason,
  rest: Partial<Omit<Delivery, 'result'>> & { readonly status?: number | null } = {},
): Delivery {
  const { status = null, isPassing = false, retryAfterMs = null } = rest;
  return { result: { ok: false, reason, status }, isPassing, retryAfterMs };
}

function deliveryOf(status: number, retryAfterMs: number | null): Delivery {
  if (status >= 200 && status < 300) return delivered;
  if (status < 400) return undelivered('redirected', { status });
  const isPassing = status >= 500 || status === 408 || status === 429;
  return undelivered('answered', { status, isPassing, retryAfterMs });
}

async function lookupAll(hostname: string): Promise<readonly string[]> {
  const found = await lookupName(hostname, { all: true });
  return found.map(({ address }) => address);
}
