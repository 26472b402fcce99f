/** What becomes of a picture, in the process of the test: the child adds nothing to it. */
import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { thumbHashToApproximateAspectRatio, thumbHashToAverageRGBA } from 'thumbhash';
import { describe, expect, test } from 'vitest';
import type { DecodedImage } from '../../../server/images/decoder.ts';
import { makeVariants } from '../../../server/images/make-variants.ts';
import { must } from '../../../shared/result.ts';
import {
  makeAnimation,
  makeGif,
  makePicture,
  makePlain,
  makePng,
  makeScans,
} from '../../support/make-picture.ts';

async function decode(bytes: Uint8Array): Promise<DecodedImage> {
  const result = await makeVariants(bytes);
  return must(result.ok ? result.value : undefined, `a picture, not ${JSON.stringify(result)}`);
}

/** Width and height of every variant. */
async function sidesOf({ variants }: DecodedImage): Promise<[number, number][]> {
  return Promise.all(
    variants.map(async ({ bytes }) => {
      const { width, height } = await sharp(bytes).metadata();
      return [width, height];
    }),
  );
}

interface Pixels {
  at(x: number, y: number): number[];
}

/** The smallest variant, as RGBA; places are parts of its sides. */
async function pixelsOf({ variants }: DecodedImage): Promise<Pixels> {
  const { data, info } = await sharp(must(variants[0], 'a variant').bytes)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    at(x, y) {
      const place = Math.floor(x * info.width) + info.width * Math.floor(y * info.height);
      return [...data.subarray(4 * place, 4 * place + 4)];
    },
  };
}

function expectColour(pixel: number[], colour: readonly number[], within = 24): void {
  for (const [channel, value] of colour.entries()) {
    expect(
      Math.abs((pixel[channel] ?? -1) - value),
      `${pixel.join()} is ${colour.join()}`,
    ).toBeLessThan(within);
  }
}

describe('the formats', () => {
  const photo = makePicture(1600, 900);
  const seeThrough = makePicture(1600, 900, { alpha: true });
  test.each([
    ['a JPEG', 'jpeg', photo.clone().jpeg()],
    ['a progressive JPEG', 'jpeg', photo.clone().jpeg({ progressive: true })],
    ['a grey JPEG', 'jpeg', photo.clone().greyscale().jpeg()],
    ['a CMYK JPEG', 'jpeg', photo.clone().toColourspace('cmyk').jpeg()],
    ['a PNG', 'png', photo.clone().png()],
    ['a PNG with 16 bits', 'png', photo.clone().toColourspace('rgb16').png()],
    ['a grey PNG with 16 bits', 'png', photo.clone().toColourspace('grey16').png()],
    ['a PNG with a palette', 'png', photo.clone().png({ palette: true, colours: 16, effort: 1 })],
    ['an interlaced PNG', 'png', photo.clone().png({ progressive: true })],
    ['a PNG with alpha', 'png', seeThrough.clone().png()],
    ['a grey PNG with alpha', 'png', seeThrough.clone().toColourspace('b-w').png()],
    ['a WebP', 'webp', photo.clone().webp()],
    ['a lossless WebP', 'webp', seeThrough.clone().webp({ lossless: true, effort: 0 })],
    ['a GIF', 'gif', photo.clone().gif({ effort: 1 })],
  ] as const)('%s becomes three WebPs and a thumbhash', async (_, format, picture) => {
    const image = await decode(await picture.toBuffer());
    expect(image).toMatchObject({ format, width: 1600, height: 900 });
    expect(image.variants.map(({ size }) => size)).toEqual([96, 320, 1024]);
    expect(await sidesOf(image)).toEqual([
      [96, 54],
      [320, 180],
      [1024, 576],
    ]);
    const { format: made } = await sharp(must(image.variants[1], 'a variant').bytes).metadata();
    expect(made).toBe('webp');
    const hash = Buffer.from(image.thumbhash, 'base64');
    expect(thumbHashToApproximateAspectRatio(hash)).toBeGreaterThan(1.3);
  });

  test('colours survive 16 bits, CMYK and a palette', async () => {
    const orange = makePlain(400, 300, '#e07020');
    for (const bytes of [
      await orange.clone().toColourspace('rgb16').png().toBuffer(),
      await orange.clone().toColourspace('cmyk').jpeg().toBuffer(),
      await orange.clone().png({ palette: true }).toBuffer(),
    ]) {
      const image = await decode(bytes);
      expectColour((await pixelsOf(image)).at(0.5, 0.5), [0xe0, 0x70, 0x20, 255]);
      const { r, g, b } = thumbHashToAverageRGBA(Buffer.from(image.thumbhash, 'base64'));
      expectColour([r * 255, g * 255, b * 255], [0xe0, 0x70, 0x20]);
    }
  });

  test('what shines through still does', async () => {
    const image = await decode(await makePicture(400, 300, { alpha: true }).png().toBuffer());
    const pixels = await pixelsOf(image);
    expect(pixels.at(0.02, 0.5)[3]).toBeGreaterThan(230);
    expect(pixels.at(0.97, 0.5)[3]).toBeLessThan(25);
    expect(thumbHashToAverageRGBA(Buffer.from(image.thumbhash, 'base64')).a).toBeLessThan(0.9);
  });

  test.each(['gif', 'webp'] as const)(
    'of an animated %s the first frame counts',
    async (format) => {
      const image = await decode(await makeAnimation(format, ['#ff0000', '#0000ff', '#00ff00']));
      expect(image).toMatchObject({ format, width: 40, height: 30 });
      expectColour((await pixelsOf(image)).at(0.5, 0.5), [255, 0, 0]);
    },
  );
});

