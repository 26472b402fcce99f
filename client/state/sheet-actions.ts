/** Safety data sheets: keeping the bytes before the change that names them, and how one of them gets along. */
import { fail, succeed, type Result } from '../../shared/result.ts';
import { keepSheet, type NewSheet } from '../db/sheet-bytes.ts';
import type { BlobRefusal, LocalDatabase } from '../db/local-database.ts';
import type { ActionFailure, ActionSource } from './actions.ts';

export function makeSheetActions({ db, moment, onTrouble }: ActionSource) {
  return {
    /**
     * Durable on this phone when it answers. The change that names the sheet comes after it: where that is refused or
     * never made, the bytes go by themselves within a day.
     */
    async keepSheet(sheet: NewSheet): Promise<Result<void, ActionFailure>> {
      try {
        return succeed(await keepSheet(db, sheet, moment().nowMs));
      } catch (error) {
        onTrouble(error);
        const detail = error instanceof Error ? error.message : String(error);
        return fail({ kind: 'notSaved', detail });
      }
    },
  };
}

export interface LocalSheet {
  readonly bytes: Blob;
  readonly isSent: boolean;
  /** Why the server will not have it; "" while nothing is wrong. */
  readonly refused: BlobRefusal | '';
}

/** What only the database knows of it; null where its bytes were not put in here, or the server has them. */
export async function readLocalSheet(
  db: LocalDatabase,
  sha256: string,
): Promise<LocalSheet | null> {
  return (await db.sheets.get(sha256)) ?? null;
}
