/**
 * Keyboard scanners can be set to say which kind of code they read, by three characters in front: "]E0" for EAN-13,
 * "]C1" for GS1-128 (ISO/IEC 15424). Taken off only where the kind is not known otherwise.
 */
import type { Symbology } from './symbology.ts';

const symbologies: Readonly<Record<string, Symbology>> = {
  A: 'code39',
  C: 'code128',
  F: 'codabar',
  G: 'code93',
  I: 'itf',
  L: 'pdf417',
  Q: 'qr',
  d: 'dataMatrix',
  z: 'aztec',
};

const gs1Modifiers = new Set(['C1', 'd2', 'Q3', 'e0', 'z1', 'J1']);

export interface Identified {
  readonly text: string;
  readonly symbology: Symbology | null;
  readonly isGs1: boolean;
}

export function stripIdentifier({
  text,
  symbology,
  isGs1 = false,
}: {
  readonly text: string;
  readonly symbology: Symbology | null;
  readonly isGs1?: boolean;
}): Identified {
  const [, family = '', modifier = ''] = /^\]([A-Za-z])([0-9A-Za-z])/.exec(text) ?? [];
  const says = `${family}${modifier}`;
  if (gs1Modifiers.has(says))
    return {
      text: text.slice(3),
      symbology: symbology ?? symbologies[family] ?? null,
      isGs1: true,
    };
  if (symbology !== null || family === '') return { text, symbology, isGs1 };
  // EAN and UPC share a letter: "4" is EAN-8, else thirteen digits, of which UPC-A has twelve.
  if (family === 'E')
    return { text: text.slice(3), symbology: modifier === '4' ? 'ean8' : 'ean13', isGs1 };
  const named = symbologies[family];
  return named === undefined
    ? { text, symbology, isGs1 }
    : { text: text.slice(3), symbology: named, isGs1 };
}