describe('the sizes', () => {
  test.each([
    [5, 3],
    [1, 1],
    [96, 96],
  ])('a picture of %i × %i is not enlarged', async (width, height) => {
    const image = await decode(await makePicture(width, height).png().toBuffer());
    const same = [width, height];
    expect(await sidesOf(image)).toEqual([same, same, same]);
  });

  test('one between two sizes is shrunk to the smaller only', async () => {
    const image = await decode(await makePicture(150, 300).jpeg().toBuffer());
    expect(await sidesOf(image)).toEqual([
      [48, 96],
      [150, 300],
      [150, 300],
    ]);
  });

  test.each([
    [9000, 1],
    [1, 9000],
  ])('a line of %i × %i keeps at least one pixel', async (width, height) => {
    const image = await decode(await makePicture(width, height).png().toBuffer());
    expect(image).toMatchObject({ width, height });
    const [small] = await sidesOf(image);
    expect(small?.toSorted()).toEqual([1, 96]);
  });
});

describe('what a camera writes into a file', () => {
  const corners = {
    red: [255, 0, 0],
    green: [0, 255, 0],
    blue: [0, 0, 255],
    white: [255, 255, 255],
  };
  // Where the corners of the file are to be seen, as top left, top right, bottom left, bottom right (Exif 2.3, 4.6.4).
  test.each<[number, (keyof typeof corners)[]]>([
    [1, ['red', 'green', 'blue', 'white']],
    [2, ['green', 'red', 'white', 'blue']],
    [3, ['white', 'blue', 'green', 'red']],
    [4, ['blue', 'white', 'red', 'green']],
    [5, ['red', 'blue', 'green', 'white']],
    [6, ['blue', 'red', 'white', 'green']],
    [7, ['white', 'green', 'blue', 'red']],
    [8, ['green', 'white', 'red', 'blue']],
  ])('orientation %i is applied, to the pixels and to the sides', async (orientation, seen) => {
    const quarter = (colour: string, left: number, top: number) => ({
      input: { create: { width: 100, height: 50, channels: 3 as const, background: colour } },
      left,
      top,
    });
    const bytes = await makePlain(200, 100, 'black')
      .composite([
        quarter('#f00', 0, 0),
        quarter('#0f0', 100, 0),
        quarter('#00f', 0, 50),
        quarter('#fff', 100, 50),
      ])
      .jpeg({ quality: 95 })
      .withMetadata({ orientation })
      .toBuffer();
    const image = await decode(bytes);
    const [width, height] = orientation >= 5 ? [100, 200] : [200, 100];
    expect(image).toMatchObject({ width, height });
    expect(await sidesOf(image)).toEqual(
      orientation >= 5
        ? [
            [48, 96],
            [100, 200],
            [100, 200],
          ]
        : [
            [96, 48],
            [200, 100],
            [200, 100],
          ],
    );
    const pixels = await pixelsOf(image);
    const places = [
      [0.2, 0.2],
      [0.8, 0.2],
      [0.2, 0.8],
      [0.8, 0.8],
    ] as const;
    for (const [corner, [x, y]] of places.entries()) {
      expectColour(pixels.at(x, y), corners[must(seen[corner], 'a corner')]);
    }
  });

  test('nothing of it goes out: no place, no camera, no profile, no tail', async () => {
    const bytes = Buffer.concat([
      await makePicture(400, 300)
        .jpeg()
        .withIccProfile('p3')
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET-XMP</x:xmpmeta>')
        .withExif({
          IFD0: { Make: 'SECRET-CAMERA', Artist: 'SECRET-NAME' },
          IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
        })
        .toBuffer(),
      Buffer.from('SECRET-TAIL'),
    ]);
    const { exif, icc, xmp } = await sharp(bytes).metadata();
    expect([exif, icc, xmp].every((part) => part !== undefined)).toBe(true);
    for (const { bytes: variant } of (await decode(bytes)).variants) {
      const made = await sharp(variant).metadata();
      expect([made.exif, made.icc, made.xmp, made.iptc, made.orientation]).toEqual(
        Array.from({ length: 5 }),
      );
      expect(Buffer.from(variant).toString('latin1')).not.toMatch(/SECRET|Exif|GPS/i);
    }
  });
});

