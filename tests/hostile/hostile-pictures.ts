/**
 * Files that were made to hurt a decoder, each by name: bombs, loops, liars, two formats in one. All are small; what they
 * ask for is not.
 */
import { deflateSync } from 'node:zlib';
import { makeGif, makePicture, makePng, makePngChunk, makeScans } from '../support/make-picture.ts';

export interface HostileFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

let made: Promise<readonly HostileFile[]> | undefined;

/** The same ones each time, and made once: to pack a bomb takes a second. */
export function makeHostilePictures(): Promise<readonly HostileFile[]> {
  made ??= makeAll();
  return made;
}

async function makeAll(): Promise<HostileFile[]> {
  const jpeg = await makePicture(200, 150).jpeg().toBuffer();
  const progressive = await makePicture(200, 150).jpeg({ progressive: true }).toBuffer();
  const png = await makePicture(200, 150).png().toBuffer();
  const webp = await makePicture(200, 150).webp({ lossless: true, effort: 0 }).toBuffer();
  const files: Readonly<Record<string, Buffer>> = {
    ...makeBombs(),
    ...makeLoops(jpeg),
    ...makeTwins(jpeg, png),
    ...makeOthers(),
    'lie: JPEG of 65,500 × 65,500': withJpegSides(jpeg, 65_500, 65_500),
    'lie: JPEG of 0 × 0': withJpegSides(jpeg, 0, 0),
    'lie: progressive JPEG of 8,000 × 8,000': withJpegSides(progressive, 8_000, 8_000),
    'lie: PNG of 0 × 0': makePng({ width: 0, height: 0 }),
    'lie: PNG of 4,294,967,295 × 1': makePng({ width: 4_294_967_295, height: 1 }),
    'lie: PNG of 8,000 × 8,000 with one row': makePng({
      width: 8_000,
      height: 8_000,
      rows: Buffer.alloc(24_001),
    }),
    'lie: WebP of 16,384 × 16,384': withWebpSides(webp, 16_384, 16_384),
    'lie: WebP that names 4 GB': Buffer.concat([
      latin('RIFF\u00ff\u00ff\u00ff\u00ff'),
      webp.subarray(8),
    ]),
    'lie: GIF without a frame': makeGif(100, 100, 0),
  };
  return Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
}

function makeBombs(): Record<string, Buffer> {
  const side = 8_000;
  const zeros = deflateSync(Buffer.alloc(100_000_000));
  const picture = { width: 10, height: 10, rows: Buffer.alloc(310) };
  return {
    'bomb: PNG of 60,000 × 60,000': makePng({ width: 60_000, height: 60_000 }),
    'bomb: flat PNG of 64 megapixels': makePng({
      width: side,
      height: side,
      rows: Buffer.alloc((3 * side + 1) * side),
    }),
    'bomb: GIF of 65,000 × 65,000': makeGif(65_000, 65_000, 1),
    'bomb: GIF of 8,000 × 8,000 with 100 frames': makeGif(side, side, 100),
    'bomb: GIF of 5,000 frames': makeGif(500, 500, 5_000),
    'bomb: GIF of 500,000 frames': makeGif(1, 1, 500_000),
    'bomb: JPEG of 64 megapixels and 90 scans': makeScans(90),
    'bomb: JPEG of 64 megapixels and 100,000 scans': makeScans(100_000),
    'bomb: PNG text of 100 MB': makePng({
      ...picture,
      chunks: [makePngChunk('zTXt', Buffer.concat([latin('Comment\0\0'), zeros]))],
    }),
    'bomb: PNG profile of 100 MB': makePng({
      ...picture,
      chunks: [makePngChunk('iCCP', Buffer.concat([latin('icc\0\0'), zeros]))],
    }),
    'bomb: PNG of 100,000 chunks': makePng({
      ...picture,
      chunks: Array<Buffer>(100_000).fill(makePngChunk('tEXt', latin('Comment\0x'))),
    }),
    'bomb: PNG with a chunk that names 2 GB': makePng({
      ...picture,
      chunks: [Buffer.concat([Buffer.from([0x7f, 0xff, 0xff, 0xff]), latin('tEXtComment\0x')])],
    }),
  };
}

/** Directories of Exif that lead to themselves, or to nowhere. */
function makeLoops(jpeg: Buffer): Record<string, Buffer> {
  const withExif = (...numbers: readonly number[]): Buffer => {
    const tiff = Buffer.concat([latin('Exif\0\0II*\0'), Buffer.from(numbers)]);
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(tiff.length + 2, 2);
    return Buffer.concat([jpeg.subarray(0, 2), head, tiff, jpeg.subarray(2)]);
  };
  const noEntries = [0, 0];
  // Exif pointer (0x8769), one LONG: the offset of the directory that it stands in.
  const pointsAtItself = [1, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0];
  // Orientation (0x0112), SHORT, 4,294,967,295 of them.
  const fourBillion = [1, 0, 0x12, 0x01, 3, 0, 0xff, 0xff, 0xff, 0xff, 8, 0, 0, 0];
  return {
    'loop: Exif whose next directory is the same': withExif(8, 0, 0, 0, ...noEntries, 8, 0, 0, 0),
    'loop: Exif inside itself': withExif(8, 0, 0, 0, ...pointsAtItself, 8, 0, 0, 0),
    'loop: Exif outside the file': withExif(0xff, 0xff, 0xff, 0x7f),
    'loop: Exif with four billion orientations': withExif(8, 0, 0, 0, ...fourBillion, 0, 0, 0, 0),
  };
}

