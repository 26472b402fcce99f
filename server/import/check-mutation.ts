/**
 * A planned change is checked by the same schemas as everyone's, before anything is sent, and what they
 * refuse is shown at the cell it came from. So the limits stand in one place, and the importer has none.
 */
import { parseMutation, type Mutation, type MutationName } from '../../shared/mutations.ts';
import type { Refusal } from '../../shared/refusals.ts';
import type { ImportFault } from './import-faults.ts';
import { faultAt, type FileLine } from './item-record.ts';

/** A change, and the line of the file that wants it. */
export interface Planned {
  readonly mutation: Mutation;
  readonly line: FileLine;
}

export interface Checked {
  readonly planned: readonly Planned[];
  readonly faults: readonly ImportFault[];
}

interface Wanted {
  readonly name: MutationName;
  readonly args: Readonly<Record<string, unknown>>;
  readonly line: FileLine;
  /** The cell that a field of the row came from, where it is not named like the field. */
  readonly cellOf?: Readonly<Record<string, string>>;
}

export function checkMutation({ name, args, line, cellOf = {} }: Wanted): Checked {
  const parsed = parseMutation({ name, version: 1, args });
  if (parsed.ok) return { planned: [{ mutation: parsed.value, line }], faults: [] };
  const refusals = [parsed.failure, ...findAll(name, args)];
  const faultsByField = new Map<string, ImportFault>();
  for (const refusal of refusals) {
    const field = refusal.kind === 'invalid' ? refusal.path.replace(/^fields\./, '') : '';
    const cell = cellOf[field] ?? field;
    if (!faultsByField.has(cell)) {
      faultsByField.set(cell, faultAt(line, cell, refusalToAdvice(field, refusal)));
    }
  }
  return { planned: [], faults: [...faultsByField.values()] };
}

/** The schemas stop at the first fault; a person wants all of them, so each field is asked about alone. */
function findAll(name: MutationName, { id, fields, priceId }: Wanted['args']): Refusal[] {
  if (typeof fields !== 'object' || fields === null) return [];
  const patch = name.replace('.create', '.patch');
  // What it is of, and who sells it, cannot be patched; they are ids that the plan has made.
  const asked = Object.entries(fields).filter(
    ([field]) =>
      !name.startsWith('supplierItem.') || (field !== 'itemId' && field !== 'supplierId'),
  );
  return asked.flatMap(([field, value]) => {
    const alone =
      field === 'custom'
        ? Object.entries(value as object).map((entry) => ({ custom: Object.fromEntries([entry]) }))
        : [{ [field]: value as unknown }];
    return alone.flatMap((one) => {
      const isPriced = priceId !== undefined && ('price' in one || 'packQuantity' in one);
      const args = { id, fields: one, ...(isPriced ? { priceId } : {}) };
      const parsed = parseMutation({ name: patch, version: 1, args });
      return parsed.ok ? [] : [parsed.failure];
    });
  });
}

const fieldAdvices: Readonly<Record<string, string>> = {
  link: 'Write an address that begins with http:// or https://, without spaces.',
  website: 'Write an address that begins with http:// or https://, without spaces.',
  imageUrl: 'Write an address that begins with http:// or https://, without spaces.',
};

function refusalToAdvice(field: string, refusal: Refusal): string {
  if (refusal.kind !== 'invalid') return `This cannot be stored (${refusal.kind}).`;
  if (fieldAdvices[field] !== undefined) return fieldAdvices[field];
  if (/^at most \d+ characters$/.test(refusal.reason)) {
    return `This is too long. Shorten it to ${refusal.reason}.`;
  }
  if (refusal.reason === 'text without control codes') {
    return 'The cell holds characters that cannot be stored. Write it anew, without copying.';
  }
  return `Expected: ${refusal.reason}.`;
}
