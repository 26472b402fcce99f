/**
 * The picture a web page names as its own: `og:image`, else `twitter:image`. A scanner, not a parser: it reads the page
 * once from front to back, skips remarks and the inside of scripts, and in doubt finds nothing.
 */
import { must } from '../../shared/result.ts';

/** The better name first. */
const imageNames = [
  'og:image:secure_url',
  'og:image',
  'og:image:url',
  'twitter:image',
  'twitter:image:src',
];
/** A tag inside one of these is text. */
const rawTags = new Set(['script', 'style', 'title', 'textarea', 'template', 'xmp', 'iframe']);
const namedEntities: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  quot: '"',
};

/** The address of the picture, made absolute with that of the page; undefined where none is named for the web. */
export function findPageImage(html: string, pageUrl: URL): URL | undefined {
  const found = new Map<string, string>();
  for (const attributes of readMetaTags(html)) {
    const name = (attributes.get('property') ?? attributes.get('name'))?.trim().toLowerCase();
    const content = attributes.get('content')?.trim();
    if (name === undefined || content === undefined || content === '') continue;
    if (!found.has(name)) found.set(name, content);
  }
  for (const name of imageNames) {
    const content = found.get(name);
    if (content === undefined) continue;
    const url = URL.parse(content, pageUrl.href);
    if (url !== null && /^https?:$/.test(url.protocol)) return url;
  }
  return undefined;
}

function* readMetaTags(html: string): Generator<ReadonlyMap<string, string>> {
  // Of the same length as the page, unlike toLowerCase.
  const lower = html.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  for (let place = html.indexOf('<'); place !== -1; place = html.indexOf('<', place)) {
    if (html.startsWith('<!--', place)) {
      place = html.indexOf('-->', place + 2);
      if (place === -1) return;
      continue;
    }
    const name = readName(lower, place + 1);
    place += 1 + name.length;
    if (name === '') continue;
    const tag = readAttributes(html, lower, place);
    // Cut off in the middle of a tag.
    if (tag === undefined) return;
    place = tag.end;
    if (name === 'meta') yield tag.attributes;
    if (rawTags.has(name)) {
      place = lower.indexOf(`</${name}`, place);
      if (place === -1) return;
      place += 2;
    }
  }
}

const nameEnd = /[\s/>]/g;
const unquotedEnd = /[\s>]/g;
const attributeStart = /[^\s/]/g;
const attributeNameEnd = /[\s/>=]/g;
const notSpace = /\S/g;

/** Only letters begin a name: `</p>`, `<!doctype>` and a stray `<` have none. */
function readName(lower: string, from: number): string {
  const first = lower.charCodeAt(from);
  if (!(first >= 0x61 && first <= 0x7a)) return '';
  return lower.slice(from, next(nameEnd, lower, from));
}

interface Tag {
  readonly attributes: ReadonlyMap<string, string>;
  /** Behind the `>`. */
  readonly end: number;
}

/** From behind a tag's name to its `>`. As in a browser, the first of two attributes of one name counts. */
function readAttributes(html: string, lower: string, from: number): Tag | undefined {
  const attributes = new Map<string, string>();
  let place = from;
  for (;;) {
    place = next(attributeStart, html, place);
    if (place >= html.length) return undefined;
    if (html[place] === '>') return { attributes, end: place + 1 };
    // A `=` in front belongs to the name (HTML, 13.2.5.32).
    const endOfName = next(attributeNameEnd, html, place + 1);
    const name = lower.slice(place, endOfName);
    const value = readValue(html, endOfName);
    if (value === undefined) return undefined;
    if (!attributes.has(name)) attributes.set(name, value.text);
    place = value.end;
  }
}

interface Value {
  readonly text: string;
  readonly end: number;
}

function readValue(html: string, endOfName: number): Value | undefined {
  const equals = next(notSpace, html, endOfName);
  if (html[equals] !== '=') return { text: '', end: endOfName };
  const start = next(notSpace, html, equals + 1);
  const quote = html.charAt(start);
  if (quote === '"' || quote === "'") {
    const end = html.indexOf(quote, start + 1);
    if (end === -1) return undefined;
    return { text: decodeEntities(html.slice(start + 1, end)), end: end + 1 };
  }
  const end = next(unquotedEnd, html, start);
  return { text: decodeEntities(html.slice(start, end)), end };
}

/** Where the pattern, which is for one character, is found next; the end if nowhere. */
function next(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found === null ? text.length : found.index;
}

function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, decodeEntity);
}

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return namedEntities[name] ?? whole;
  const code = decimal === undefined ? parseInt(must(hex, 'a number'), 16) : Number(decimal);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
}
