/**
 * Rows as a file for spreadsheets: RFC 4180, and a mark in front by which they know that it is UTF-8. What would be run
 * as a formula is kept from it: names come from anyone in the space, and whoever opens the file may trust it.
 */
const byteOrderMark = '\uFEFF';
const plainNumber = /^-?\d+(\.\d+)?$/;

export function toCsv(rows: readonly (readonly string[])[]): string {
  return byteOrderMark + rows.map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('');
}

function toCell(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !plainNumber.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
