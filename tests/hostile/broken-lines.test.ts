/**
 * What no browser sends: bodies that break off, that drip, that never end, and noise. The real server on a real port must
 * answer or hang up, keep serving everyone else, and hold afterwards what it held before.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../shared/result.ts';
import { makeDice } from '../support/seeded-dice.ts';
import {
  findFreePort,
  joinServer,
  startServer,
  type ServerProcess,
} from '../support/server-process.ts';
import { newId, SyncClient } from '../support/sync-client.ts';

let server: ServerProcess;
let dataDir: string;
let token: string;
let port: number;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bincard-hostile-'));
  port = await findFreePort();
  server = await startServer({ dataDir, port });
  ({ token } = await joinServer(must(server.joinLink, 'a join link'), 'Kim'));
});
afterAll(async () => {
  await server.kill();
  await rm(dataDir, { recursive: true, force: true });
});

function newClient(): SyncClient {
  return new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token);
}

async function openSocket(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  // A reset is one of the answers that are allowed here.
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** However it ends: `once` would reject at a reset. */
function untilClosed(socket: Socket): Promise<void> {
  socket.resume();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

function head(length: number): string {
  return [
    'POST /api/sync HTTP/1.1',
    `Host: localhost:${port}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${length}`,
    '',
    '',
  ].join('\r\n');
}

/** The server still does its work, for somebody else. */
async function expectAlive(): Promise<void> {
  const client = newClient();
  const id = newId<'item'>();
  await client.sync([client.make('item.create', { id, fields: { name: 'Still here' } })]);
  const reader = newClient();
  await reader.sync();
  expect(reader.rows.item.has(id)).toBe(true);
}

test('a push that breaks off in the middle of its body applies nothing, and can be sent again', async () => {
  const client = newClient();
  const id = newId<'item'>();
  const mutation = client.make('item.create', { id, fields: { name: 'Whole or not at all' } });
  const body = JSON.stringify({
    protocol: 1,
    clientId: client.clientId,
    epoch: null,
    nonce: 'a nonce of some length',
    mutations: [mutation],
    cursor: null,
    ackedMid: 0,
  });
  const socket = await openSocket();
  socket.write(head(body.length) + body.slice(0, -20));
  socket.end();
  await untilClosed(socket);

  const reader = newClient();
  await reader.sync();
  expect(reader.rows.item.has(id)).toBe(false);
  await client.sync([mutation]);
  await reader.sync();
  expect(reader.rows.item.has(id)).toBe(true);
});

test('many who begin a body and send no more keep nobody else waiting', async () => {
  const sockets = await Promise.all(Array.from({ length: 50 }, openSocket));
  for (const socket of sockets) socket.write(`${head(1000)}{"protocol":`);
  await expectAlive();
  for (const socket of sockets) socket.destroy();
});

test('a body without end is cut off at the limit', async () => {
  const socket = await openSocket();
  const answer: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => answer.push(chunk));
  const closed = untilClosed(socket);
  socket.write(head(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked'));
  const chunk = `10000\r\n${'x'.repeat(0x1_0000)}\r\n`;
  const feed = (): void => {
    while (!socket.destroyed && !socket.writableEnded && answer.length === 0) {
      if (!socket.write(chunk)) {
        socket.once('drain', feed);
        return;
      }
    }
    socket.end();
  };
  feed();
  await closed;
  expect(Buffer.concat(answer).toString()).toMatch(/^HTTP\/1\.1 413 /);
  await expectAlive();
});

test('noise instead of HTTP is hung up on', async () => {
  for (const noise of [
    '\u0016\u0003\u0001\u0002\u0000',
    'GET\r\n\r\n',
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
  ]) {
    const socket = await openSocket();
    const closed = untilClosed(socket);
    socket.write(noise);
    socket.end();
    await closed;
  }
  await expectAlive();
});

test('a good request with any one byte changed never brings the server down', async () => {
  const client = newClient();
  const dice = makeDice(20_261_124);
  const good = Buffer.from(
    JSON.stringify({
      protocol: 1,
      clientId: client.clientId,
      epoch: null,
      nonce: 'a nonce of some length',
      mutations: [client.make('item.create', { id: newId<'item'>(), fields: { name: 'Näme' } })],
      cursor: null,
      ackedMid: 0,
    }),
  );
  const statuses = new Set<number>();
  for (let round = 0; round < 300; round++) {
    const bad = Buffer.from(good);
    bad[dice.below(bad.length)] = dice.below(256);
    const response = await fetch(`${server.url}/api/sync`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: bad,
    });
    statuses.add(response.status);
    await response.arrayBuffer();
  }
  expect([...statuses].filter((status) => status >= 500)).toEqual([]);
  expect(server.output()).not.toContain('A bug');
  await expectAlive();
});
