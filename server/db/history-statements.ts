/**
 * Reading what has happened, newest first, a bounded number at a time, each by an index of its own; and where one
 * fact came from, by the log that says who sent it.
 */
import { CompiledQuery, type Kysely } from 'kysely';
import type { Count, Movement } from '../../shared/entities.ts';
import type { HistoryAsked, HistoryScope, Saying } from '../../shared/history.ts';
import { stampToMs, type Stamp } from '../../shared/stamps.ts';
import { selectList } from './columns.ts';
import type { Tables } from './tables.ts';

type FactTable = 'movement' | 'count';

/** Later than any stamp, which begins with a digit or a small letter. */
const endOfTime = '~';

/** $1 space, $2 of what, $3 and $4 before which stamp and id, $5 limit. The first half of the test is the index's. */
function newestOf(table: FactTable, where: string): string {
  return `(select * from "${table}" where space_id = $1 and ${where}
    and stamp <= $3::text and (stamp < $3::text or id < $4::text)
    order by stamp desc, id desc limit $5::int)`;
}

const subjects: { readonly [Kind in HistoryScope['kind']]: Record<FactTable, readonly string[]> } =
  {
    item: { movement: ['item_id = $2::text'], count: ['item_id = $2::text'] },
    // The two ends are never the same place, so nothing comes twice.
    location: {
      movement: ['from_location_id = $2::text', 'to_location_id = $2::text'],
      count: ['location_id = $2::text'],
    },
    all: { movement: ['$2::text is null'], count: ['$2::text is null'] },
  };

function factsStatement(kind: HistoryScope['kind'], table: FactTable): string {
  const parts = subjects[kind][table].map((where) => newestOf(table, where));
  return `select ${selectList(table)} from (${parts.join(' union all ')}) as fact
    order by stamp desc, id desc limit $5::int`;
}

export async function readFactsBefore(
  db: Kysely<Tables>,
  spaceId: string,
  { scope, before, limit }: HistoryAsked,
): Promise<{ readonly movements: Movement[]; readonly counts: Count[] }> {
  const subject =
    scope.kind === 'item' ? scope.itemId : scope.kind === 'location' ? scope.locationId : null;
  const values = [spaceId, subject, before?.stamp ?? endOfTime, before?.id ?? endOfTime, limit];
  const read = async (table: FactTable): Promise<unknown[]> => {
    const text = factsStatement(scope.kind, table);
    return (await db.executeQuery(CompiledQuery.raw(text, values))).rows;
  };
  const [movements, counts] = [await read('movement'), await read('count')];
  return { movements: movements as Movement[], counts: counts as Count[] };
}

export interface FactMark {
  readonly version: number;
  readonly stamp: Stamp;
  readonly stocktakeId: string | null;
}

/** Undefined if there is no such fact. */
export async function readFactMark(
  db: Kysely<Tables>,
  spaceId: string,
  id: string,
): Promise<FactMark | undefined> {
  const text = `select version, stamp, null as "stocktakeId" from movement where space_id = $1 and id = $2
    union all
    select version, stamp, stocktake_id from count where space_id = $1 and id = $2`;
  const { rows } = await db.executeQuery(CompiledQuery.raw(text, [spaceId, id]));
  return (rows as FactMark[])[0];
}

/** The tally that became this count: said at the same moment, in the same stocktake. */
export async function readTallyMark(
  db: Kysely<Tables>,
  spaceId: string,
  { stamp, stocktakeId }: FactMark,
): Promise<FactMark | undefined> {
  const text = `select version, stamp, null as "stocktakeId" from tally
    where space_id = $1 and stamp = $2 and stocktake_id = $3 limit 1`;
  const values = [spaceId, stamp, stocktakeId];
  const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
  return (rows as FactMark[])[0];
}

interface SaidRow extends Omit<Saying, 'sentAt' | 'stampedAt'> {
  readonly stamp: Stamp;
  readonly sentStamp: Stamp;
}

const saidColumns = `select p.name as "personName", d.name as "deviceName", l.stamp, l.sent_stamp as "sentStamp",
    l.received_at as "receivedAt"
  from mutation_log l
  left join person p on p.space_id = l.space_id and p.id = l.person_id
  left join sync_client c on c.space_id = l.space_id and c.client_id = l.client_id
  left join device d on d.space_id = l.space_id and d.id = c.device_id`;

/** What was sent with this stamp, and became part of this version. */
export async function readSaying(
  db: Kysely<Tables>,
  spaceId: string,
  { version, stamp }: FactMark,
): Promise<Saying | null> {
  const text = `${saidColumns} where l.space_id = $1 and l.version = $2 and l.stamp = $3 limit 1`;
  return toSaying(await db.executeQuery(CompiledQuery.raw(text, [spaceId, version, stamp])));
}

/** Who accepted a count of a stocktake: what wrote the version of the count. */
export async function readAccepting(
  db: Kysely<Tables>,
  spaceId: string,
  { version, stocktakeId }: FactMark,
): Promise<Saying | null> {
  const text = `${saidColumns} where l.space_id = $1 and l.version = $2
    and l.name = 'stocktake.accept' and l.args->>'id' = $3 limit 1`;
  return toSaying(await db.executeQuery(CompiledQuery.raw(text, [spaceId, version, stocktakeId])));
}

function toSaying({ rows }: { readonly rows: readonly unknown[] }): Saying | null {
  const [found] = rows as readonly SaidRow[];
  if (found === undefined) return null;
  const { stamp, sentStamp, ...saying } = found;
  return { ...saying, sentAt: stampToMs(sentStamp), stampedAt: stampToMs(stamp) };
}
