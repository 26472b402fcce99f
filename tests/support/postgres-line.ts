/**
 * A line to Postgres that a test can cut: a TCP proxy on loopback. Cut, it refuses connections, as a server does that is
 * not running.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { findFreePort } from './server-process.ts';

export interface PostgresLine {
  /** The database's address through the line. */
  readonly url: string;
  join(): Promise<void>;
  /** Ends every connection and takes no new ones. */
  cut(): Promise<void>;
  connections(): number;
}

/** The line is cut at first. */
export async function makePostgresLine(databaseUrl: string): Promise<PostgresLine> {
  const target = new URL(databaseUrl);
  const url = new URL(databaseUrl);
  url.port = String(await findFreePort());
  const sockets = new Set<Socket>();
  let server: Server | undefined;

  function pass(near: Socket): void {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.once('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  }

  const line: PostgresLine = {
    url: url.href,
    async join() {
      server = createServer(pass).listen(Number(url.port), url.hostname);
      await once(server, 'listening');
    },
    async cut() {
      if (server === undefined) return;
      const closed = once(server, 'close');
      server.close();
      server = undefined;
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    connections: () => sockets.size / 2,
  };
  onTestFinished(() => line.cut());
  return line;
}