describe('what is refused', () => {
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['nothing', 'not_an_image', () => Buffer.alloc(0)],
    ['zeros', 'not_an_image', () => Buffer.alloc(1000)],
    ['a text', 'not_an_image', () => Buffer.from('no picture at all')],
    ['a page', 'web_page', () => Buffer.from('<!doctype html><title>Shop</title>')],
    ['an AVIF', 'unsupported_format', () => makePicture(64, 64).avif({ effort: 0 }).toBuffer()],
    ['a TIFF', 'unsupported_format', () => makePicture(64, 64).tiff().toBuffer()],
    ['a HEIC', 'unsupported_format', () => Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic')],
    [
      'an SVG',
      'unsupported_format',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    [
      'a PNG of 60,000 × 60,000',
      'too_many_pixels',
      () => makePng({ width: 60_000, height: 60_000 }),
    ],
    ['a GIF of 65,000 × 65,000', 'too_many_pixels', () => makeGif(65_000, 65_000, 1)],
    ['a PNG without pixels', 'broken', () => makePng({ width: 100, height: 100 })],
    ['a JPEG of 100,000 scans', 'too_hard', () => makeScans(100_000)],
    [
      'a JPEG with nothing behind its mark',
      'broken',
      () => Buffer.from([255, 216, 255, 224, 0, 16]),
    ],
    ['a WebP with nothing behind its mark', 'broken', () => Buffer.from('RIFF\u0004\0\0\0WEBP')],
  ])('%s is %s', async (_, reason, make) => {
    expect(await makeVariants(await make())).toEqual({ ok: false, failure: reason });
  });

  test.each(['jpeg', 'png', 'webp'] as const)('a %s that ends early is broken', async (format) => {
    const whole = await makePicture(300, 200).toFormat(format).toBuffer();
    for (const part of [0.1, 0.5, 0.9, 0.98]) {
      const bytes = whole.subarray(0, part * whole.length);
      expect(await makeVariants(bytes), `${part}`).toEqual({ ok: false, failure: 'broken' });
    }
  });

  test('no other loader is left in that process, whatever the first bytes look like', async () => {
    for (const bytes of [
      await makePicture(64, 64).avif({ effort: 0 }).toBuffer(),
      await makePicture(64, 64).tiff().toBuffer(),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ]) {
      await expect(sharp(bytes).metadata()).rejects.toThrow('unsupported image format');
    }
  });

  test('64 megapixels are decoded, more are not', async () => {
    const rows = Buffer.alloc((3 * 8000 + 1) * 8000);
    const most = makePng({ width: 8000, height: 8000, rows });
    expect(await makeVariants(most)).toMatchObject({ ok: true });
    const more = makePng({ width: 8000, height: 8001, rows });
    expect(await makeVariants(more)).toEqual({ ok: false, failure: 'too_many_pixels' });
  });
});
