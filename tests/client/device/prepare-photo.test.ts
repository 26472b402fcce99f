/** Files as phones give them become photos that can travel: upright, small, and telling nothing of their taker. */
import { describe, expect, test } from 'vitest';
import { hashBytes } from '../../../client/device/hash-bytes.ts';
import { preparePhoto, type PreparedPhoto } from '../../../client/device/prepare-photo.ts';
import { must } from '../../../shared/result.ts';

type Paint = (context: CanvasRenderingContext2D, canvas: HTMLCanvasElement) => void;

/** Left half red, right half blue. */
const halves: Paint = (context, { width, height }) => {
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#00f';
  context.fillRect(width / 2, 0, width / 2, height);
};

async function makeFile(
  width: number,
  height: number,
  { type = 'image/jpeg', paint = halves }: { type?: string; paint?: Paint } = {},
): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = must(canvas.getContext('2d'), 'a canvas');
  paint(context, canvas);
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No blob'))), type, 0.9);
  });
}

async function prepare(file: Blob, bytesMax?: number): Promise<PreparedPhoto> {
  const prepared = await preparePhoto(file, bytesMax);
  if (!prepared.ok) throw new Error(`Refused: ${prepared.failure.kind}`);
  return prepared.value;
}

async function sizeOf(blob: Blob): Promise<[number, number]> {
  const { width, height } = await createImageBitmap(blob);
  return [width, height];
}

async function pixel(blob: Blob, x: number, y: number): Promise<number[]> {
  const bitmap = await createImageBitmap(blob);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  return [...(context?.getImageData(x * bitmap.width, y * bitmap.height, 1, 1).data ?? [])];
}
const isRed = ([red = 0, , blue = 0]: number[]): boolean => red > 200 && blue < 60;

/** An APP1 segment after SOI: one IFD with the orientation, the camera's place and a name (TIFF 6.0, Exif 2.3). */
async function withExif(jpeg: Blob, orientation: number): Promise<Blob> {
  const secret = 'SECRET CAMERA\0';
  const tiff = new DataView(new ArrayBuffer(38 + secret.length));
  tiff.setUint16(0, 0x4d4d);
  tiff.setUint16(2, 42);
  tiff.setUint32(4, 8);
  tiff.setUint16(8, 2);
  const entry = (place: number, [tag, type, count, value]: [number, number, number, number]) => {
    tiff.setUint16(place, tag);
    tiff.setUint16(place + 2, type);
    tiff.setUint32(place + 4, count);
    if (type === 3) tiff.setUint16(place + 8, value);
    else tiff.setUint32(place + 8, value);
  };
  entry(10, [0x010f, 2, secret.length, 38]);
  entry(22, [0x0112, 3, 1, orientation]);
  new Uint8Array(tiff.buffer).set(new TextEncoder().encode(secret), 38);
  const app1 = new Uint8Array([0xff, 0xe1, 0, 8 + tiff.byteLength]);
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  const soi = bytes.slice(0, 2);
  return new Blob([soi, app1, 'Exif\0\0', tiff.buffer, bytes.slice(2)], { type: 'image/jpeg' });
}

