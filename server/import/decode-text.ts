/**
 * Bytes to text, or a clear no. UTF-8 is read strictly and UTF-16 is recognised by its mark; anything
 * else is refused rather than guessed, because a wrong guess turns "Größe" into "GrÃ¶ÃŸe" for good.
 */
import { fail, succeed, type Result } from '../../shared/result.ts';

export const textEncodings = ['utf-8', 'windows-1252'] as const;
export type TextEncoding = (typeof textEncodings)[number];

export interface DecodeFault {
  /** The first line that cannot be read; null where the file as a whole is meant. */
  readonly line: number | null;
  /** That line as Windows-1252 would have it: a person sees at once whether that is it. */
  readonly found: string | null;
  readonly advice: string;
}

/** What other files begin with. A zip is what Excel, Numbers and LibreOffice save by default. */
const foreignStarts: readonly (readonly [start: string, what: string])[] = [
  ['PK\u0003\u0004', 'This is a spreadsheet or zip file, not a CSV.'],
  ['\u00d0\u00cf\u0011\u00e0', 'This is an old Excel file, not a CSV.'],
  ['%PDF', 'This is a PDF, not a CSV.'],
  ['\u0089PNG', 'This is a picture, not a CSV.'],
  ['\u00ff\u00d8\u00ff', 'This is a picture, not a CSV.'],
  ['\u001f\u008b', 'This is a compressed file, not a CSV. Unpack it first.'],
];
const saveAsCsv = 'Open it in your spreadsheet program and save the sheet as "CSV UTF-8".';
const saveAsUtf8 =
  'Save it as UTF-8 (Excel: "CSV UTF-8 (Comma delimited)"; LibreOffice: character set "Unicode (UTF-8)"), ' +
  'or, if the line looks right here, add --encoding windows-1252.';

export function decodeText(bytes: Uint8Array, encoding: TextEncoding): Result<string, DecodeFault> {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  const foreign = foreignStarts.find(([mark]) => start.startsWith(mark));
  if (foreign !== undefined) return refuseFile(`${foreign[1]} ${saveAsCsv}`);
  if (start.startsWith('\u00ff\u00fe')) return decodeUtf16(bytes, 'utf-16le');
  if (start.startsWith('\u00fe\u00ff')) return decodeUtf16(bytes, 'utf-16be');
  if (bytes.includes(0)) return refuseFile(`This is not a text file. ${saveAsCsv}`);
  const hasMark = start.startsWith('\u00ef\u00bb\u00bf');
  const text = decode(bytes, hasMark ? 'utf-8' : encoding);
  return text === undefined ? fail(findFault(bytes)) : succeed(text);
}

function decodeUtf16(bytes: Uint8Array, label: string): Result<string, DecodeFault> {
  const text = decode(bytes, label);
  if (text === undefined || text.includes('\u0000')) {
    return refuseFile(`It is marked as UTF-16 but is not readable as such. ${saveAsCsv}`);
  }
  return succeed(text);
}

/** Takes a byte order mark away. Undefined if a byte has no meaning in this encoding. */
function decode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function refuseFile(advice: string): Result<string, DecodeFault> {
  return fail({ line: null, found: null, advice });
}

/** Lines are looked at one by one: in UTF-8 a line break is never part of another character. */
function findFault(bytes: Uint8Array): DecodeFault {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const lineFeed = bytes.indexOf(0x0a, start);
    const end = lineFeed === -1 ? bytes.length : lineFeed;
    const found = bytes.subarray(start, end);
    if (decode(found, 'utf-8') === undefined) {
      const advice = `This is not UTF-8 text. ${saveAsUtf8}`;
      return { line, found: decode(found, 'windows-1252') ?? null, advice };
    }
    start = end + 1;
  }
  return { line: null, found: null, advice: `This is not UTF-8 text. ${saveAsUtf8}` };
}
