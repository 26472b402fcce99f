/** Pictures for tests: what a camera could have made, and files put together by hand that claim what they like. */
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A smooth sweep of colours, so that it compresses like a photo; `alpha` fades it out from left to right. */
export function makePicture(width: number, height: number, { alpha = false } = {}): Sharp {
  const channels = alpha ? 4 : 3;
  const pixels = Buffer.alloc(width * height * channels);
  let place = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      pixels[place++] = (255 * x) / width;
      pixels[place++] = (255 * y) / height;
      pixels[place++] = 128 + 127 * Math.sin((x + y) / 7);
      if (alpha) pixels[place++] = 255 - (255 * x) / width;
    }
  }
  return sharp(pixels, { raw: { width, height, channels } });
}

export function makePlain(width: number, height: number, colour: string): Sharp {
  return sharp({ create: { width, height, channels: 3, background: colour } });
}

/** Frames of one size, shown one after the other. */
export async function makeAnimation(
  format: 'gif' | 'webp',
  colours: readonly string[],
): Promise<Buffer> {
  const frames = await Promise.all(
    colours.map((colour) => makePlain(40, 30, colour).png().toBuffer()),
  );
  return sharp(frames, { join: { animated: true } })
    .toFormat(format)
    .toBuffer();
}

interface PngClaims {
  readonly width: number;
  readonly height: number;
  /** Rows as PNG has them, each behind its filter byte; nothing by default. */
  readonly rows?: Buffer;
  /** Chunks between the header and the pixels. */
  readonly chunks?: readonly Buffer[];
}

/** An RGB picture with 8 bits, whatever it claims. */
export function makePng({ width, height, rows = Buffer.alloc(0), chunks = [] }: PngClaims): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    makePngChunk('IHDR', header),
    ...chunks,
    makePngChunk('IDAT', deflateSync(rows)),
    makePngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export function makePngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Frames that claim to fill a screen of any size, and have one pixel to do it. */
export function makeGif(width: number, height: number, frames: number): Buffer {
  const screen = Buffer.from('GIF89a\0\0\0\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff', 'latin1');
  const frame = Buffer.from(
    '\u0021\u00f9\u0004\0\u0001\0\0\0\u002c\0\0\0\0\0\0\0\0\0\u0002\u0002D\u0001\0',
    'latin1',
  );
  for (const [bytes, place] of [
    [screen, 6],
    [frame, 13],
  ] as const) {
    bytes.writeUInt16LE(width, place);
    bytes.writeUInt16LE(height, place + 2);
  }
  return Buffer.concat([screen, ...Array<Buffer>(frames).fill(frame), Buffer.from(';')]);
}

/**
 * A grey JPEG of 8,000 × 8,000 whose scans say, in 62 codes of 15 bits, that a million blocks have nothing to add: 127 bytes
 * each, and a million steps for the decoder. It is all valid.
 */
export function makeScans(count: number): Buffer {
  const segment = (mark: number, ...data: readonly number[]): Buffer =>
    Buffer.from([0xff, mark, 0, data.length + 2, ...data]);
  const table = (place: number, symbol: number): Buffer =>
    segment(0xc4, place, 1, ...Array<number>(15).fill(0), symbol);
  const blocks = 1_000_000;
  const quiet = Buffer.concat([
    segment(0xda, 1, 1, 0, 1, 63, 0),
    Buffer.alloc(Math.ceil((15 * Math.ceil(blocks / 16_384)) / 8)),
  ]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, 0, ...Array<number>(64).fill(1)),
    segment(0xc2, 8, 8_000 >> 8, 8_000 & 255, 8_000 >> 8, 8_000 & 255, 1, 1, 0x11, 0),
    // One symbol each, with the code 0: no difference, and a run of 16,384 blocks without coefficients.
    table(0x00, 0x00),
    table(0x10, 0xe0),
    segment(0xda, 1, 1, 0, 0, 0, 0),
    Buffer.alloc(blocks / 8),
    ...Array<Buffer>(count - 1).fill(quiet),
    Buffer.from([0xff, 0xd9]),
  ]);
}
