/**
 * The only way out to other servers: a connector for undici that looks at every address before it connects, literal or
 * from DNS, and connects to nothing else. One wrong answer among several refuses the name: who mixes them means no good.
 *
 *   name ──one lookup──▶ addresses ──all allowed?──▶ pinned for this connection ──▶ connected: still one of them?
 */
import { once } from 'node:events';
import { connect, isIP, type LookupFunction, type Socket, type TcpNetConnectOpts } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { callbackify } from 'node:util';
import type { buildConnector } from 'undici';
import { isAllowedAddress, type AddressRules, type Target } from './allowed-address.ts';
import { withoutLastDot } from './fetch-allow-list.ts';
import { FetchProblem } from './fetch-failure.ts';

/** All addresses of a name; rejects with a `code` like `dns.lookup`. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

export interface ConnectorOptions {
  readonly rules: AddressRules;
  readonly lookup: Lookup;
  /** A lookup cannot be called back; what it finds after this is not connected to. Ends a handshake that goes on. */
  readonly signal: AbortSignal;
}

export function makeGuardedConnector(options: ConnectorOptions): buildConnector.connector {
  const connectLater = callbackify((wish: buildConnector.Options) => connectGuarded(wish, options));
  return (wish, callback) => {
    connectLater(wish, (error, socket) => {
      if (error === null) callback(null, socket);
      else callback(error, null);
    });
  };
}

async function connectGuarded(
  wish: buildConnector.Options,
  { rules, lookup, signal }: ConnectorOptions,
): Promise<Socket> {
  const { protocol, hostname } = wish;
  const target = targetOf(protocol, hostname, wish.port);
  const addresses = await findAddresses(target, rules, lookup);
  signal.throwIfAborted();
  const socket = await connectTo(addresses, { protocol, ...target }, signal);
  const { remoteAddress } = socket;
  if (remoteAddress === undefined || !isAllowedAddress(remoteAddress, target, rules)) {
    socket.destroy();
    throw new FetchProblem('address_not_allowed');
  }
  return socket;
}

export function targetOf(protocol: string, hostname: string, port: string): Target {
  const webPort = protocol === 'https:' ? 443 : 80;
  return { hostname, port: port === '' ? webPort : Number(port) };
}

async function findAddresses(
  target: Target,
  rules: AddressRules,
  lookup: Lookup,
): Promise<readonly string[]> {
  const isLiteral = isIP(target.hostname) !== 0;
  const addresses = isLiteral ? [target.hostname] : await lookup(target.hostname);
  if (addresses.length === 0) throw new FetchProblem('unreachable');
  if (!addresses.every((address) => isAllowedAddress(address, target, rules))) {
    throw new FetchProblem('address_not_allowed');
  }
  return addresses;
}

/** Several addresses are tried as `net` does it, one after the other, but only these. */
async function connectTo(
  addresses: readonly string[],
  { protocol, hostname, port }: { protocol: string; hostname: string; port: number },
  signal: AbortSignal,
): Promise<Socket> {
  const pinned = { host: hostname, port, lookup: answerWith(addresses), autoSelectFamily: true };
  const socket = protocol === 'https:' ? connectSafely(pinned) : connect(pinned);
  // Until undici listens, and after it has stopped, nobody else would: an `error` then ends the process.
  socket.on('error', () => undefined);
  try {
    await once(socket, protocol === 'https:' ? 'secureConnect' : 'connect', { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** The certificate has to bear the name that was asked for, whatever the environment says. */
function connectSafely(pinned: TcpNetConnectOpts & { readonly host: string }): Socket {
  const servername = isIP(pinned.host) === 0 ? { servername: withoutLastDot(pinned.host) } : {};
  return connectTls({
    ...pinned,
    ...servername,
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
  });
}

/** In place of DNS, which might say something else this time. */
function answerWith(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  const [first] = found;
  return (_hostname, { all }, callback) => {
    if (all === true || first === undefined) callback(null, found);
    else callback(null, first.address, first.family);
  };
}