/** Two formats in one file: a picture to one program, something else to the next. */
function makeTwins(jpeg: Buffer, png: Buffer): Record<string, Buffer> {
  const page = latin('<html><script>alert(1)</script></html>');
  const zip = latin(`PK\u0005\u0006${'\0'.repeat(18)}`);
  return {
    'twin: GIF and HTML': Buffer.concat([latin('GIF89a/*'), page, latin('*/=1;')]),
    'twin: whole GIF and HTML': Buffer.concat([makeGif(10, 10, 1), page]),
    'twin: JPEG and ZIP': Buffer.concat([jpeg, zip]),
    'twin: JPEG in a JPEG': Buffer.concat([jpeg.subarray(0, 400), jpeg, jpeg.subarray(400)]),
    'twin: PNG and HTML': Buffer.concat([png, page]),
    'twin: HTML and PNG': Buffer.concat([page, png]),
    'twin: PDF and JPEG': Buffer.concat([latin('%PDF-1.7\n'), jpeg]),
    'twin: PNG with the mark of a JPEG': Buffer.concat([jpeg.subarray(0, 3), png.subarray(3)]),
    'twin: JPEG with the mark of a PNG': Buffer.concat([png.subarray(0, 8), jpeg.subarray(8)]),
  };
}

/** What we do not take, by its beginning. */
function makeOthers(): Record<string, Buffer> {
  const beginnings: Readonly<Record<string, string>> = {
    AVIF: '\0\0\0\u0020ftypavif\0\0\0\0avifmif1miafMA1B',
    HEIC: '\0\0\0\u0018ftypheic\0\0\0\0mif1heic',
    TIFF: 'II*\0\u0008\0\0\0',
    'big TIFF': 'MM\0+\0\u0008\0\0',
    BMP: 'BM\u0036\0\u00ff\u00ff\0\0\0\0\u0036\0\0\0\u0028\0\0\0',
    ICO: '\0\0\u0001\0\u0001\0\u0010\u0010',
    JXL: '\0\0\0\u000cJXL \r\n\u0087\n',
    JP2: '\0\0\0\u000cjP  \r\n\u0087\n',
    PDF: '%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n',
    EPS: '%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file\n',
    VIPS: '\u0008\u00f2\u00a6\u00b6\0\0\u0001\0\0\0\u0001\0',
    MVG: 'push graphic-context\nimage over 0,0 0,0 "/etc/passwd"\npop graphic-context',
    MKV: '\u001aE\u00df\u00a3\u0001\0\0\0\0\0\0\u001f',
    ASF: '0&\u00b2u\u008ef\u00cf\u0011\u00a6\u00d9\0\u00aa\0b\u00cel',
    SVG: '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    'SVG with entities':
      '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    JPEG: '\u00ff\u00d8\u00ff',
    PNG: '\u0089PNG\r\n\u001a\n',
    WebP: 'RIFF\u00ff\0\0\0WEBPVP8X',
    GIF: 'GIF89a\u0010\0\u0010\0\u00f7\0\0',
  };
  const files: Record<string, Buffer> = { empty: Buffer.alloc(0) };
  for (const [name, text] of Object.entries(beginnings)) {
    files[`beginning: ${name}`] = latin(text);
    files[`beginning: ${name}, then zeros`] = Buffer.concat([latin(text), Buffer.alloc(50_000)]);
    files[`beginning: ${name}, again and again`] = latin(text.repeat(2_000));
  }
  for (const size of [1, 16, 1_000, 1_000_000]) {
    files[`${size} zeros`] = Buffer.alloc(size);
    files[`${size} times 0xff`] = Buffer.alloc(size, 0xff);
  }
  return files;
}

/** The sides stand in the frame header: SOF0 to SOF2. */
export function withJpegSides(jpeg: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(jpeg);
  for (const mark of [0xc0, 0xc1, 0xc2]) {
    const place = changed.indexOf(Buffer.from([0xff, mark, 0]));
    if (place === -1) continue;
    changed.writeUInt16BE(height, place + 5);
    changed.writeUInt16BE(width, place + 7);
  }
  return changed;
}

/** Of a lossless one: 14 bits each, behind the byte 0x2f. */
function withWebpSides(webp: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(webp);
  const place = changed.indexOf('VP8L') + 9;
  const rest = changed.readUInt32LE(place) & 0xf000_0000;
  changed.writeUInt32LE((rest | ((height - 1) << 14) | (width - 1)) >>> 0, place);
  return changed;
}
