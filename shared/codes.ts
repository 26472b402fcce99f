/**
 * Codes as printed on packs and shelves. Retail codes (EAN-8/13, UPC-A/E, GTIN-14) are one family of
 * numbers: they are compared as GTIN-14, so the same pack is found whichever form a scanner reports.
 * All other codes are compared as they are. (GS1 General Specifications, sections 3 and 7.9.)
 */

/** The check digit for the digits before it: weights 3 and 1 from the right. */
export function gtinCheckDigit(digits: string): number {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    sum += place % 2 === 0 ? digit * 3 : digit;
  }
  return (10 - (sum % 10)) % 10;
}

export function hasValidCheckDigit(digits: string): boolean {
  return gtinCheckDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}

/** GTIN-14 of an 8, 12, 13 or 14-digit code with a right check digit; undefined for all others. */
export function toGtin14(text: string): string | undefined {
  const digits = text.trim();
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return undefined;
  return hasValidCheckDigit(digits) ? digits.padStart(14, '0') : undefined;
}

/**
 * Expands UPC-E (number system 0 or 1, six digits, check digit) to UPC-A. Only for codes that a
 * scanner names UPC-E: the same eight digits could be an EAN-8.
 */
export function expandUpcE(text: string): string | undefined {
  const found = /^([01])(\d{6})(\d)$/.exec(text.trim());
  if (!found) return undefined;
  const [, system = '', middle = '', check = ''] = found;
  const [a, b, c, d, e, last] = middle;
  const body =
    last === '0' || last === '1' || last === '2'
      ? `${a}${b}${last}0000${c}${d}${e}`
      : last === '3'
        ? `${a}${b}${c}00000${d}${e}`
        : last === '4'
          ? `${a}${b}${c}${d}00000${e}`
          : `${a}${b}${c}${d}${e}0000${last}`;
  const digits = `${system}${body}`;
  return gtinCheckDigit(digits) === Number(check) ? `${digits}${check}` : undefined;
}

/** What two codes are compared by: GTIN-14 for retail codes, else the trimmed text itself. */
export function codeKey(value: string): string {
  return toGtin14(value) ?? value.trim();
}

/** A number that looks like a retail code but whose check digit is wrong: most often a typing slip. */
export function looksMistyped(value: string): boolean {
  const digits = value.trim();
  return /^\d{12,14}$/.test(digits) && !hasValidCheckDigit(digits);
}
