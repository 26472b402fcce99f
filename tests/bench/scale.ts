/**
 * A makerspace after many years: 50,000 items and 500,000 movements on the server, on each database, without a network
 * between. How long a phone that comes now takes to be told, how long each page of it, and how long one story takes.
 * `npm run bench scale`; not part of a plain run, because filling the databases takes minutes.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import type { OpenDatabase } from '../../server/db/database.ts';
import { lockHead, takeVersion } from '../../server/db/head-statements.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import { openPostgres } from '../../server/db/open-postgres.ts';
import { writeRows } from '../../server/db/sync-statements.ts';
import { noBatch } from '../../shared/batches.ts';
import { emptyFields, type Item, type Movement, type Stock } from '../../shared/entities.ts';
import type { HistoryAnswer } from '../../shared/history.ts';
import { makeStockId, toId, unplaced, type ItemId } from '../../shared/ids.ts';
import { must } from '../../shared/result.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { makeDatabase } from '../support/make-database.ts';
import { openTestSpace, type TestSpace } from '../support/open-test-space.ts';
import { quietLog } from '../support/quiet-log.ts';
import { startPostgres } from '../support/start-postgres.ts';
import { SyncClient } from '../support/sync-client.ts';
import type { Figure } from './figures.ts';

const items = 50_000;
const movements = 500_000;
/** Of one item; the others share the rest. */
const ofOneItem = 10_000;
const batch = 2000;
const asks = 200;

export async function* measureScale(): AsyncGenerator<Figure> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bincard-bench-scale-'));
  const pglite = await openPglite({ dataDir, log: quietLog });
  try {
    yield* measureOn('PGlite', pglite);
  } finally {
    await pglite.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  const running = await startPostgres();
  const postgres = await openPostgres({ url: await makeDatabase(running.url), log: quietLog });
  try {
    yield* measureOn('Postgres', postgres);
  } finally {
    await postgres.close();
    await running.stop();
  }
}

async function* measureOn(name: string, db: OpenDatabase): AsyncGenerator<Figure> {
  await migrateToLatest(db);
  const space = await openTestSpace(db);
  const filled = performance.now();
  const ids = await fill(db, space);
  await db.kysely.executeQuery(CompiledQuery.raw('analyze', []));
  yield figure(`filling with ${items} items, ${movements} movements, ${name}`, [
    performance.now() - filled,
  ]);

  const pages: number[] = [];
  const phone = new SyncClient(async (path, init) => {
    const asked = performance.now();
    const answer = await space.app.request(path, init);
    pages.push(performance.now() - asked);
    return answer;
  }, space.owner.token);
  const started = performance.now();
  await phone.sync();
  const took = performance.now() - started;
  const rows = Object.values(phone.rows).reduce((sum, table) => sum + table.size, 0);
  yield figure(`first sync, ${rows} rows in ${pages.length} pages, ${name}`, [took]);
  yield { ...figure(`one page of it, ${name}`, pages), judge: 'p95' };

  const [busy = ''] = ids;
  yield await measureAsks(`a story of one of ${items} items, ${name}`, space, (ask) => {
    return `item=${must(ids[(ask * 7919) % ids.length], 'an item')}&limit=50`;
  });
  yield await measureWalk(`a page of the story of ${ofOneItem} movements, ${name}`, space, busy);
  yield await measureAsks(`a story of a place with all movements, ${name}`, space, () => {
    return `location=${unplaced}&limit=50`;
  });
  yield await measureAsks(`the latest of everything, ${name}`, space, () => 'limit=200');
}

function figure(what: string, values: readonly number[]): Figure {
  return { what, values, unit: 'ms', judge: 'median' };
}

async function measureAsks(
  what: string,
  space: TestSpace,
  queryOf: (ask: number) => string,
): Promise<Figure> {
  const values: number[] = [];
  for (let ask = 0; ask < asks; ask++) values.push((await tell(space, queryOf(ask))).tookMs);
  return { ...figure(what, values), judge: 'p95' };
}

