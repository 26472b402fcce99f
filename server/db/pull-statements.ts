/**
 * Reading what a cursor has not seen. Rows are ordered by (version, table, id) over all synced tables;
 * a page is first found as keys, by index alone, and then read.
 */
import { CompiledQuery, type Kysely } from 'kysely';
import { fieldsTables, syncedTables, type SyncedTable } from '../../shared/entities.ts';
import type { Cursor } from '../../shared/protocol.ts';
import { tableName } from './columns.ts';
import type { Tables } from './tables.ts';

export interface PageKey {
  readonly version: number;
  /** Place of the table in `syncedTables`. */
  readonly table: number;
  readonly id: string;
}

type Position = Pick<Cursor, 'version' | 'table' | 'id' | 'skipDeadUntil' | 'skipFactsUntil'>;

/** What suppliers are, sell and charge is no business of members' phones. */
const staffTables: ReadonlySet<SyncedTable> = new Set([
  'supplier',
  'supplierItem',
  'price',
  'purchaseOrder',
  'orderLine',
  'leadTime',
]);

const canDie: ReadonlySet<SyncedTable> = new Set(fieldsTables);

/**
 * $1 space, $2 cursor version, $3 cursor id, $4 head version, $5 skip dead until, $6 limit, $7 skip facts until,
 * $8 the only person whose row and asks may be seen, or null.
 */
function keysOfTable(table: SyncedTable, place: number, cursorTable: number): string {
  const after =
    place === cursorTable
      ? '(version, id) > ($2::bigint, $3::text)'
      : place < cursorTable
        ? 'version > $2::bigint'
        : 'version >= $2::bigint';
  const alive = canDie.has(table) ? 'and (deleted_at is null or version > $5::bigint)' : '';
  const recent = table === 'movement' || table === 'count' ? 'and version > $7::bigint' : '';
  const owner = { person: 'id', ask: 'person_id' }[table as string];
  const seen = staffTables.has(table)
    ? 'and $8::text is null'
    : owner === undefined
      ? ''
      : `and ($8::text is null or ${owner} = $8::text)`;
  return `(select version, ${place} as "table", id from "${tableName(table)}"
    where space_id = $1 and ${after} and version <= $4::bigint ${alive} ${recent} ${seen}
    order by version, id limit $6::int)`;
}

/** One statement per place of the cursor; there are as many as tables, and one for "between versions". */
const keyStatements = Array.from({ length: syncedTables.length + 1 }, (_, cursorTable) => {
  const parts = syncedTables.map((table, place) => keysOfTable(table, place, cursorTable));
  // The first line names every parameter's type: not every variant uses all of them.
  return `with given as (select $3::text, $5::bigint, $7::bigint, $8::text)
    ${parts.join(' union all ')} order by version, "table", id limit $6::int`;
});

export interface Span {
  readonly headVersion: number;
  readonly limit: number;
  /** The one person whose row may be seen; null for all. */
  readonly onlyPerson: string | null;
}

/** The next keys after a position, up to `headVersion`, at most `limit`. */
export async function readPageKeys(
  db: Kysely<Tables>,
  spaceId: string,
  position: Position,
  { headVersion, limit, onlyPerson }: Span,
): Promise<PageKey[]> {
  const { version, table, id, skipDeadUntil, skipFactsUntil = 0 } = position;
  const text = keyStatements[Math.min(table, syncedTables.length)] ?? '';
  const values = [
    spaceId,
    version,
    id,
    headVersion,
    skipDeadUntil,
    limit,
    skipFactsUntil,
    onlyPerson,
  ];
  const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
  return rows as PageKey[];
}

/** Above this version there are at most `factsMax` movements and as many counts; 0 where there are no more. */
export async function readFactsFloor(
  db: Kysely<Tables>,
  spaceId: string,
  factsMax: number,
): Promise<number> {
  const floors = await Promise.all(
    (['movement', 'count'] as const).map(async (table) =>
      db
        .selectFrom(table)
        .select('version')
        .where('space_id', '=', spaceId)
        .orderBy('version', 'desc')
        .offset(factsMax)
        .limit(1)
        .executeTakeFirst(),
    ),
  );
  return Math.max(...floors.map((found) => found?.version ?? 0));
}
