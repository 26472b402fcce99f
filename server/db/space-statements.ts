/** Spaces: there is one by default, made by whichever server process starts first. */
import { sql, type Kysely } from 'kysely';
import { toId, type SpaceId } from '../../shared/ids.ts';
import type { Tables } from './tables.ts';

export interface Space {
  readonly id: SpaceId;
  readonly name: string;
}

/** Until the transaction ends no other process makes a space: two that start at once must agree on one. */
export async function lockSpaces(tx: Kysely<Tables>): Promise<void> {
  await sql`lock table space in share row exclusive mode`.execute(tx);
}

export async function readFirstSpace(db: Kysely<Tables>): Promise<Space | undefined> {
  const found = await db
    .selectFrom('space')
    .select(['id', 'name'])
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst();
  return found && { id: toId<'space'>(found.id), name: found.name };
}

export async function readSpace(db: Kysely<Tables>, spaceId: SpaceId): Promise<Space> {
  const { name } = await db
    .selectFrom('space')
    .select('name')
    .where('id', '=', spaceId)
    .executeTakeFirstOrThrow();
  return { id: spaceId, name };
}

export async function insertSpace(
  db: Kysely<Tables>,
  { id, name }: Space,
  nowMs: number,
): Promise<void> {
  await db.insertInto('space').values({ id, name, created_at: nowMs }).execute();
}

/** Holds back others who would decide about the same space, such as who becomes its first owner. */
export async function lockSpace(tx: Kysely<Tables>, spaceId: SpaceId): Promise<Space> {
  const { name } = await tx
    .selectFrom('space')
    .select('name')
    .where('id', '=', spaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { id: spaceId, name };
}

export async function renameSpace(
  db: Kysely<Tables>,
  spaceId: SpaceId,
  name: string,
): Promise<void> {
  await db.updateTable('space').set({ name }).where('id', '=', spaceId).execute();
}
