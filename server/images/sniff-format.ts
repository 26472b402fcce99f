/**
 * What bytes are, by their beginning: 16 bytes for pictures, the first tag for text. What a server says they are does not
 * count. Decides only what is worth decoding and which reason a person is given; the decoder judges for itself.
 */
import type { ImageReason } from '../../shared/images.ts';

/** The four that are decoded. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif';
/** `picture` is a known picture format that is not decoded here. */
export type SniffedFormat = PictureFormat | 'picture' | 'html' | 'unknown';

/** As much of the beginning as is ever looked at. */
export const sniffBytesMax = 1024;

/** Bytes as Latin-1, `.` for any byte. Brands of ISO media follow its `ftyp` box. */
const marks: readonly (readonly [mark: string, format: SniffedFormat])[] = [
  ['\u00ff\u00d8\u00ff', 'jpeg'],
  ['\u0089PNG\r\n\u001a\n', 'png'],
  ['RIFF....WEBP', 'webp'],
  ['GIF87a', 'gif'],
  ['GIF89a', 'gif'],
  ...['avif', 'avis', 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'mif2'].map(
    (brand): readonly [string, SniffedFormat] => [`....ftyp${brand}`, 'picture'],
  ),
  ['II*\u0000', 'picture'],
  ['MM\u0000*', 'picture'],
  ['II+\u0000', 'picture'],
  ['MM\u0000+', 'picture'],
  ['BM', 'picture'],
  ['\u0000\u0000\u0001\u0000', 'picture'],
  ['\u00ff\u000a', 'picture'],
  ['\u0000\u0000\u0000\u000cJXL ', 'picture'],
  ['\u0000\u0000\u0000\u000cjP  ', 'picture'],
  ['\u00ff\u004f\u00ff\u0051', 'picture'],
  ['8BPS', 'picture'],
  ['qoif', 'picture'],
];

/** What a browser takes for HTML (WHATWG MIME Sniffing, 7.1), and what heads of pages begin with besides. */
const htmlTags = new Set(
  'html head body script iframe h1 div font table a style title b br p meta link base noscript main header nav'.split(
    ' ',
  ),
);

export function sniffFormat(bytes: Uint8Array): SniffedFormat {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const known = marks.find(([mark]) => fits(start, mark));
  if (known !== undefined) return known[1];
  return sniffText(Buffer.from(bytes.subarray(0, sniffBytesMax)).toString('latin1'));
}

/** Undefined for what is worth decoding. */
export function reasonAgainst(format: SniffedFormat): ImageReason | undefined {
  if (format === 'picture') return 'unsupported_format';
  if (format === 'html') return 'web_page';
  if (format === 'unknown') return 'not_an_image';
  return undefined;
}

function fits(start: string, mark: string): boolean {
  if (start.length < mark.length) return false;
  for (let place = 0; place < mark.length; place++) {
    if (mark[place] !== '.' && mark[place] !== start[place]) return false;
  }
  return true;
}

/** SVG is a picture for a person, and a page is a page: the first tag tells, behind what may stand before it. */
function sniffText(text: string): SniffedFormat {
  const start = text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0;
  let isXml = false;
  for (let place = start; place < text.length;) {
    place = skipSpace(text, place);
    if (place === text.length) break;
    if (text.startsWith('<?', place)) {
      isXml = true;
      place = after(text, '>', place);
    } else if (text.startsWith('<!--', place)) {
      place = after(text, '-->', place + 2);
    } else {
      const name = /^<(?:!doctype\s+)?([a-z][a-z0-9:]*)/i.exec(text.slice(place, place + 64))?.[1];
      if (name === undefined) return 'unknown';
      if (/^(?:svg:)?svg$/i.test(name)) return 'picture';
      return htmlTags.has(name.toLowerCase()) ? 'html' : 'unknown';
    }
  }
  // Nothing but remarks so far. Pages begin so; an XML file would be a drawing or no picture at all.
  return text.startsWith('<!--', skipSpace(text, start)) && !isXml ? 'html' : 'unknown';
}

function skipSpace(text: string, from: number): number {
  let place = from;
  while (place < text.length && ' \t\r\n\f'.includes(text.charAt(place))) place++;
  return place;
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found === -1 ? text.length : found + end.length;
}
