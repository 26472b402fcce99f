/**
 * Safety data sheets as the server knows them: which item names one, and whether this space has been given the bytes.
 * A row outlives the last item that named its sheet, so that what was replaced or deleted can be put back.
 */
import { sql } from 'kysely';
import type { Queries } from './database.ts';

export interface SheetKey {
  readonly spaceId: string;
  readonly sha256: string;
}

/** As the item names it, a living one first; undefined where none does. */
export async function readSheetName(
  db: Queries,
  { spaceId, sha256 }: SheetKey,
): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select hazards #>> '{sdsFile,name}' as name from item
    where space_id = ${spaceId} and hazards #>> '{sdsFile,sha256}' = ${sha256}
    order by deleted_at nulls first limit 1`.execute(db);
  return rows[0]?.name;
}

export async function isSheetGiven(db: Queries, { spaceId, sha256 }: SheetKey): Promise<boolean> {
  const found = await db
    .selectFrom('sheet')
    .select('sha256')
    .where('space_id', '=', spaceId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return found !== undefined;
}

export async function writeSheetGiven(
  db: Queries,
  { spaceId, sha256 }: SheetKey,
  nowMs: number,
): Promise<void> {
  await db
    .insertInto('sheet')
    .values({ space_id: spaceId, sha256, named_at: nowMs })
    .onConflict((conflict) =>
      conflict.columns(['space_id', 'sha256']).doUpdateSet({ named_at: nowMs }),
    )
    .execute();
}

/** Notes that these are still named by living items, and forgets those that have not been for so long. */
export async function renewSheets(
  db: Queries,
  { nowMs, keptMs }: { readonly nowMs: number; readonly keptMs: number },
): Promise<void> {
  await sql`update sheet set named_at = ${nowMs}::bigint where exists (
    select 1 from item where item.space_id = sheet.space_id and item.deleted_at is null
      and item.hazards #>> '{sdsFile,sha256}' = sheet.sha256
  )`.execute(db);
  await db
    .deleteFrom('sheet')
    .where('named_at', '<', nowMs - keptMs)
    .execute();
}

/** Of these hashes, those that some space has been given and still keeps. */
export async function readKeptSheets(db: Queries, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db
    .selectFrom('sheet')
    .select('sha256')
    .where('sha256', 'in', hashes)
    .execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}
