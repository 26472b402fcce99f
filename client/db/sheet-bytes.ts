/**
 * The bytes of safety data sheets put in here, from "kept" to "no longer needed". What has been done about each stands
 * in its row, so any tab may go on at any time, and after a restart too.
 *
 *   kept ──▶ the server's item names it ──sent──▶ "I have it" (isSent) ──▶ seen there ──▶ deleted
 *                    └──▶ refused
 */
import type { Item } from '../../shared/entities.ts';
import { rowKey } from '../../shared/mutation-reach.ts';
import { inTransaction } from './in-transaction.ts';
import type { BlobRefusal, LocalDatabase, SheetRow } from './local-database.ts';
import { sheetKeyPath } from './unsent-sheets.ts';

/** What was said to be there and cannot be seen there after so long is sent again. */
const retryMs = 60 * 60_000;
/** Undoing is a matter of minutes. */
const unnamedKeptMs = 24 * 60 * 60_000;

/** The bytes of a sheet by their hash, before the change that names it is made. */
export interface NewSheet {
  readonly sha256: string;
  readonly bytes: Blob;
}

/** What is here already stays as it is, unless it went wrong: put in anew, it may do. */
export function keepSheet(
  db: LocalDatabase,
  { sha256, bytes }: NewSheet,
  nowMs: number,
): Promise<void> {
  return inTransaction(db, [db.sheets], async () => {
    const known = await db.sheets.get(sha256);
    if (known !== undefined && known.refused === '') return;
    const row = {
      sha256,
      bytes,
      addedAt: nowMs,
      refused: '',
      isSent: false,
      nextTryAt: 0,
    } as const;
    await db.sheets.put(row);
  });
}

/** Hashes of the sheets that the server can be expected to take, the oldest first. */
export async function readSendableSheets(db: LocalDatabase, nowMs: number): Promise<string[]> {
  const rows = await db.sheets.where('refused').equals('').toArray();
  const due = rows.filter(({ nextTryAt }) => nextTryAt <= nowMs);
  if (due.length === 0) return [];
  const named = await readNamedAtServer(db, due);
  return due
    .filter(({ sha256 }) => named.has(sha256))
    .toSorted((one, other) => one.addedAt - other.addedAt)
    .map(({ sha256 }) => sha256);
}

/** Undefined once it need not be sent: another tab may have been quicker. */
export async function readSheetToSend(
  db: LocalDatabase,
  sha256: string,
  nowMs: number,
): Promise<SheetRow | undefined> {
  const row = await db.sheets.get(sha256);
  return row?.refused === '' && row.nextTryAt <= nowMs ? row : undefined;
}

export async function markSheet(
  db: LocalDatabase,
  sha256: string,
  mark: { readonly isSent: boolean; readonly nowMs: number } | { readonly refused: BlobRefusal },
): Promise<void> {
  const change =
    'refused' in mark ? mark : { isSent: mark.isSent, nextTryAt: mark.nowMs + retryMs };
  await db.sheets.update(sha256, change);
}

export async function readSentSheets(db: LocalDatabase): Promise<string[]> {
  const rows = await db.sheets.filter(({ isSent }) => isSent).toArray();
  return rows.map(({ sha256 }) => sha256);
}

export async function deleteSentSheet(db: LocalDatabase, sha256: string): Promise<void> {
  await db.sheets.delete(sha256);
}

/** Sheets that no item names any more and no waiting or unsettled change could bring back. */
export function deleteUnnamedSheets(db: LocalDatabase, nowMs: number): Promise<void> {
  const tables = [db.sheets, db.item, db.outbox, db.attention];
  return inTransaction(db, tables, async () => {
    const rows = await db.sheets.toArray();
    const old = rows.filter(({ addedAt }) => nowMs - addedAt > unnamedKeptMs);
    if (old.length === 0) return;
    const hashes = old.map(({ sha256 }) => sha256);
    const named = new Set<unknown>(await db.item.where(sheetKeyPath).anyOf(hashes).uniqueKeys());
    const changes = JSON.stringify([
      await db.outbox.filter(({ name }) => name.startsWith('item.')).toArray(),
      await db.attention.filter(({ resolvedAt }) => resolvedAt === null).toArray(),
    ]);
    const unnamed = hashes.filter((sha256) => !named.has(sha256) && !changes.includes(sha256));
    await db.sheets.bulkDelete(unnamed);
  });
}

/** What the server knows stands in the shadow of a row that has waiting changes, or else in the row. */
async function readNamedAtServer(
  db: LocalDatabase,
  rows: readonly SheetRow[],
): Promise<ReadonlySet<string>> {
  const hashes = rows.map(({ sha256 }) => sha256);
  const items = await db.item.where(sheetKeyPath).anyOf(hashes).toArray();
  const shadows = await db.shadow.bulkGet(items.map(({ id }) => rowKey('item', id)));
  const known = items.map((item, place) => {
    const shadow = shadows[place];
    // The shadow under the key of an item holds an item.
    return shadow === undefined ? item : (shadow.row as Item | null);
  });
  return new Set(known.flatMap((item) => item?.hazards?.sdsFile?.sha256 ?? []));
}
