/**
 * The law of fields: a patch names fields, each edit is stamped, and per field the latest stamp wins.
 * Merging is commutative, associative and idempotent, so it does not matter in which order two phones
 * come back. Custom fields are merged one by one, as fields named `custom.<name>`.
 */
import type { FieldStamps } from './entities.ts';
import type { LostField } from './refusals.ts';
import { isSameJson } from './same-json.ts';
import { stampToMs, type Stamp } from './stamps.ts';

interface Stamped {
  readonly stamps: FieldStamps;
}

export interface Merge<Row> {
  readonly row: Row;
  /** Fields of the patch that lost against a later edit with another value. */
  readonly lost: readonly LostField[];
}

/** Every row has a `*` stamp from its birth, so a missing one means a row made by no mutation. */
export function stampOf(row: Stamped, field: string): Stamp | undefined {
  return row.stamps[field] ?? row.stamps['*'];
}

/** `fields` holds values by name; undefined means "not spoken of", null in `custom` takes one away. */
export function mergeFields<Row extends Stamped>(
  row: Row,
  fields: Readonly<Record<string, unknown>>,
  stamp: Stamp,
): Merge<Row> {
  const values = new Map<string, unknown>(Object.entries(row));
  const stamps: Record<string, Stamp> = { ...row.stamps };
  const lost: LostField[] = [];

  const merge = (field: string, mine: unknown, theirs: unknown, take: () => void): void => {
    const before = stampOf({ stamps }, field);
    if (before === undefined || stamp > before) {
      take();
      stamps[field] = stamp;
    } else if (stamp < before && !isSameJson(mine, theirs)) {
      lost.push({ field, mine, theirs, at: stampToMs(before) });
    }
  };

  for (const [field, mine] of Object.entries(fields)) {
    if (mine === undefined) continue;
    if (field !== 'custom') {
      merge(field, mine, values.get(field), () => values.set(field, mine));
      continue;
    }
    const custom: Record<string, unknown> = { ...(values.get('custom') as object) };
    for (const [name, value] of Object.entries(mine as object)) {
      merge(`custom.${name}`, value, custom[name] ?? null, () => {
        if (value === null) delete custom[name];
        else custom[name] = value;
      });
    }
    values.set('custom', custom);
  }
  // The keys are those of `row`, and parseMutation has checked each value against its field.
  return { row: { ...Object.fromEntries(values), stamps } as unknown as Row, lost };
}
