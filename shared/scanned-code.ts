/**
 * What a scanned or typed text is: a product, one of our own labels, somebody else's, or plain text. It is judged and
 * nothing more: no address is ever opened, and text that looks like a script is text.
 */
import { codeKey, expandUpcE, toGtin14 } from './codes.ts';
import { fnc1, looksLikeGs1, parseGs1, type Gs1Facts, type Gs1Problem } from './gs1.ts';
import { parseGs1Link } from './gs1-link.ts';
import { parseComponentLabel } from './component-label.ts';
import type { Result } from './result.ts';
import { stripIdentifier } from './symbology-identifier.ts';
import { isRetail, type Symbology } from './symbology.ts';
import { parseWebLink, type WebLink } from './web-link.ts';

export interface RawCode {
  /** FNC1 as U+001D. */
  readonly text: string;
  /** Null where nobody knows: typed, or from a keyboard scanner. */
  readonly symbology: Symbology | null;
  /** The symbol said so itself, by FNC1 in its first place. */
  readonly isGs1?: boolean;
}

export interface ScanContext {
  /** An origin, such as "https://bins.example.org". */
  readonly publicUrl: string;
  /** Of today, in full. */
  readonly year: number;
}

export type ScannedCode =
  | {
      readonly kind: 'product';
      /** What stored codes are compared by; the same as the GTIN. */
      readonly key: string;
      readonly gtin14: string;
      readonly symbology: Symbology | null;
      readonly lot?: string;
      readonly serial?: string;
      /** "2027-02-28". What is only "best before" counts as well. */
      readonly expiry?: string;
      /** How many pieces the pack says it holds. */
      readonly count?: number;
      readonly weightKg?: number;
      readonly raw: string;
    }
  | { readonly kind: 'ownItem'; readonly short: string }
  | { readonly kind: 'ownLocation'; readonly short: string }
  | { readonly kind: 'ownJoin' }
  /** A label or an invitation that belongs to a Bincard at another address. */
  | { readonly kind: 'otherBincard'; readonly url: string }
  | { readonly kind: 'website'; readonly url: string }
  | {
      readonly kind: 'text';
      readonly key: string;
      readonly symbology: Symbology | null;
      /** As it may be stored as the value of a code: one line. */
      readonly text: string;
      readonly lot?: string;
      readonly count?: number;
    }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason };

export type UnreadableReason = 'tooLong' | 'notText' | 'wrongCheckDigit' | 'empty';

/** The most that a stored code may have (`code.value` in mutations.ts). */
const lengthMax = 500;

