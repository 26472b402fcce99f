/**
 * kill -9 of the server in the middle of pushes. A push that was answered is there after the restart; one
 * that was not is sent again, and nothing is there twice: on embedded PGlite and on Postgres.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { unplaced } from '../../shared/ids.ts';
import { makeStockId } from '../../shared/ids.ts';
import type { SentMutation } from '../../shared/protocol.ts';
import { makeDatabase } from '../support/make-database.ts';
import { must } from '../../shared/result.ts';
import {
  findFreePort,
  joinServer,
  startServer,
  type ServerOptions,
  type ServerProcess,
} from '../support/server-process.ts';
import { newId, SyncClient, type Send } from '../support/sync-client.ts';

const kills = Number(process.env['KILLS'] ?? 5);
const clientCount = 3;
const batchSize = 40;

for (const database of ['PGlite', 'Postgres'] as const) {
  test(`a server killed in the middle of pushes loses and doubles nothing, on ${database}`, async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bincard-killed-'));
    const options: ServerOptions = {
      dataDir,
      port: await findFreePort(),
      ...(database === 'Postgres'
        ? { databaseUrl: await makeDatabase(inject('postgresUrl')) }
        : {}),
    };
    let server: ServerProcess = await startServer(options);
    onTestFinished(async () => {
      await server.kill();
      await rm(dataDir, { recursive: true, force: true });
    });

    const { token } = await joinServer(must(server.joinLink, 'a join link'), 'Kim');
    const send: Send = (path, init) => fetch(`${server.url}${path}`, init);
    const clients = Array.from({ length: clientCount }, () => new SyncClient(send, token));
    const itemId = newId<'item'>();
    const [first] = clients;
    await must(first, 'a client').sync([
      must(first, 'a client').make('item.create', { id: itemId, fields: { name: 'Screw' } }),
    ]);

    let added = 0;
    const answered: SentMutation[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const batches = clients.map((client) => makeBatch(client, itemId));
      const inFlight = batches.map((batch, place) =>
        must(clients[place], 'a client').request(batch),
      );
      const settled = Promise.allSettled(inFlight);
      // Somewhere within the push: the moment is left to chance, the promise holds for every one.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
      await server.kill();
      for (const [place, outcome] of (await settled).entries()) {
        if (outcome.status === 'fulfilled' && outcome.value.status === 200) {
          answered.push(...must(batches[place], 'a batch'));
        }
      }
      server = await startServer(options);
      for (const [place, batch] of batches.entries()) {
        await must(clients[place], 'a client').sync(batch);
        added += batch.length / 2;
      }
    }

    const reader = new SyncClient(send, token);
    await reader.sync();
    const stock = must(reader.rows.stock.get(makeStockId(itemId, unplaced)), 'the stock');
    expect(stock).toMatchObject({ quantity: added * 1000 });
    expect(reader.rows.movement.size).toBe(added);
    expect(reader.rows.item.size).toBe(1 + added);
    for (const { name, args } of answered) {
      const { id } = args as { id: string };
      const table = name === 'item.create' ? reader.rows.item : reader.rows.movement;
      expect(table.has(id)).toBe(true);
    }
  });
}

function makeBatch(client: SyncClient, itemId: string): SentMutation[] {
  return Array.from({ length: batchSize }, (_, place) =>
    place % 2 === 0
      ? client.make('item.create', { id: newId<'item'>(), fields: { name: `Item ${place}` } })
      : client.make('movement.record', {
          id: newId<'movement'>(),
          itemId,
          fromLocationId: null,
          toLocationId: unplaced,
          quantity: 1000,
          reason: 'add',
          note: '',
          undoes: null,
        }),
  );
}
