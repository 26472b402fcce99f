/** The safety data sheets that living items name, each once, the latest named first. */
import type { SheetFile } from '../../shared/entities.ts';
import { stampOf } from '../../shared/merge-fields.ts';
import type { LocalDatabase } from './local-database.ts';
import { sheetKeyPath } from './unsent-sheets.ts';

export async function readNamedSheets(db: LocalDatabase): Promise<readonly SheetFile[]> {
  const items = await db.item.where(sheetKeyPath).above('').toArray();
  const newest = items
    .filter(({ deletedAt }) => deletedAt === null)
    .map((item) => ({ file: item.hazards?.sdsFile, stamp: stampOf(item, 'hazards') ?? '' }))
    .toSorted((one, other) => (one.stamp < other.stamp ? 1 : -1));
  const byHash = new Map<string, SheetFile>();
  for (const { file } of newest) {
    if (file && !byHash.has(file.sha256)) byHash.set(file.sha256, file);
  }
  return [...byHash.values()];
}
