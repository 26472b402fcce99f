/**
 * Finds the codes in a picture with zxing-cpp, compiled to wasm. The wasm comes from the very package that its script
 * comes from, and from our own server, never from a CDN: one of another version reads wild memory. Runs in the worker.
 */
import {
  prepareZXingModule,
  readBarcodes,
  type ReaderOptions,
  type ReadResult,
} from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Symbology } from '../../shared/symbology.ts';
import { lookAgain, type SecondLook } from './second-look.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ReadCode {
  /** FNC1 as U+001D. */
  readonly text: string;
  readonly symbology: Symbology;
  /** The symbol says that it holds GS1 element strings. */
  readonly isGs1: boolean;
  /** As they stand in the symbol, before anybody took them for text. */
  readonly bytes: Uint8Array;
  /** In pixels of the picture. */
  readonly centre: Point;
  readonly corners: readonly Point[];
}

export interface ReadOptions {
  /** Tries harder where nothing is found: white on black, the middle twice as large, and bars held askew. */
  readonly deep?: boolean;
}

const symbologies: Readonly<Record<string, Symbology>> = {
  EAN13: 'ean13',
  EAN8: 'ean8',
  UPCA: 'upca',
  UPCE: 'upce',
  Code128: 'code128',
  Code39: 'code39',
  Code39Std: 'code39',
  Code39Ext: 'code39',
  Code93: 'code93',
  ITF: 'itf',
  Codabar: 'codabar',
  QRCode: 'qr',
  QRCodeModel1: 'qr',
  QRCodeModel2: 'qr',
  MicroQRCode: 'microQr',
  DataMatrix: 'dataMatrix',
  Aztec: 'aztec',
  AztecCode: 'aztec',
  PDF417: 'pdf417',
  CompactPDF417: 'pdf417',
};

type Format = NonNullable<ReaderOptions['formats']>[number];

const linear: Format[] = [
  'EAN13',
  'EAN8',
  'UPCA',
  'UPCE',
  'Code128',
  'Code39',
  'Code93',
  'ITF',
  'Codabar',
];
/** Of a matrix, but read row by row as bars are. */
const stacked: Format = 'PDF417';

/**
 * In how many rows of pixels these must be read alike. They have no check digit, and a part of one is a whole one of
 * fewer characters: held askew, a few rows cut off its end. All wrong reads of our photos were of two rows.
 */
const rowsMin: Partial<Record<Symbology, number>> = { itf: 4, codabar: 4 };

const everyPass: ReaderOptions = {
  formats: [...linear, stacked, 'QRCode', 'MicroQRCode', 'DataMatrix', 'Aztec'],
  textMode: 'Plain',
  // Doubles the time of an empty frame, for codes that are rare.
  tryInvert: false,
  // A shelf seen from far holds more, but a person means one.
  maxNumberOfSymbols: 8,
};

export async function prepareReader(): Promise<void> {
  await prepareZXingModule({
    overrides: { locateFile: () => wasmUrl },
    fireImmediately: true,
  });
}

export async function readCodes(
  picture: ImageData,
  { deep = false }: ReadOptions = {},
): Promise<readonly ReadCode[]> {
  const looks: readonly (() => Promise<readonly ReadCode[]>)[] = [
    () => look(picture),
    () => look(picture, { tryInvert: true }),
    () => lookAt(lookAgain(picture, { scale: 2 }), { tryInvert: true }),
    // Bars at up to 20 degrees are read anyway, and each kind of matrix however it lies.
    () => lookAt(lookAgain(picture, { degrees: 45 }), { formats: [...linear, stacked] }),
  ];
  for (const next of deep ? looks : looks.slice(0, 1)) {
    const codes = await next();
    if (codes.length > 0) return codes;
  }
  return [];
}

async function look(picture: ImageData, more: ReaderOptions = {}): Promise<readonly ReadCode[]> {
  return toCodes(await readBarcodes(picture, { ...everyPass, ...more }));
}

async function lookAt(
  { picture, toWhole }: SecondLook,
  more: ReaderOptions,
): Promise<readonly ReadCode[]> {
  return toCodes(await readBarcodes(picture, { ...everyPass, ...more }), toWhole);
}

function toCodes(
  results: readonly ReadResult[],
  toWhole: (point: Point) => Point = (point) => point,
): readonly ReadCode[] {
  const codes: ReadCode[] = [];
  for (const { isValid, format, text, bytes, contentType, position, lineCount } of results) {
    const symbology = symbologies[format];
    if (!isValid || symbology === undefined) continue;
    if (lineCount < (rowsMin[symbology] ?? 0)) continue;
    const { topLeft, topRight, bottomRight, bottomLeft } = position;
    const corners = [topLeft, topRight, bottomRight, bottomLeft].map(toWhole);
    codes.push({
      text,
      symbology,
      isGs1: contentType === 'GS1',
      bytes,
      corners,
      centre: { x: mean(corners.map(({ x }) => x)), y: mean(corners.map(({ y }) => y)) },
    });
  }
  return codes;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
