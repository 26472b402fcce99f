/** Real pictures of codes, the real reader in its real worker: each kind is read, in bad light too, and nothing hangs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ZXING_WASM_SHA256 } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import {
  openCodeReader,
  type CodeReader,
  type ReadCode,
} from '../../../client/device/decode-code.ts';
import { hashBytes } from '../../../client/device/hash-bytes.ts';
import { must } from '../../../shared/result.ts';
import { readScannedCode } from '../../../shared/scanned-code.ts';
import type { Symbology } from '../../../shared/symbology.ts';
import { drawCodes, type Drawing, type Format } from './draw-code.ts';

let reader: CodeReader;
beforeAll(async () => {
  reader = await openCodeReader();
});
afterAll(() => reader.close());

async function read(...drawings: readonly Drawing[]): Promise<readonly ReadCode[]> {
  return reader.read(await drawCodes(...drawings), { deep: true });
}

async function readOne(drawing: Drawing): Promise<ReadCode> {
  const codes = await read(drawing);
  expect(codes).toHaveLength(1);
  return must(codes[0], 'a code');
}

function meaningOf({ text, symbology, isGs1 }: ReadCode) {
  return readScannedCode(
    { text, symbology, isGs1 },
    { publicUrl: 'https://bins.example', year: 2026 },
  );
}

const kinds: readonly [format: Format, text: string, symbology: Symbology, read?: string][] = [
  ['EAN13', '4006381333931', 'ean13'],
  ['EAN8', '96385074', 'ean8'],
  ['UPCA', '036000291452', 'ean13', '0036000291452'],
  ['UPCE', '01234565', 'upce', '0012345000065'],
  ['Code128', 'BC-7K3F2', 'code128'],
  ['Code39', 'BC-7K3F2', 'code39'],
  ['Code93', 'BC-7K3F2', 'code93'],
  ['ITF', '10614141000415', 'itf'],
  ['Codabar', 'A1234567B', 'codabar'],
  ['QRCode', 'https://bins.example/i/BC-7K3F2', 'qr'],
  ['DataMatrix', 'Grüße aus der Werkstatt', 'dataMatrix'],
  ['Aztec', 'BC-7K3F2', 'aztec'],
  ['PDF417', 'BC-7K3F2', 'pdf417'],
];

describe('each kind of code', () => {
  test.each(kinds)('%s is read', async (format, text, symbology, said = text) => {
    const code = await readOne({ format, text });
    expect([code.symbology, code.text]).toEqual([symbology, said]);
  });

  test.each(kinds)(
    '%s is read on its side and askew',
    async (format, text, _symbology, said = text) => {
      expect((await readOne({ format, text, degrees: 90 })).text).toBe(said);
      expect((await readOne({ format, text, degrees: 8 })).text).toBe(said);
    },
  );

  test.each(kinds)(
    '%s is read a little out of focus',
    async (format, text, _symbology, said = text) => {
      expect((await readOne({ format, text, blur: 1.2 })).text).toBe(said);
    },
  );

  test('GS1 is told from what only looks like it', async () => {
    const text = '(01)04006381333931(10)L-7(17)281231';
    for (const format of ['Code128', 'DataMatrix', 'QRCode', 'Aztec'] as const) {
      const code = await readOne({ format, text, isGs1: true });
      expect(code.isGs1).toBe(true);
      expect(meaningOf(code)).toMatchObject({ kind: 'product', key: '04006381333931', lot: 'L-7' });
    }
    expect((await readOne({ format: 'Code128', text: '0104006381333931' })).isGs1).toBe(false);
  });
});

describe('a frame', () => {
  test('without a code has none', async () => {
    expect(await read()).toEqual([]);
  });

  test('with several has them all, each where it is', async () => {
    const codes = await read(
      { format: 'EAN13', text: '4006381333931', size: 350, at: [0.2, 0.25] },
      { format: 'QRCode', text: 'middle', size: 250 },
      { format: 'Code128', text: 'BC-7K3F2', size: 350, at: [0.8, 0.75] },
    );
    const places = new Map(codes.map(({ text, centre }) => [text, centre]));
    for (const [text, x, y] of [
      ['4006381333931', 0.2, 0.25],
      ['middle', 0.5, 0.5],
      ['BC-7K3F2', 0.8, 0.75],
    ] as const) {
      expect(places.get(text)?.x).toBeCloseTo(x * 1280, -2);
      expect(places.get(text)?.y).toBeCloseTo(y * 720, -2);
    }
  });

  test('white on black is found by the second look only', async () => {
    const drawing = { format: 'QRCode', text: 'night', isInverted: true } as const;
    expect(await reader.read(await drawCodes(drawing))).toEqual([]);
    expect((await readOne(drawing)).text).toBe('night');
  });

  test('bars too narrow for the first look are found by the second, where they are', async () => {
    const drawing = {
      format: 'EAN13',
      text: '4006381333931',
      size: 150,
      at: [0.55, 0.5],
      blur: 0.5,
    } as const;
    expect(await reader.read(await drawCodes(drawing))).toEqual([]);
    const { text, centre } = await readOne(drawing);
    expect(text).toBe('4006381333931');
    expect(Math.abs(centre.x - 0.55 * 1280)).toBeLessThan(15);
    expect(Math.abs(centre.y - 360)).toBeLessThan(40);
  });

  test('with bars held far askew is found by the second look, where they are', async () => {
    const drawing = {
      format: 'Code128',
      text: 'BC-7K3F2',
      size: 400,
      at: [0.4, 0.5],
      degrees: 40,
    } as const;
    expect(await reader.read(await drawCodes(drawing))).toEqual([]);
    const { text, centre } = await readOne(drawing);
    expect(text).toBe('BC-7K3F2');
    expect(Math.abs(centre.x - 0.4 * 1280)).toBeLessThan(30);
    expect(Math.abs(centre.y - 360)).toBeLessThan(30);
  });

  test('may be a bitmap, a photo in a file, or a file that is none', async () => {
    const pixels = await drawCodes({ format: 'QRCode', text: 'photo' });
    const canvas = new OffscreenCanvas(pixels.width, pixels.height);
    canvas.getContext('2d')?.putImageData(pixels, 0, 0);
    const bitmap = await createImageBitmap(canvas);
    const file = await canvas.convertToBlob({ type: 'image/jpeg' });
    expect((await reader.read(file)).map(({ text }) => text)).toEqual(['photo']);
    expect((await reader.read(bitmap)).map(({ text }) => text)).toEqual(['photo']);
    expect(bitmap.width).toBe(0);
    expect(await reader.read(new Blob(['not a picture'], { type: 'image/png' }))).toEqual([]);
    expect(await reader.read(new Blob([]))).toEqual([]);
  });
});

describe('hostile codes', () => {
  test('4,000 characters are read, and judged too long', async () => {
    const code = await readOne({ format: 'QRCode', text: '9'.repeat(4_000), size: 700 });
    expect(code.text).toHaveLength(4_000);
    expect(meaningOf(code)).toEqual({ kind: 'unreadable', reason: 'tooLong' });
  });

  test('bytes that are no text are judged so', async () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0, 1, 2, 0x80, 0x90, 0xc3]);
    const code = await readOne({ format: 'QRCode', text: bytes });
    expect([...code.bytes]).toEqual([...bytes]);
    expect(meaningOf(code)).toEqual({ kind: 'unreadable', reason: 'notText' });
  });

  test('a script stays text', async () => {
    const text = 'javascript:alert(document.cookie)';
    expect(meaningOf(await readOne({ format: 'QRCode', text }))).toMatchObject({
      kind: 'text',
      text,
    });
  });
});

describe('the reader', () => {
  test('runs the wasm that its script was made with, from our own server', async () => {
    const url = new URL(wasmUrl, location.href);
    expect(url.origin).toBe(location.origin);
    expect(await hashBytes(await (await fetch(url)).blob())).toBe(ZXING_WASM_SHA256);
  });

  test('keeps only the newest of the frames that wait', async () => {
    const frames = await Promise.all(
      ['one', 'two', 'three', 'four'].map((text) => drawCodes({ format: 'QRCode', text })),
    );
    const answers = await Promise.all(frames.map((frame) => reader.read(frame)));
    expect(answers.map((codes) => codes.map(({ text }) => text))).toEqual([
      ['one'],
      [],
      [],
      ['four'],
    ]);
  });

  test('gives away what it is handed: pixels are not copied', async () => {
    const frame = await drawCodes();
    const answer = reader.read(frame);
    expect(frame.data.length).toBe(0);
    await answer;
  });

  test('refuses a frame that was given away before', async () => {
    const bitmap = await createImageBitmap(new ImageData(4, 4));
    bitmap.close();
    await expect(reader.read(bitmap)).rejects.toThrow(DOMException);
    expect(await reader.read(await drawCodes())).toEqual([]);
  });

  test('answers open questions when it is closed, and later ones with nothing', async () => {
    const own = await openCodeReader();
    const frame = await drawCodes({ format: 'QRCode', text: 'late' });
    const open = [own.read(frame), own.read(await createImageBitmap(new ImageData(4, 4)))];
    own.close();
    expect(await Promise.all(open)).toEqual([[], []]);
    expect(await own.read(new ImageData(4, 4))).toEqual([]);
  });

  test('that broke at one frame is made anew for the next', async () => {
    const own = await openCodeReader();
    // Can be sent and is no picture: the worker throws at it, as it does when its memory is gone.
    const broken: unknown = new MessageChannel().port1;
    await expect(own.read(broken as ImageBitmap)).rejects.toThrow('The code reader broke');
    const frame = await drawCodes({ format: 'QRCode', text: 'again' });
    expect((await own.read(frame)).map(({ text }) => text)).toEqual(['again']);
    own.close();
  });
});
