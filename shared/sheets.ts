/**
 * Safety data sheets as files: what counts as one, what it may be called, and where it is. A file is named by its
 * bytes, so whatever stands under an address never changes.
 */
const nameMax = 200;
const ending = '.pdf';
const unnamed = 'safety-data-sheet';

/** `%PDF-` at the very beginning (ISO 32000-1, 7.5.2); a reader may be more lenient, and need not be. */
const magic = [0x25, 0x50, 0x44, 0x46, 0x2d];

export function isPdf(bytes: Uint8Array): boolean {
  return magic.every((byte, place) => bytes[place] === byte);
}

/** Where it is served. The ending is for people and for programs that look no further. */
export function sheetPath(sha256: string): string {
  return `/files/${sha256}${ending}`;
}

/**
 * A file's name as it may stand on every screen and disk: without folders, without control characters and those that
 * turn the reading direction (a name must not look as if it ended otherwise), at most 200 characters, and a PDF's.
 */
export function toSheetName(fileName: string): string {
  const clean = fileName
    .toWellFormed()
    .split(/[/\\]/)
    .join(' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/\.pdf\s*$/i, '')
    .trim();
  // The cut may leave half of an emoji, which is no text.
  const name = clean
    .slice(0, nameMax - ending.length)
    .toWellFormed()
    .replaceAll('\uFFFD', '')
    .trim();
  return `${/^\.*$/.test(name) ? unnamed : name}${ending}`;
}

/** `Content-Disposition` for a name of `toSheetName` (RFC 6266, and RFC 8187 for its encoding). */
export function sheetDisposition(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `inline; filename*=UTF-8''${encoded}`;
}
