/**
 * GS1 element strings: what a pack says of itself besides its number. Read in all three spellings: as a reader
 * gives them (FNC1 as U+001D, with or without a symbology identifier), and as printed below the bars, "(01)…(10)…".
 * Clauses are those of the GS1 General Specifications. What we do not use is skipped, what is not GS1 is refused.
 */
import { hasValidCheckDigit } from './codes.ts';
import { fail, succeed, type Result } from './result.ts';

export interface Gs1Facts {
  /** Of the pack itself: AI 01. */
  readonly gtin14?: string;
  /** Of what is in the pack: AI 02. How many there are of it is `count`. */
  readonly contentsGtin14?: string;
  readonly lot?: string;
  readonly serial?: string;
  /** Dates as "2027-02-28". */
  readonly produced?: string;
  readonly bestBefore?: string;
  readonly expiry?: string;
  readonly count?: number;
  readonly weightKg?: number;
}

export type Gs1Problem = 'malformed' | 'wrongCheckDigit';

export interface Gs1Options {
  /** Of today, in full: dates carry two digits of theirs (7.12). */
  readonly year: number;
}

/** Application identifier and data. */
export type Gs1Element = readonly [identifier: string, data: string];

/** FNC1 as readers transmit it (7.8.3). */
export const fnc1 = '\u001d';

/** Symbology identifiers that say "GS1" (5.1.3): GS1-128, Data Matrix, QR, DataBar, Aztec, DotCode. */
const gs1Identifier = /^\](C1|d2|Q3|e0|z1|J1)/;

/** Characters of an element string with its identifier, by the first two digits (7.8.5, "predefined length"). */
const predefinedLengths: Readonly<Record<string, number>> = {
  '00': 20,
  '01': 16,
  '02': 16,
  '03': 16,
  '04': 18,
  ...Object.fromEntries(
    ['11', '12', '13', '14', '15', '16', '17', '18', '19'].map((start) => [start, 8]),
  ),
  '20': 4,
  ...Object.fromEntries(['31', '32', '33', '34', '35', '36'].map((start) => [start, 10])),
  '41': 16,
};

/** What an alphanumeric field may hold (7.11, "character set 82"), up to 20 of them (3.4.1, 3.5.2). */
const shortText = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;

export function looksLikeGs1(text: string): boolean {
  return gs1Identifier.test(text) || text.includes(fnc1) || /^\(\d{2,4}\)/.test(text);
}

export function parseGs1(text: string, options: Gs1Options): Result<Gs1Facts, Gs1Problem> {
  const bare = text.replace(gs1Identifier, '');
  const elements = bare.startsWith('(') ? splitPrinted(bare) : splitElements(bare);
  return elements === undefined ? fail('malformed') : readElements(elements, options);
}

export function readElements(
  elements: readonly Gs1Element[],
  { year }: Gs1Options,
): Result<Gs1Facts, Gs1Problem> {
  if (elements.length === 0) return fail('malformed');
  let facts: Gs1Facts = {};
  for (const [identifier, data] of elements) {
    const isGtin = identifier === '01' || identifier === '02';
    if (isGtin && /^\d{14}$/.test(data) && !hasValidCheckDigit(data))
      return fail('wrongCheckDigit');
    const fact = readElement(identifier, data, year);
    if (fact === undefined) return fail('malformed');
    facts = { ...facts, ...fact };
  }
  return succeed(facts);
}

/** Undefined where the data is not what the identifier promises; nothing for an identifier that we do not use. */
function readElement(identifier: string, data: string, year: number): Gs1Facts | undefined {
  switch (identifier) {
    case '01':
      return /^\d{14}$/.test(data) ? { gtin14: data } : undefined;
    case '02':
      return /^\d{14}$/.test(data) ? { contentsGtin14: data } : undefined;
    case '10':
      return shortText.test(data) ? { lot: data } : undefined;
    case '21':
      return shortText.test(data) ? { serial: data } : undefined;
    case '11':
      return readDate(data, year, (produced) => ({ produced }));
    case '15':
      return readDate(data, year, (bestBefore) => ({ bestBefore }));
    case '17':
      return readDate(data, year, (expiry) => ({ expiry }));
    case '30':
    case '37':
      return /^\d{1,8}$/.test(data) ? { count: Number(data) } : undefined;
    default:
      return readWeight(identifier, data);
  }
}

/** Net weight in kilograms, the identifier's last digit says how many decimals (3.6.2: AI 310n). */
function readWeight(identifier: string, data: string): Gs1Facts | undefined {
  const found = /^310([0-5])$/.exec(identifier);
  if (found === null) return {};
  return /^\d{6}$/.test(data) ? { weightKg: Number(data) / 10 ** Number(found[1]) } : undefined;
}

function readDate(
  data: string,
  year: number,
  asFact: (date: string) => Gs1Facts,
): Gs1Facts | undefined {
  const date = toDate(data, year);
  return date === undefined ? undefined : asFact(date);
}

/** YYMMDD. Day 00 is the last day of its month (3.4.5, 3.4.7). */
function toDate(data: string, thisYear: number): string | undefined {
  const found = /^(\d{2})(\d{2})(\d{2})$/.exec(data);
  if (found === null) return undefined;
  const year = toFullYear(Number(found[1]), thisYear);
  const month = Number(found[2]);
  if (month < 1 || month > 12) return undefined;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const day = Number(found[3]) || lastDay;
  if (day > lastDay) return undefined;
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

/** The century that is nearest: 51 years ahead is the past one, 50 years back is the next (7.12). */
function toFullYear(twoDigits: number, thisYear: number): number {
  const century = thisYear - (thisYear % 100);
  const ahead = twoDigits - (thisYear % 100);
  if (ahead >= 51) return century - 100 + twoDigits;
  if (ahead <= -50) return century + 100 + twoDigits;
  return century + twoDigits;
}

function splitElements(text: string): readonly Gs1Element[] | undefined {
  const elements: Gs1Element[] = [];
  // Some printers also begin with FNC1, and some end with it.
  let rest = text.startsWith(fnc1) ? text.slice(1) : text;
  while (rest !== '') {
    const start = /^\d\d/.exec(rest)?.[0];
    if (start === undefined) return undefined;
    const until = rest.indexOf(fnc1);
    const upToMark = until === -1 ? rest.length : until;
    const end = predefinedLengths[start] ?? upToMark;
    // A field of known length needs no mark behind it, and must not have one within.
    if (end > upToMark) return undefined;
    elements.push(toElement(start, rest.slice(0, end)));
    rest = rest.slice(rest[end] === fnc1 ? end + 1 : end);
  }
  return elements;
}

/** Of identifiers that we do not use only the beginning is known, which is all that it takes to leave them out. */
function toElement(start: string, element: string): Gs1Element {
  const length = start === '31' ? 4 : 2;
  return [element.slice(0, length), element.slice(length)];
}

function splitPrinted(text: string): readonly Gs1Element[] | undefined {
  // Brackets are allowed inside a field too; only those around two to four digits begin a new one.
  const parts = text.split(/\((\d{2,4})\)/);
  if (parts[0] !== '') return undefined;
  const elements: Gs1Element[] = [];
  for (let place = 1; place < parts.length; place += 2) {
    const data = (parts[place + 1] ?? '').trim();
    if (data === '') return undefined;
    elements.push([parts[place] ?? '', data.replaceAll(fnc1, '')]);
  }
  return elements;
}
