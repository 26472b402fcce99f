/** What an import would do to one table, in numbers: the summary that a person decides by. */
export interface ImportTally {
  created: number;
  changed: number;
  unchanged: number;
  /** Deleted in Bincard, and left so. */
  leftDeleted: number;
  /** How many rows change in which field. */
  readonly changedFields: Map<string, number>;
}

export function makeTally(): ImportTally {
  return { created: 0, changed: 0, unchanged: 0, leftDeleted: 0, changedFields: new Map() };
}

export function countChange(tally: ImportTally, fields: readonly string[]): void {
  if (fields.length === 0) tally.unchanged += 1;
  else tally.changed += 1;
  for (const field of fields) {
    tally.changedFields.set(field, (tally.changedFields.get(field) ?? 0) + 1);
  }
}
