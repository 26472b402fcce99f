/**
 * What is wrong with a file, said so that a person can go and mend it: which file, line and column, what
 * stands there, what to do. All faults of a file are shown at once (the first 50); with a single one of
 * them nothing is written. Notes are what a person should know although the import goes on.
 */
export interface ImportFault {
  readonly file: string;
  /** Line of the file as an editor counts it, from 1; null where the file as a whole is meant. */
  readonly line: number | null;
  /** The header as it is written in the file; null where no single column is meant. */
  readonly column: string | null;
  /** What stands there, as written; null where showing it would help nobody. */
  readonly found: string | null;
  /** What to do about it: one or two sentences in the imperative. */
  readonly advice: string;
}

export interface ImportNote {
  readonly file: string;
  readonly line: number | null;
  readonly text: string;
}

export const faultsShownMax = 50;
const notesShownMax = 20;
const foundShownMax = 60;

export function faultToText({ file, line, column, found, advice }: ImportFault): string {
  const place = [
    file,
    ...(line === null ? [] : [`line ${line}`]),
    ...(column === null ? [] : [`column ${column}`]),
  ].join(', ');
  return `${place}: ${found === null ? '' : `found ${quote(found)}. `}${advice}`;
}

/** Faults by file, in the order of the lines, each file cut after the first 50. */
export function faultsToLines(faults: readonly ImportFault[]): string[] {
  return linesByFile(faults, faultsShownMax, faultToText);
}

export function notesToLines(notes: readonly ImportNote[]): string[] {
  return linesByFile(notes, notesShownMax, ({ file, line, text }) =>
    line === null ? `${file}: ${text}` : `${file}, line ${line}: ${text}`,
  );
}

interface Placed {
  readonly file: string;
  readonly line: number | null;
}

function linesByFile<Entry extends Placed>(
  entries: readonly Entry[],
  shownMax: number,
  toText: (entry: Entry) => string,
): string[] {
  const byFile = Map.groupBy(entries, ({ file }) => file);
  return [...byFile].flatMap(([file, ofFile]) => {
    const sorted = ofFile.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
    const shown = sorted.slice(0, shownMax).map(toText);
    const more = sorted.length - shown.length;
    return more === 0 ? shown : [...shown, `${file}: and ${more} more`];
  });
}

/** Text of a file on a terminal: short, on one line, and without codes that would steer the terminal. */
export function quote(text: string): string {
  const visible = text.replaceAll(/\s+/g, ' ').replaceAll(/\p{C}/gu, '\u{FFFD}');
  if (visible.length <= foundShownMax) return `"${visible}"`;
  return `"${visible.slice(0, foundShownMax)}…" (${text.length} characters)`;
}
