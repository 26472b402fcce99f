/**
 * The line between browsers and a server: it carries everything as it is, until it is told to lose an answer. The server
 * has then done its work, and nobody hears of it.
 */
import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Line {
  /** What browsers open instead of the server's own address. */
  readonly url: string;
  /** Resolves when the server has answered the next POST to this path; the answer goes no further. */
  loseAnswer(path: string): Promise<void>;
  close(): Promise<void>;
}

export async function openLine(serverPort: number): Promise<Line> {
  let losing: { readonly path: string; lost(): void } | undefined;

  function carry(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method = 'GET', url = '/', headers } = incoming;
    const onward = ask({ host: '127.0.0.1', port: serverPort, method, path: url, headers });
    onward.on('response', (answer) => {
      if (losing !== undefined && method === 'POST' && url === losing.path) {
        losing.lost();
        losing = undefined;
        outgoing.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    // No server there, or gone in the middle: so it is for the browser.
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }

  const server = createServer(carry).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port to be had');
  return {
    url: `http://localhost:${address.port}`,
    loseAnswer: (path) =>
      new Promise((resolve) => {
        losing = { path, lost: resolve };
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
