/**
 * A labelled set of photos that nobody had to take: codes of each kind, small and large, askew, out of focus, in bad
 * light, on a busy ground. The same seed makes the same set. It shows what a change does, not what a shelf is like.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { makeDice, type Dice } from '../support/seeded-dice.ts';
import { writeCode, type WrittenFormat } from '../support/write-codes.ts';

const kinds: readonly [format: WrittenFormat, text: string][] = [
  ['EAN13', '4006381333931'],
  ['EAN8', '96385074'],
  ['UPCA', '036000291452'],
  ['UPCE', '04252614'],
  ['Code128', 'BC-7K3F2'],
  ['Code39', 'BC-7K3F2'],
  ['Code93', 'BC-7K3F2'],
  ['ITF', '10614141000415'],
  ['Codabar', 'A1234567B'],
  ['QRCode', 'https://bins.example/i/BC-7K3F2'],
  ['DataMatrix', 'BC-7K3F2-0815'],
  ['Aztec', 'BC-7K3F2-0815'],
  ['PDF417', 'BC-7K3F2-0815'],
];

const frame = { width: 1280, height: 720 };

interface Light {
  readonly name: string;
  /** Of the code's width, in parts of the frame's. */
  readonly size: number;
  readonly degrees: number;
  readonly blur: number;
  /** 1 is black on white. */
  readonly contrast: number;
  readonly noise: number;
}

const plain = { size: 0.35, degrees: 4, blur: 0.5, contrast: 0.9, noise: 6 };

const lights: readonly Light[] = [
  { ...plain, name: 'plain' },
  { ...plain, name: 'large', size: 0.7 },
  { ...plain, name: 'small', size: 0.22 },
  { ...plain, name: 'tiny', size: 0.15, blur: 0.3 },
  { ...plain, name: 'turned', degrees: 90 },
  { ...plain, name: 'askew', degrees: 25 },
  { ...plain, name: 'soft', blur: 1.5 },
  { ...plain, name: 'blurred', blur: 2.5 },
  { ...plain, name: 'dim', contrast: 0.3, noise: 10 },
  { ...plain, name: 'grainy', noise: 30 },
  { ...plain, name: 'dusk', contrast: 0.25, noise: 14, blur: 1.2, size: 0.3 },
  { ...plain, name: 'farAndSoft', size: 0.22, blur: 1.1 },
];

/** One folder for each kind of code; the file's name says the text, up to "__". */
export async function makeScanSet(folder: string, seed = 7): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const dice = makeDice(seed);
  for (const [format, text] of kinds) {
    await mkdir(join(folder, format), { recursive: true });
    const code = await writeCode(format, text);
    for (const light of lights) {
      const name = `${encodeURIComponent(text)}__${light.name}.jpg`;
      await writeFile(join(folder, format, name), await photograph(code, light, dice));
    }
  }
}

export async function photograph(
  code: Uint8Array,
  { size, degrees, blur, contrast, noise }: Light,
  dice: Dice,
): Promise<Buffer> {
  const paper = { r: 236, g: 232, b: 224, alpha: 0 };
  const turned = await sharp(code)
    .resize({ width: Math.round(frame.width * size), height: 640, fit: 'inside' })
    .ensureAlpha()
    .rotate(degrees, { background: paper })
    .resize({ ...frame, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer();
  const shelf = await sharp(makeShelf(dice)).resize(frame).blur(2).png().toBuffer();
  const grain = await sharp(makeGrain(dice, noise), { raw: { ...frame, channels: 3 } })
    .png()
    .toBuffer();
  const scene = await sharp(shelf)
    .composite([{ input: turned }])
    .png()
    .toBuffer();
  const seen = await sharp(scene)
    .blur(Math.max(0.3, blur))
    .linear(contrast, 255 * (1 - contrast) * 0.35)
    .composite([{ input: grain, blend: 'soft-light' }])
    .toColourspace('srgb')
    .png()
    .toBuffer();
  return sharp(seen).jpeg({ quality: 80 }).toBuffer();
}

/** Around the middle grey, by nearly the bell curve: sharp has a noise of its own, which no seed brings back. */
function makeGrain(dice: Dice, sigma: number): Buffer {
  const grain = Buffer.alloc(frame.width * frame.height * 3);
  for (let place = 0; place < grain.length; place += 3) {
    const bell = (dice.roll() + dice.roll() + dice.roll() - 1.5) * 2;
    grain.fill(Math.min(255, Math.max(0, Math.round(128 + bell * sigma))), place, place + 3);
  }
  return grain;
}

/** Boxes, edges and print, which a reader must not take for bars. */
function makeShelf(dice: Dice): Buffer {
  const boxes = Array.from({ length: 40 }, () => {
    const shade = 60 + dice.below(160);
    return `<rect x="${dice.below(1280)}" y="${dice.below(720)}" width="${20 + dice.below(300)}" height="${10 + dice.below(200)}" fill="rgb(${shade},${shade - dice.below(40)},${shade - dice.below(60)})"/>`;
  });
  const lines = Array.from(
    { length: 30 },
    () =>
      `<text x="${dice.below(1200)}" y="${dice.below(720)}" font-size="${12 + dice.below(40)}" fill="#222">M3 × 12 zinc</text>`,
  );
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720"><rect width="1280" height="720" fill="#9a9388"/>${boxes.join('')}${lines.join('')}</svg>`,
  );
}