/** Page after page, as somebody who wants to see where it begins. */
async function measureWalk(what: string, space: TestSpace, itemId: string): Promise<Figure> {
  const values: number[] = [];
  let before = '';
  for (;;) {
    const { tookMs, answer } = await tell(space, `item=${itemId}&limit=200${before}`);
    values.push(tookMs);
    const last = answer.movements.at(-1);
    if (!answer.more || last === undefined) return { ...figure(what, values), judge: 'p95' };
    before = `&before=${last.stamp}&beforeId=${last.id}`;
  }
}

async function tell(space: TestSpace, query: string) {
  const asked = performance.now();
  const response = await space.request(`/api/history?${query}`, { as: space.owner });
  const answer = (await response.json()) as HistoryAnswer;
  if (response.status !== 200) throw new Error(`Answered with ${response.status}`);
  return { tookMs: performance.now() - asked, answer };
}

/** As it would have come about: in versions, each with the facts that arrived together. */
async function fill(db: OpenDatabase, space: TestSpace): Promise<readonly ItemId[]> {
  const ids = Array.from({ length: items }, () => toId<'item'>(randomUUID()));
  const { spaceId, clock } = space;
  const under = async (write: (tx: OpenDatabase['kysely'], version: number) => Promise<void>) =>
    db.kysely.transaction().execute(async (tx) => {
      await lockHead(tx, spaceId);
      clock.nowMs += 60_000;
      await write(tx, await takeVersion(tx, spaceId, clock.nowMs));
    });
  for (let start = 0; start < items; start += batch) {
    const part = ids.slice(start, start + batch);
    await under(async (tx, version) => {
      await writeRows(
        tx,
        spaceId,
        'item',
        part.map((id, place) => itemRow(id, start + place, version)),
      );
      await writeRows(
        tx,
        spaceId,
        'stock',
        part.map((id) => stockRow(id, version)),
      );
    });
  }
  for (let start = 0; start < movements; start += batch) {
    await under(async (tx, version) => {
      const rows = Array.from({ length: batch }, (_, place) => {
        const at = start + place;
        const isBusy = at % (movements / ofOneItem) === 0;
        const itemId = must(ids[isBusy ? 0 : at % items], 'an item');
        return movementRow(itemId, { ms: clock.nowMs - batch + place, version, space });
      });
      await writeRows(tx, spaceId, 'movement', rows);
    });
  }
  return ids;
}

function itemRow(id: ItemId, place: number, version: number): Item {
  const stamps = { '*': makeStamp({ ms: 1, counter: 0, mark: '00000001' }) };
  const name = `Screw M${place % 24}, lot ${place}`;
  const fields = { ...emptyFields.item, name, sku: `BC-${place.toString(36)}` };
  return { ...fields, id, stamps, deletedAt: null, version };
}

function stockRow(itemId: ItemId, version: number): Stock {
  const bin = { itemId, locationId: unplaced, ...noBatch };
  const id = makeStockId(itemId, unplaced);
  return { ...bin, id, quantity: 1_000_000, countStamp: null, used: {}, version };
}

interface Told {
  readonly ms: number;
  readonly version: number;
  readonly space: TestSpace;
}

function movementRow(itemId: ItemId, { ms, version, space }: Told): Movement {
  const stamp = makeStamp({ ms, counter: 0, mark: '00000001' });
  const said = { note: '', purpose: '', undoes: null, personId: space.owner.session.personId };
  return {
    ...said,
    ...noBatch,
    id: toId<'movement'>(randomUUID()),
    itemId,
    fromLocationId: unplaced,
    toLocationId: null,
    quantity: 1000,
    reason: 'use',
    stamp,
    effectiveStamp: stamp,
    effectiveReason: 'use',
    receivedAt: space.clock.nowMs,
    version,
  };
}
