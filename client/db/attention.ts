/**
 * Outcomes that a person should see: refused changes, and those that met a later one. An entry stays until
 * somebody has dealt with it; nothing disappears without one.
 */
import type { AttentionRow, LocalDatabase } from './local-database.ts';
import { withReopen } from './with-reopen.ts';

/** Newest first. */
export async function readAttention(db: LocalDatabase): Promise<AttentionRow[]> {
  const open = await db.attention.filter(({ resolvedAt }) => resolvedAt === null).toArray();
  return open.toReversed();
}

export async function markAttentionSeen(db: LocalDatabase, nowMs: number): Promise<void> {
  await withReopen(db, () =>
    db.attention.filter(({ seenAt }) => seenAt === null).modify({ seenAt: nowMs }),
  );
}

export async function resolveAttention(
  db: LocalDatabase,
  id: number,
  nowMs: number,
): Promise<void> {
  await withReopen(db, () => db.attention.update(id, { resolvedAt: nowMs }));
}
