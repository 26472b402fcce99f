/**
 * One request to somebody else's server, a GET unless it sends something, through the guarded connector: no cookies, no
 * compression, no proxy from the environment, a connection of its own that ends with it. Redirects are the caller's: each
 * is a request of its own.
 */
import { Client, type Dispatcher } from 'undici';
import type { AddressRules } from './allowed-address.ts';
import { FetchProblem } from './fetch-failure.ts';
import { makeGuardedConnector, targetOf, type Lookup } from './guarded-connector.ts';
import { withTimeLimit } from './with-time-limit.ts';

export interface RequestOptions {
  readonly rules: AddressRules;
  readonly lookup: Lookup;
  /** Ends the request, its body too. */
  readonly signal: AbortSignal;
  /** From the lookup to the end of the headers. */
  readonly headersMs: number;
  readonly headerBytesMax: number;
  readonly send?: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Uint8Array;
  };
}

const headers = {
  accept: 'image/webp,image/jpeg,image/png,image/gif;q=0.9,*/*;q=0.1',
  // The limits count what comes over the wire, so that must be all there is.
  'accept-encoding': 'identity',
  'user-agent': 'Bincard',
};

/** The answer lives until `read` has ended. Throws a `FetchProblem`, an error of the network, or the signal's reason. */
export async function guardedRequest<Value>(
  url: URL,
  options: RequestOptions,
  read: (answer: Dispatcher.ResponseData) => Promise<Value>,
): Promise<Value> {
  mustBeAllowed(url, options.rules);
  const { rules, lookup, headersMs, headerBytesMax, send } = options;
  const limit = withTimeLimit(options.signal, headersMs);
  const client = new Client(url.origin, {
    connect: makeGuardedConnector({ rules, lookup, signal: limit.signal }),
    pipelining: 0,
    allowH2: false,
    maxHeaderSize: headerBytesMax,
    // Time is the signal's; these would be a second, coarser clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const answer = await client.request({
      method: send === undefined ? 'GET' : 'POST',
      path: `${url.pathname}${url.search}`,
      headers: send === undefined ? headers : { 'user-agent': 'Bincard', ...send.headers },
      body: send?.body ?? null,
      signal: limit.signal,
    });
    limit.stopClock();
    // A body that is left unread ends with an error when the client goes.
    answer.body.on('error', () => undefined);
    return await read(answer);
  } finally {
    limit.end();
    await client.destroy();
  }
}

/** What the address itself tells. The rest is asked at the connection. */
function mustBeAllowed(url: URL, { allow, ports }: AddressRules): void {
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  const { port } = targetOf(url.protocol, url.hostname, url.port);
  const isOpen = ports.includes(port) || allow.namesPort(port);
  if (!isWeb || !isOpen || url.username !== '' || url.password !== '') {
    throw new FetchProblem('address_not_allowed');
  }
}
