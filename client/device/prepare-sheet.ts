/**
 * A chosen file becomes a safety data sheet that can be kept and sent: a PDF, copied into memory, because the file
 * itself may be changed or taken away before it is.
 */
import type { SheetFile } from '../../shared/entities.ts';
import { limits } from '../../shared/protocol.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { isPdf, toSheetName } from '../../shared/sheets.ts';
import { hashBytes } from './hash-bytes.ts';

export interface PreparedSheet {
  readonly file: SheetFile;
  readonly bytes: Blob;
}

export interface SheetProblem {
  readonly kind: 'empty' | 'notPdf' | 'tooBig' | 'unreadable';
}

export async function prepareSheet(chosen: File): Promise<Result<PreparedSheet, SheetProblem>> {
  if (chosen.size > limits.sheetBytesMax) return fail({ kind: 'tooBig' });
  const read = await readFile(chosen);
  if (read === undefined) return fail({ kind: 'unreadable' });
  if (read.byteLength === 0) return fail({ kind: 'empty' });
  if (!isPdf(read)) return fail({ kind: 'notPdf' });
  const bytes = new Blob([read], { type: 'application/pdf' });
  const sha256 = await hashBytes(bytes);
  return succeed({ file: { sha256, name: toSheetName(chosen.name), bytes: bytes.size }, bytes });
}

/** Undefined where the file has gone or may not be read. */
async function readFile(file: File): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return undefined;
  }
}
