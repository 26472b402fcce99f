/** A space in memory for tests of the importer: the real rules over rows, without a server. */
import { applyMutation } from '../../shared/apply-mutation.ts';
import type { RowOf, SyncedTable } from '../../shared/entities.ts';
import { toId, type SpaceId } from '../../shared/ids.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import type { Mutation } from '../../shared/mutations.ts';
import { makeStamp, nextStamp, type Stamp } from '../../shared/stamps.ts';
import { findImportFiles, type ImportFile } from '../../server/import/find-import-files.ts';
import { planImport, type ExistingRows, type ImportPlan } from '../../server/import/plan-import.ts';
import type { PhotoFile } from '../../server/import/read-photo-files.ts';
import { readImportFiles, type ReadOptions } from '../../server/import/read-import-files.ts';

export const testSpaceId: SpaceId = toId<'space'>('11111111-1111-4111-8111-111111111111');

export class ImportSpace {
  readonly rows = new LoadedRows();
  #stamp: Stamp = makeStamp({ ms: 1_700_000_000_000, counter: 0, mark: '00000001' });

  all<Table extends SyncedTable>(table: Table): RowOf[Table][] {
    return this.rows.changes()[table];
  }

  existing(): ExistingRows {
    const { location, category, item, code, photo, image, supplier, supplierItem, price } =
      this.rows.changes();
    return { location, category, item, code, photo, image, supplier, supplierItem, price };
  }

  /** Applies a change as the server would; throws if it is refused. */
  apply(mutation: Mutation): void {
    this.#stamp = nextStamp(this.#stamp, 0, '00000001');
    const judgement = { stamp: this.#stamp, personId: null, receivedAt: 1 };
    const outcome = applyMutation(this.rows, mutation, judgement);
    if (outcome.kind !== 'applied') throw new Error(JSON.stringify({ mutation, outcome }));
  }

  applyPlan(plan: ImportPlan): void {
    for (const { mutation } of plan.planned) this.apply(mutation);
  }
}

const rolesByName: Readonly<Record<string, ImportFile['role']>> = {
  'locations.csv': 'locations',
  'categories.csv': 'categories',
  'suppliers.csv': 'suppliers',
  'supplier-parts.csv': 'supplierParts',
};

export function csvFile(text: string, name = 'items.csv'): ImportFile {
  return { name, role: rolesByName[name] ?? 'items', bytes: new TextEncoder().encode(text) };
}

export interface PlanOptions extends Partial<ReadOptions> {
  readonly strict?: boolean;
  readonly photoFiles?: ReadonlyMap<string, PhotoFile>;
}

/** Files → plan, with the faults and notes of reading and planning together. */
export function planFiles(
  files: readonly ImportFile[],
  space: ImportSpace,
  { strict = false, photoFiles = new Map(), ...options }: PlanOptions = {},
): ImportPlan {
  const reading = readImportFiles(files, {
    encoding: 'utf-8',
    source: null,
    images: null,
    ...options,
  });
  const plan = planImport(reading.files, space.existing(), {
    spaceId: testSpaceId,
    strict,
    photoFiles,
  });
  return {
    ...plan,
    faults: [...reading.faults, ...plan.faults],
    notes: [...reading.notes, ...plan.notes],
  };
}

export async function readFolderFiles(folder: string): Promise<readonly ImportFile[]> {
  const found = await findImportFiles(folder);
  if (!found.ok) throw new Error(found.failure);
  return found.value.files;
}