export function readScannedCode(raw: RawCode, context: ScanContext): ScannedCode {
  if (raw.text.length > lengthMax) return unreadable('tooLong');
  const { text: bare, symbology, isGs1 } = stripIdentifier(raw);
  const label = parseComponentLabel(bare);
  if (label !== undefined) return { kind: 'text', symbology, key: codeKey(label.text), ...label };
  const text = toOneLine(bare);
  // U+FFFD stands for bytes that were no text to begin with.
  if (!text.isWellFormed() || /[\u0000-\u001c\u001e\u001f\u007f-\u009f\ufffd]/.test(text))
    return unreadable('notText');
  if (text.replaceAll(fnc1, '').trim() === '') return unreadable('empty');
  const product = { symbology, raw: text };
  if (isGs1 || looksLikeGs1(text)) return readGs1(parseGs1(text, context), product);
  if (symbology === null && startsWithGtin(text)) {
    const parsed = parseGs1(text, context);
    if (parsed.ok) return readGs1(parsed, product);
  }
  if (/^https?:\/\//i.test(text)) return readLink(text, context, product);
  return readNumber(text, product);
}

/** Most keyboard scanners leave away what says "GS1". A GTIN with its identifier and a right check digit says it too. */
function startsWithGtin(text: string): boolean {
  return /^01\d{14}/.test(text) && toGtin14(text.slice(2, 16)) !== undefined;
}

type ProductSource = Pick<Extract<ScannedCode, { kind: 'product' }>, 'symbology' | 'raw'>;

function readGs1(parsed: Result<Gs1Facts, Gs1Problem>, source: ProductSource): ScannedCode {
  if (!parsed.ok && parsed.failure === 'wrongCheckDigit') return unreadable('wrongCheckDigit');
  const product = parsed.ok ? toProduct(parsed.value, source) : undefined;
  return product ?? toText(source.raw, source.symbology);
}

/** Undefined where no product is named: a pallet's number, an asset's. */
function toProduct(
  { gtin14, contentsGtin14, lot, serial, expiry, bestBefore, count, weightKg }: Gs1Facts,
  source: ProductSource,
): ScannedCode | undefined {
  const gtin = gtin14 ?? contentsGtin14;
  if (gtin === undefined) return undefined;
  const best = expiry ?? bestBefore;
  return {
    kind: 'product',
    key: gtin,
    gtin14: gtin,
    ...source,
    ...(lot !== undefined && { lot }),
    ...(serial !== undefined && { serial }),
    ...(best !== undefined && { expiry: best }),
    ...(count !== undefined && { count }),
    ...(weightKg !== undefined && { weightKg }),
  };
}

function readLink(text: string, context: ScanContext, source: ProductSource): ScannedCode {
  const website = { kind: 'website', url: text } as const;
  const link = parseWebLink(text);
  if (link === undefined) return website;
  const meaning = readLabelLink(link);
  const isOurs = link.host === parseWebLink(context.publicUrl)?.host;
  if (meaning !== undefined) return isOurs ? meaning : { kind: 'otherBincard', url: text };
  const parsed = parseGs1Link(link, context);
  return parsed === undefined ? website : readGs1(parsed, source);
}

/** `/i/<short>`, `/l/<short>` and `/join#<token>`; labels in capitals make a smaller QR code. */
function readLabelLink({ segments, query, hash }: WebLink): ScannedCode | undefined {
  const [place = '', short = ''] = segments;
  const isJoin = segments.length === 1 && place.toLowerCase() === 'join' && hash !== '';
  if (isJoin) return { kind: 'ownJoin' };
  if (segments.length !== 2 || query.length > 0 || short.trim() === '') return undefined;
  if (place.toLowerCase() === 'i') return { kind: 'ownItem', short: short.trim() };
  if (place.toLowerCase() === 'l') return { kind: 'ownLocation', short: short.trim() };
  return undefined;
}

function readNumber(text: string, source: ProductSource): ScannedCode {
  const { symbology } = source;
  const gtin14 = toGtin(text, symbology);
  if (gtin14 !== undefined) return { kind: 'product', key: gtin14, gtin14, ...source };
  if (symbology !== null && isRetail(symbology)) return unreadable('wrongCheckDigit');
  return toText(text, symbology);
}

/**
 * Twelve digits and more with a right check digit are a GTIN wherever they stand. Eight are one only as EAN-8 or UPC-E,
 * or where the kind of code is unknown: in a Code 128 they are as likely somebody's own number.
 */
function toGtin(text: string, symbology: Symbology | null): string | undefined {
  if (text.length === 8 && symbology === 'upce') return expandUpcE(text)?.padStart(14, '0');
  const isOwnNumber = text.length === 8 && symbology !== null && symbology !== 'ean8';
  if (isOwnNumber) return undefined;
  return toGtin14(text) ?? (symbology === null ? expandUpcE(text)?.padStart(14, '0') : undefined);
}

function toText(raw: string, symbology: Symbology | null): ScannedCode {
  const text = raw.replaceAll(fnc1, ' ').trim();
  return { kind: 'text', key: codeKey(text), symbology, text };
}

/** Line breaks and tabs are how a visiting card is written; a code is one line. */
function toOneLine(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').trim();
}

function unreadable(reason: UnreadableReason): ScannedCode {
  return { kind: 'unreadable', reason };
}
