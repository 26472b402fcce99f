/**
 * A thousand changes in one request, from the first byte sent to the answer that says they are durable, at the real
 * server on each database: embedded with one host fsync, and Postgres with fsync on.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unplaced } from '../../shared/ids.ts';
import type { SentMutation } from '../../shared/protocol.ts';
import { must } from '../../shared/result.ts';
import { makeDatabase } from '../support/make-database.ts';
import { findFreePort, joinServer, startServer } from '../support/server-process.ts';
import { startPostgres } from '../support/start-postgres.ts';
import { newId, SyncClient } from '../support/sync-client.ts';
import type { Figure } from './figures.ts';

const rounds = 12;
/** The first ones meet cold code and cold plans. */
const warmUps = 3;
const changes = 1000;

export async function* measurePush(): AsyncGenerator<Figure> {
  yield {
    what: '1,000 changes to a durable answer, PGlite',
    values: await measure(),
    unit: 'ms',
    judge: 'median',
    target: 200,
  };
  const postgres = await startPostgres();
  try {
    yield {
      what: '1,000 changes to a durable answer, Postgres',
      values: await measure(await makeDatabase(postgres.url)),
      unit: 'ms',
      judge: 'median',
      target: 100,
    };
  } finally {
    await postgres.stop();
  }
}

async function measure(databaseUrl?: string): Promise<number[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bincard-bench-'));
  const server = await startServer({
    dataDir,
    port: await findFreePort(),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
  try {
    const { token } = await joinServer(must(server.joinLink, 'a join link'), 'Bench');
    const client = new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token);
    await client.sync();
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const batch = makeBatch(client);
      const start = performance.now();
      const { status } = await client.request(batch);
      times.push(performance.now() - start);
      if (status !== 200) throw new Error(`The push was answered with ${status}`);
      await client.sync();
    }
    return times.slice(warmUps);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** As a busy day has it: a fifth new items, the rest taking, counting and editing. */
function makeBatch(client: SyncClient): SentMutation[] {
  const ids = Array.from({ length: changes / 5 }, () => newId<'item'>());
  return Array.from({ length: changes }, (_, place) => {
    const itemId = must(ids[Math.floor(place / 5)], 'an item');
    switch (place % 5) {
      case 0:
        return client.make('item.create', { id: itemId, fields: { name: `Screw ${place}` } });
      case 1:
        return client.make('count.record', {
          id: newId<'count'>(),
          itemId,
          locationId: unplaced,
          quantity: 100_000,
          note: '',
        });
      case 2:
        return client.make('item.patch', { id: itemId, fields: { notes: 'second drawer' } });
      default:
        return client.make('movement.record', {
          id: newId<'movement'>(),
          itemId,
          fromLocationId: unplaced,
          toLocationId: null,
          quantity: 1000,
          reason: 'use',
          note: '',
          undoes: null,
        });
    }
  });
}