describe('a photo is made ready', () => {
  test('small enough, as a JPEG, with a preview and under the hash of its bytes', async () => {
    const photo = await prepare(await makeFile(4000, 3000));
    expect([photo.width, photo.height]).toEqual([2048, 1536]);
    expect(await sizeOf(photo.bytes)).toEqual([2048, 1536]);
    expect(await sizeOf(photo.small)).toEqual([96, 72]);
    expect([photo.bytes.type, photo.small.type]).toEqual(['image/jpeg', 'image/jpeg']);
    expect(photo.sha256).toBe(await hashBytes(photo.bytes));
    expect(photo.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    [300, 200, [300, 200], [96, 64]],
    [60, 40, [60, 40], [60, 40]],
    [9000, 10, [2048, 2], [96, 1]],
    [1, 1, [1, 1], [1, 1]],
  ])('%d × %d is never enlarged and never without a side', async (width, height, large, small) => {
    const photo = await prepare(await makeFile(width, height));
    expect(await sizeOf(photo.bytes)).toEqual(large);
    expect(await sizeOf(photo.small)).toEqual(small);
  });

  test('upright, whichever way the camera was held', async () => {
    const turned = await withExif(await makeFile(400, 200), 6);
    const photo = await prepare(turned);
    expect([photo.width, photo.height]).toEqual([200, 400]);
    // A quarter turn clockwise: what was left is on top.
    expect(isRed(await pixel(photo.bytes, 0.5, 0.1))).toBe(true);
    expect(isRed(await pixel(photo.bytes, 0.5, 0.9))).toBe(false);
    expect(isRed(await pixel(photo.small, 0.5, 0.1))).toBe(true);
  });

  test('without what the camera wrote into it', async () => {
    const file = await withExif(await makeFile(400, 200), 1);
    expect(await file.text()).toContain('SECRET');
    const { bytes, small } = await prepare(file);
    for (const blob of [bytes, small]) {
      const text = await blob.text();
      expect(text).not.toContain('SECRET');
      expect(text).not.toContain('Exif');
    }
  });

  test.each(['image/png', 'image/webp'])('a %s keeps its transparency', async (type) => {
    const paint: Paint = (context) => {
      context.fillStyle = '#f00';
      context.fillRect(10, 10, 50, 50);
    };
    const { bytes, small } = await prepare(await makeFile(400, 200, { type, paint }));
    expect([bytes.type, small.type]).toEqual(['image/webp', 'image/webp']);
    expect((await pixel(bytes, 0.9, 0.9))[3]).toBe(0);
    expect((await pixel(small, 0.9, 0.9))[3]).toBe(0);
  });

  test('a PNG without any becomes a JPEG', async () => {
    const { bytes } = await prepare(await makeFile(400, 200, { type: 'image/png' }));
    expect(bytes.type).toBe('image/jpeg');
  });

  test('never larger than the server takes: then it is made smaller still', async () => {
    const noise: Paint = (context, { width, height }) => {
      const data = context.createImageData(width, height);
      crypto.getRandomValues(data.data.subarray(0, 65_536));
      for (let place = 65_536; place < data.data.length; place += 65_536) {
        data.data.copyWithin(place, 0, 65_536);
      }
      context.putImageData(data, 0, 0);
    };
    const file = await makeFile(512, 512, { type: 'image/png', paint: noise });
    const whole = await prepare(file);
    const smaller = await prepare(file, whole.bytes.size - 1);
    expect(smaller.bytes.size).toBeLessThan(whole.bytes.size);
    expect(await sizeOf(smaller.bytes)).toEqual([256, 256]);
    expect(await preparePhoto(file, 100)).toEqual({ ok: false, failure: { kind: 'tooBig' } });
  });

  test('the same file twice is the same photo', async () => {
    const file = await makeFile(400, 200);
    expect((await prepare(file)).sha256).toBe((await prepare(file)).sha256);
  });
});

describe('what cannot be made ready says why', () => {
  const file = (...parts: BlobPart[]): Blob => new Blob(parts, { type: 'image/jpeg' });
  const heic = file('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'x'.repeat(100));

  test.each([
    ['HEIC', heic],
    ['TIFF', file('II*\0', 'x'.repeat(100))],
    ['SVG', file('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])('%s: not in this browser', async (_, picture) => {
    expect(await preparePhoto(picture)).toEqual({ ok: false, failure: { kind: 'unsupported' } });
  });

  test.each([
    ['a text', file('Dear diary')],
    ['a web page', file('<!doctype html><p>404')],
    ['an empty file', file()],
    ['the beginning of a JPEG', file(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]))],
  ])('%s: not a picture', async (_, nothing) => {
    expect(await preparePhoto(nothing)).toEqual({ ok: false, failure: { kind: 'notAnImage' } });
  });

  test('a file of a hundred megabytes: too big, without reading it', async () => {
    const huge = new Blob([]);
    Object.defineProperty(huge, 'size', { value: 100 * 1024 * 1024 + 1 });
    expect(await preparePhoto(huge)).toEqual({ ok: false, failure: { kind: 'tooBig' } });
  });
});
