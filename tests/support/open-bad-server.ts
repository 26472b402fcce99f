/**
 * A server that behaves as badly as it is told: it reads a request and hands the bare socket to what stands under the
 * request's path. Nothing between, so that what is sent may be no HTTP at all.
 */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** `head` is the request's, as it came over the wire. */
export type Behaviour = (socket: Socket, head: string) => void;

export interface BadServer {
  readonly port: number;
  readonly url: string;
  /** Heads of all requests so far. */
  readonly requests: readonly string[];
  /** Connections that are open now. */
  open(): number;
  close(): Promise<void>;
}

export async function openBadServer(
  behaviours: Readonly<Record<string, Behaviour>>,
  tls?: TlsOptions,
): Promise<BadServer> {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The other side hangs up in the middle of most of this.
    socket.on('error', () => socket.destroy());
    let head = '';
    const read = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', read);
      socket.resume();
      requests.push(head);
      const path = (head.split(' ')[1] ?? '').split('?')[0]?.slice(1) ?? '';
      const behaviour = behaviours[path] ?? answer(404, {}, 'nothing here');
      behaviour(socket, head);
    };
    socket.on('data', read);
  };
  const server: Server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a port');
  return {
    port: address.port,
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}`,
    requests,
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}

/** A decent answer, for a start. */
export function answer(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): Behaviour {
  const bytes = Buffer.from(body);
  return (socket) => {
    socket.write(headOf(status, { 'content-length': String(bytes.length), ...headers }));
    socket.end(bytes);
  };
}

export function headOf(status: number, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Anything\r\n${lines.join('')}\r\n`;
}

/** Writes a piece again and again, as fast as it is taken or at intervals, until the other side has had enough. */
export function writeForever(socket: Socket, piece: string | Uint8Array, everyMs?: number): void {
  if (everyMs !== undefined) {
    const timer = setInterval(() => socket.write(piece), everyMs);
    socket.on('close', () => clearInterval(timer));
    return;
  }
  const feed = (): void => {
    while (!socket.destroyed) {
      if (!socket.write(piece)) return;
    }
  };
  socket.on('drain', feed);
  feed();
}
