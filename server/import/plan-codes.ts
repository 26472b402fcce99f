/**
 * The codes that lines of a file name. A code that an item has already is left alone, one that was deleted
 * stays so, and one that names another item is taken all the same and told: two phones offline can do that
 * too, and Bincard shows it to staff.
 */
import { codeKey, looksMistyped } from '../../shared/codes.ts';
import type { Code } from '../../shared/entities.ts';
import type { ItemId, SpaceId } from '../../shared/ids.ts';
import { checkMutation, type Planned } from './check-mutation.ts';
import { quote, type ImportFault, type ImportNote } from './import-faults.ts';
import { makeTally, type ImportTally } from './import-tally.ts';
import type { ItemRecord } from './item-record.ts';
import { makeImportId } from './make-import-id.ts';

export interface CodesPlan {
  readonly planned: readonly Planned[];
  readonly faults: readonly ImportFault[];
  readonly notes: readonly ImportNote[];
  readonly tally: ImportTally;
}

/** A line, and the item that it became. */
export interface PlacedRecord {
  readonly record: ItemRecord;
  readonly itemId: ItemId;
}

export function planCodes(
  spaceId: SpaceId,
  placed: readonly PlacedRecord[],
  existing: readonly Code[],
): CodesPlan {
  const planned: Planned[] = [];
  const faults: ImportFault[] = [];
  const notes: ImportNote[] = [];
  const tally = makeTally();
  const living = existing.filter(({ deletedAt }) => deletedAt === null);
  const owners = new Map(living.map(({ key, itemId, locationId }) => [key, itemId ?? locationId]));
  const known = new Set(living.map(({ key, itemId }) => `${itemId}/${key}`));
  const deadIds = new Set(existing.filter((code) => code.deletedAt !== null).map(({ id }) => id));
  for (const { record, itemId } of placed) {
    const { file, line } = record;
    for (const value of record.codes) {
      const key = codeKey(value);
      const id = makeImportId(spaceId, 'code', `${record.externalId}\n${key}`);
      if (known.has(`${itemId}/${key}`)) {
        tally.unchanged += 1;
        continue;
      }
      known.add(`${itemId}/${key}`);
      if (deadIds.has(id)) {
        tally.leftDeleted += 1;
        continue;
      }
      if (looksMistyped(value)) {
        const text = `the code ${quote(value)} has a wrong check digit; was it mistyped?`;
        notes.push({ file, line, text });
      }
      const owner = owners.get(key);
      if (owner !== undefined && owner !== itemId) {
        notes.push({ file, line, text: `the code ${quote(value)} also names another thing` });
      }
      owners.set(key, itemId);
      const checked = checkMutation({
        name: 'code.create',
        args: { id, fields: { itemId, value } },
        line: record,
        cellOf: { value: 'codes' },
      });
      planned.push(...checked.planned);
      faults.push(...checked.faults);
      tally.created += 1;
    }
  }
  return { planned, faults, notes, tally };
}
