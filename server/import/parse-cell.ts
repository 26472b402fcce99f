/**
 * Cells to values: numbers, yes or no, paths, lists. Where two readings are possible ("1,000") the cell is
 * refused: one keystroke of a person is cheaper than a stock that is wrong by a thousand.
 */
import { parseQuantity, type Quantity, type QuantityFault } from '../../shared/quantity.ts';
import { fail, must, succeed, type Result } from '../../shared/result.ts';

export interface CellQuantity {
  readonly quantity: Quantity;
  /** The cell had more than three decimals. */
  readonly rounded: boolean;
}

const advices: { readonly [Fault in QuantityFault]: string } = {
  empty: 'Write a number.',
  notANumber: 'Write a plain number such as 3, 0.25 or 0,25, without unit or thousands separator.',
  tooManyDecimals: 'Write at most three decimals.',
  tooLarge: 'Write a number below a thousand million.',
};

/**
 * Fails with what to do. More than three decimals are rounded: InvenTree keeps five, and refusing a file
 * for a twentieth of a millimetre of wire would help nobody.
 */
export function parseCellQuantity(text: string, delimiter: string): Result<CellQuantity, string> {
  const cell = text.trim();
  // In a file with semicolons 1.000 is as likely a thousand as one; elsewhere programs write it for one.
  const grouped =
    delimiter === ';' ? /^[+-]?[1-9]\d{0,2}([.,]\d{3})+$/ : /^[+-]?[1-9]\d{0,2}(,\d{3})+$/;
  if (grouped.test(cell)) {
    const whole = cell.replaceAll(/[.,]/g, '');
    return fail(
      `This can be read in two ways. Write it without thousands separator, such as ${whole}.`,
    );
  }
  const exact = parseQuantity(cell);
  if (exact.ok) return succeed({ quantity: exact.value, rounded: false });
  if (exact.failure !== 'tooManyDecimals') return fail(advices[exact.failure]);
  return roundToThousandths(cell);
}

function roundToThousandths(cell: string): Result<CellQuantity, string> {
  const [, kept = '', next = ''] = must(
    /^(.*[.,]\d{3})(\d)/.exec(cell),
    'more than three decimals',
  );
  const cut = parseQuantity(kept);
  if (!cut.ok) return fail(advices[cut.failure]);
  const step = next >= '5' ? 1 : 0;
  const isNegative = /^[-−]/.test(cell);
  return succeed({ quantity: cut.value + (isNegative ? -step : step), rounded: true });
}

const yes = new Set(['true', 'yes', 'y', '1', 'ja']);
const no = new Set(['false', 'no', 'n', '0', 'nein']);

export function parseYesOrNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

/** Names from the root down. */
export type Path = readonly string[];

/** "Factory/Office Block/Room 101"; a slash inside a name is written \/. Undefined if a name is empty. */
export function parsePath(text: string): Path | undefined {
  const names = text
    .split(/(?<!\\)\//)
    .map((name) => name.replaceAll('\\/', '/').replaceAll(/\s+/g, ' ').trim());
  return names.includes('') ? undefined : names;
}

export const emptyNameAdvice =
  'A name in the path is empty. Write the names from the root down, separated by single slashes, such as Electronics/Wire.';

export function pathToText(path: Path): string {
  return path.map((name) => name.replaceAll('/', '\\/')).join('/');
}

/** What two names in one place are compared by: people do not mean two shelves by "Lab" and "lab". */
export function nameKey(name: string): string {
  return name.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

export function pathKey(path: Path): string {
  return path.map(nameKey).join('\n');
}

/** Codes in one cell are separated by semicolons or line breaks. */
export function parseCodes(text: string): string[] {
  const codes = text
    .split(/[;\n]/)
    .map((code) => code.trim())
    .filter((code) => code !== '');
  return [...new Set(codes)];
}
