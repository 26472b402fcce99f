/**
 * The bytes of a safety data sheet arrive, named by what they are, and are asked for again by that name. They are taken
 * only if an item names them and they are not here yet, and only if they are a PDF.
 */
import { createHash } from 'node:crypto';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { isPdf } from '../../shared/sheets.ts';
import type { Queries } from '../db/database.ts';
import {
  isSheetGiven,
  readSheetName,
  writeSheetGiven,
  type SheetKey,
} from '../db/sheet-statements.ts';
import type { BlobStore } from './blob-store.ts';

export interface SheetDeps {
  readonly db: Queries;
  readonly blobs: BlobStore;
  readonly now: () => number;
}

export type SheetWish = 'awaited' | 'here' | 'unknown';

/** Asked before the bytes are read: a phone that lost the answer sends them a second time. */
export async function lookUpSheet(deps: SheetDeps, key: SheetKey): Promise<SheetWish> {
  const { db, blobs } = deps;
  if ((await readSheetName(db, key)) === undefined) return 'unknown';
  // Both: another space may have been given the same bytes, and a disk may have lost ours.
  const isGiven = await isSheetGiven(db, key);
  const isHere = isGiven && (await blobs.has({ sha256: key.sha256, variant: 'pdf' }));
  return isHere ? 'here' : 'awaited';
}

/** Durable when it resolves. Failure: the name is not theirs, or they are no PDF. */
export async function takeSheet(
  { db, blobs, now }: SheetDeps,
  key: SheetKey,
  bytes: Uint8Array,
): Promise<Result<void, 'otherBytes' | 'notPdf'>> {
  const { sha256 } = key;
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return fail('otherBytes');
  if (!isPdf(bytes)) return fail('notPdf');
  // First the row: from here on no sweep takes the file.
  await writeSheetGiven(db, key, now());
  await blobs.put({ sha256, variant: 'pdf' }, bytes);
  return succeed(undefined);
}

export interface Sheet {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Undefined while it is not here, and for whoever names none of this space's. */
export async function readSheet(
  { db, blobs }: SheetDeps,
  key: SheetKey,
): Promise<Sheet | undefined> {
  const name = await readSheetName(db, key);
  if (name === undefined || !(await isSheetGiven(db, key))) return undefined;
  const bytes = await blobs.get({ sha256: key.sha256, variant: 'pdf' });
  return bytes && { name, bytes };
}
