/**
 * How a column's text becomes a value, the same on PGlite and on Postgres, whose own habits differ (bigint is a string
 * on one, and a number or a BigInt on the other). Integers are numbers or an error, decimals stay text, instants are
 * Dates. A date or time without a zone stays text: as a Date it would be a guess.
 */
import pg from 'pg';

type Parse = (text: string) => unknown;

const keepText: Parse = (text) => text;

/** Everything we store as bigint (versions, milliseconds, thousandths) is far below 2^53; what is not, is a bug. */
const parseSafeInteger: Parse = (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is beyond the integers of JavaScript`);
  return value;
};

const parseInstant: Parse = (text) => {
  if (text === 'infinity') return Infinity;
  if (text === '-infinity') return -Infinity;
  return new Date(text);
};

/** Postgres writes `\x` and hex digits. */
const parseBytes: Parse = (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex'));

/** By the type's number in pg_type. https://github.com/postgres/postgres/blob/REL_18_0/src/include/catalog/pg_type.dat */
export const columnParsers: Readonly<Record<number, Parse>> = {
  17: parseBytes, // bytea
  20: parseSafeInteger, // int8
  114: JSON.parse, // json
  1082: keepText, // date
  1083: keepText, // time
  1114: keepText, // timestamp
  1184: parseInstant, // timestamptz
  1186: keepText, // interval
  1266: keepText, // timetz
  1700: keepText, // numeric
  3802: JSON.parse, // jsonb
};

/** Array types and their elements. PGlite derives these from its catalogue, pg has to be told. */
const elementTypes: Readonly<Record<number, number>> = {
  199: 114,
  1001: 17,
  1016: 20,
  1115: 1114,
  1182: 1082,
  1183: 1083,
  1185: 1184,
  1187: 1186,
  1231: 1700,
  1270: 1266,
  3807: 3802,
};

const textArray = 1009;

/** What pg does by itself. Its typings know only the numbers that it has parsers for. */
const { getTypeParser: readAsPgDoes } = pg.types as {
  getTypeParser: (oid: number, format: string | undefined) => Parse;
};

type Nested = string | null | readonly Nested[];

function parseElements(nested: Nested, parse: Parse): unknown {
  if (nested === null) return null;
  return typeof nested === 'string'
    ? parse(nested)
    : nested.map((element) => parseElements(element, parse));
}

/** The same for pg, which asks for a parser by type. */
export const pgTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string) {
    if (format === 'binary') return readAsPgDoes(oid, format);
    const element = elementTypes[oid];
    const parse = columnParsers[element ?? oid];
    if (parse === undefined) return readAsPgDoes(oid, format);
    if (element === undefined) return parse;
    const splitArray = readAsPgDoes(textArray, format);
    return (text: string) => parseElements(splitArray(text) as Nested, parse);
  },
};
