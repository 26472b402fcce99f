/** A server that nobody may connect to, on every address of this machine; it counts who does. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

export interface Canary {
  readonly port: number;
  connections(): number;
  close(): Promise<void>;
}

export async function openCanary(): Promise<Canary> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    connections++;
    sockets.add(socket);
    // Whoever connected may hang up as it likes.
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nchirp');
  });
  try {
    server.listen(0, '::');
    await once(server, 'listening');
  } catch {
    // A machine without IPv6: all of IPv4 then.
    server.listen(0, '0.0.0.0');
    await once(server, 'listening');
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a port');
  return {
    port: address.port,
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
