/**
 * A CSV file as records that know the line they came from, also when cells hold line breaks. Comma,
 * semicolon and tab are recognised, as are Excel's `sep=` line and a byte order mark. Line breaks inside
 * cells become \n; nothing else of a cell is touched. What the columns mean is not known here.
 */
import Papa from 'papaparse';
import { decodeText, type TextEncoding } from './decode-text.ts';
import type { ImportFault } from './import-faults.ts';

export interface CsvFile {
  /** As shown to the person. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface CsvRecord {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly file: string;
  readonly delimiter: string;
  readonly header: CsvRecord;
  /** Each has at least as many cells as the header. Lines without any text are left out. */
  readonly records: readonly CsvRecord[];
}

export interface CsvReading {
  /** Missing if the file could not be read as a table at all. */
  readonly table?: CsvTable;
  readonly faults: readonly ImportFault[];
}

interface CsvOptions {
  readonly encoding: TextEncoding;
  /** Settles what separates the cells: that under which the header has the most known names. */
  readonly isKnownColumn: (header: string) => boolean;
}

export const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
};
const delimiters = Object.keys(delimiterNames);
const emptyFile = 'The file is empty. Its first line must name the columns.';

export function readCsv({ name, bytes }: CsvFile, options: CsvOptions): CsvReading {
  const decoded = decodeText(bytes, options.encoding);
  if (!decoded.ok) return { faults: [{ file: name, column: null, ...decoded.failure }] };
  const text = decoded.value.replaceAll(/\r\n?/g, '\n');
  const told = /^sep=([,;\t])\n/i.exec(text);
  const body = told === null ? text : text.slice(told[0].length);
  const delimiter = told?.[1] ?? findDelimiter(body, options.isKnownColumn);
  const { data, errors } = parse(body, delimiter);
  const firstLine = told === null ? 1 : 2;
  const broken = errors.filter(({ type }) => type === 'Quotes');
  if (broken.length > 0) return { faults: findBrokenQuotes(name, body, firstLine, broken) };

  const [header, ...rest] = withLines(data, firstLine);
  const notTable = header === undefined ? emptyFile : findForeignText(body);
  if (header === undefined || notTable !== undefined) {
    return {
      faults: [{ file: name, line: null, column: null, found: null, advice: notTable ?? '' }],
    };
  }
  const faults = rest.flatMap((record) => findRagged(name, delimiter, header, record));
  const raggedLines = new Set(faults.map(({ line }) => line));
  const records = rest.filter(({ line }) => !raggedLines.has(line));
  return { table: { file: name, delimiter, header, records }, faults };
}

function findDelimiter(text: string, isKnownColumn: (header: string) => boolean): string {
  const scores = delimiters.map((delimiter) => {
    const [header = []] = parse(text.trimStart(), delimiter, 1).data;
    return { delimiter, known: header.filter(isKnownColumn).length, cells: header.length };
  });
  const [best] = scores.toSorted((a, b) => b.known - a.known || b.cells - a.cells);
  return best?.delimiter ?? ',';
}

function parse(text: string, delimiter: string, preview = 0): Papa.ParseResult<string[]> {
  return Papa.parse<string[]>(text, { delimiter, newline: '\n', preview });
}

/** A record is as many lines long as its cells hold line breaks, and one more. */
function withLines(rows: readonly string[][], firstLine: number): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = firstLine;
  for (const cells of rows) {
    if (cells.some((cell) => cell.trim() !== '')) records.push({ line, cells });
    line += 1 + cells.reduce((breaks, cell) => breaks + countBreaks(cell), 0);
  }
  return records;
}

function countBreaks(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}

/** After the first stray quote nobody can say where cells end, so only that one is reported. */
function findBrokenQuotes(
  file: string,
  text: string,
  firstLine: number,
  errors: readonly Papa.ParseError[],
): ImportFault[] {
  const at = Math.min(...errors.map(({ index }) => index ?? 0));
  const found = text.slice(Math.max(0, at - 1)).split('\n', 1)[0] ?? '';
  const line = firstLine + countBreaks(text.slice(0, at));
  const advice =
    'A quotation mark opens here that is not closed properly. Close it, and write a quotation mark inside a text twice ("").';
  return [{ file, line, column: null, found, advice }];
}

function findForeignText(text: string): string | undefined {
  if (/^\s*<[!?a-z]/i.test(text)) return 'This is a web page or XML, not a CSV. Export a CSV.';
  if (/^\s*[{[]\s*["{[]/.test(text)) return 'This is JSON, not a CSV. Export a CSV.';
  return undefined;
}

/** Spreadsheets like to add empty cells at the end of a line; everything else is a line gone wrong. */
function findRagged(
  file: string,
  delimiter: string,
  header: CsvRecord,
  { line, cells }: CsvRecord,
): ImportFault[] {
  const expected = header.cells.length;
  const tooMany = cells.slice(expected).some((cell) => cell.trim() !== '');
  if (cells.length >= expected && !tooMany) return [];
  const counted = `This line has ${cells.length} cells and the header has ${expected}.`;
  const advice = tooMany
    ? `${counted} Put quotation marks around texts that contain ${delimiterNames[delimiter]}.`
    : `${counted} Put quotation marks around texts that contain a line break, or add what is missing.`;
  return [{ file, line, column: null, found: cells.join(delimiter), advice }];
}
