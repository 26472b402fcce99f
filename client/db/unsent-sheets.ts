/**
 * Safety data sheets that only this phone has: work that waits, as the outbox is. A sheet counts while an item names it
 * and the server has not said that it has it.
 */
import type { LocalDatabase, SheetRow } from './local-database.ts';

/** Where an item names its sheet. */
export const sheetKeyPath = 'hazards.sdsFile.sha256';

/** `withRefused`: also those that the server will not take. */
export async function readUnsentSheets(
  db: LocalDatabase,
  { withRefused = false }: { readonly withRefused?: boolean } = {},
): Promise<readonly SheetRow[]> {
  const rows = withRefused
    ? await db.sheets.toArray()
    : await db.sheets.where('refused').equals('').toArray();
  const unsent = rows.filter(({ isSent }) => !isSent);
  if (unsent.length === 0) return [];
  const hashes = unsent.map(({ sha256 }) => sha256);
  const named = new Set<unknown>(await db.item.where(sheetKeyPath).anyOf(hashes).uniqueKeys());
  return unsent.filter(({ sha256 }) => named.has(sha256));
}
