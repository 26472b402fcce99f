/**
 * Thousands of broken files from one seed: the ones made by hand, good pictures that end at every hundredth part, and
 * good pictures with something wrong in them. The same seed and count, the same files.
 */
import { must } from '../../shared/result.ts';
import { makeAnimation, makePicture, makePngChunk } from '../support/make-picture.ts';
import { makeDice, type Dice } from '../support/seeded-dice.ts';
import { makeHostilePictures, withJpegSides, type HostileFile } from './hostile-pictures.ts';

interface Options {
  readonly seed: number;
  readonly count: number;
}

/** A third at most are cut short; what is made by hand comes in any case. */
export async function* makeHostileFiles({ seed, count }: Options): AsyncGenerator<HostileFile> {
  const dice = makeDice(seed);
  const byHand = await makeHostilePictures();
  yield* byHand;
  const good = await makeGoodFiles();
  const short = shuffle(good.flatMap(cutShort), dice).slice(0, count / 3);
  yield* short;
  for (let made = byHand.length + short.length; made < count; made++) {
    const { name, bytes } = dice.pick(good);
    const [kind, damage] = dice.pick(damages);
    yield { name: `${name}, ${kind}, number ${made}`, bytes: damage(bytes, dice, good) };
  }
}

async function makeGoodFiles(): Promise<HostileFile[]> {
  const photo = makePicture(200, 150);
  const seeThrough = makePicture(200, 150, { alpha: true });
  const files: Readonly<Record<string, Promise<Buffer>>> = {
    JPEG: photo.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer(),
    'progressive JPEG': photo.clone().jpeg({ progressive: true }).toBuffer(),
    'CMYK JPEG': photo.clone().toColourspace('cmyk').jpeg().toBuffer(),
    PNG: photo.clone().png().toBuffer(),
    'interlaced PNG with a palette': photo
      .clone()
      .png({ palette: true, progressive: true, effort: 1 })
      .toBuffer(),
    'PNG with 16 bits and alpha': seeThrough.clone().toColourspace('rgb16').png().toBuffer(),
    WebP: photo.clone().webp().toBuffer(),
    'lossless WebP with alpha': seeThrough.clone().webp({ lossless: true }).toBuffer(),
    'animated WebP': makeAnimation('webp', ['red', 'blue', 'green']),
    GIF: photo.clone().gif({ effort: 1 }).toBuffer(),
    'animated GIF': makeAnimation('gif', ['red', 'blue', 'green']),
  };
  return Promise.all(
    Object.entries(files).map(async ([name, bytes]) => ({ name, bytes: await bytes })),
  );
}

function cutShort({ name, bytes }: HostileFile): HostileFile[] {
  return Array.from({ length: 100 }, (_, part) => ({
    name: `${name}, cut at ${part} %`,
    bytes: bytes.subarray(0, (part * bytes.length) / 100),
  }));
}

type Damage = (bytes: Buffer, dice: Dice, others: readonly HostileFile[]) => Buffer;

const damages: readonly (readonly [string, Damage])[] = [
  ['bits flipped', (bytes, dice) => flipBits(bytes, dice, bytes.length)],
  ['bits of its head flipped', (bytes, dice) => flipBits(bytes, dice, 64)],
  ['noise written over it', overwrite],
  ['noise put into it', insertNoise],
  ['a piece taken out', (bytes, dice) => splice(bytes, dice, () => Buffer.alloc(0))],
  [
    'a piece said twice',
    (bytes, dice) => splice(bytes, dice, (piece) => Buffer.concat([piece, piece])),
  ],
  [
    'zeros for a piece',
    (bytes, dice) => splice(bytes, dice, (piece) => Buffer.alloc(piece.length)),
  ],
  ['chunks in another order', swapChunks],
  ['other sides', lieAboutSides],
  ['the end of another file', graft],
  ['a large number written into it', writeLargeNumber],
];

function flipBits(bytes: Buffer, dice: Dice, within: number): Buffer {
  const damaged = Buffer.from(bytes);
  for (let flips = 1 + dice.below(32); flips > 0; flips--) {
    const place = dice.below(Math.min(within, damaged.length));
    damaged.writeUInt8(damaged.readUInt8(place) ^ (1 << dice.below(8)), place);
  }
  return damaged;
}

function makeNoise(length: number, dice: Dice): Buffer {
  const noise = Buffer.alloc(length);
  dice.fillRandom(noise);
  return noise;
}

function overwrite(bytes: Buffer, dice: Dice): Buffer {
  const damaged = Buffer.from(bytes);
  const noise = makeNoise(1 + dice.below(200), dice);
  noise.copy(damaged, dice.below(damaged.length));
  return damaged;
}

function insertNoise(bytes: Buffer, dice: Dice): Buffer {
  const place = dice.below(bytes.length);
  return Buffer.concat([
    bytes.subarray(0, place),
    makeNoise(1 + dice.below(2_000), dice),
    bytes.subarray(place),
  ]);
}

function splice(bytes: Buffer, dice: Dice, change: (piece: Buffer) => Buffer): Buffer {
  const start = dice.below(bytes.length);
  const end = start + dice.below(Math.min(1_000, bytes.length - start)) + 1;
  return Buffer.concat([
    bytes.subarray(0, start),
    change(bytes.subarray(start, end)),
    bytes.subarray(end),
  ]);
}

function graft(bytes: Buffer, dice: Dice, others: readonly HostileFile[]): Buffer {
  const other = dice.pick(others).bytes;
  return Buffer.concat([
    bytes.subarray(0, dice.below(bytes.length)),
    other.subarray(dice.below(other.length)),
  ]);
}

function writeLargeNumber(bytes: Buffer, dice: Dice): Buffer {
  const damaged = Buffer.from(bytes);
  const number = dice.pick([0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff, 0, 1]);
  const place = dice.below(damaged.length - 4);
  if (dice.chance(0.5)) damaged.writeUInt32BE(number, place);
  else damaged.writeUInt32LE(number, place);
  return damaged;
}

/** Every format has its parts; two of them change places, or one goes missing. */
function swapChunks(bytes: Buffer, dice: Dice): Buffer {
  const parts = splitParts(bytes);
  const one = dice.below(parts.length);
  const other = dice.below(parts.length);
  const first = must(parts[one], 'a part');
  parts[one] = must(parts[other], 'a part');
  parts[other] = dice.chance(0.2) ? Buffer.alloc(0) : first;
  return Buffer.concat(parts);
}

/** PNG chunks, RIFF chunks, JPEG segments; of GIFs what begins like a block. */
function splitParts(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let place = bytes.readUInt16BE(0) === 0xff_d8 ? 2 : bytes.readUInt8(0) === 0x89 ? 8 : 12;
  parts.push(bytes.subarray(0, place));
  while (place < bytes.length) {
    const length = Math.max(2, readPartLength(bytes, place));
    parts.push(bytes.subarray(place, place + length));
    place += length;
  }
  return parts;
}

function readPartLength(bytes: Buffer, place: number): number {
  if (place + 8 > bytes.length) return 8;
  switch (bytes.readUInt8(0)) {
    case 0x89:
      return 12 + bytes.readUInt32BE(place);
    case 0x52:
      return 8 + bytes.readUInt32LE(place + 4);
    case 0xff:
      return 2 + bytes.readUInt16BE(place + 2);
    default: {
      const next = bytes.indexOf(0x21, place + 1);
      return next === -1 ? bytes.length : next - place;
    }
  }
}

/** With a right checksum where there is one, so that the lie is found out by nothing else. */
function lieAboutSides(bytes: Buffer, dice: Dice): Buffer {
  const side = (): number => dice.pick([0, 1, 149, 151, 201, 4_000, 8_001, 16_383, 65_535]);
  if (bytes.readUInt8(0) === 0xff) return withJpegSides(bytes, side(), side());
  const damaged = Buffer.from(bytes);
  if (bytes.readUInt8(0) === 0x89) {
    damaged.writeUInt32BE(side(), 16);
    damaged.writeUInt32BE(side(), 20);
    makePngChunk('IHDR', damaged.subarray(16, 29)).copy(damaged, 8);
  } else {
    // GIF has its sides at 6, the kinds of WebP at 24 and 26.
    const place = bytes.readUInt8(0) === 0x47 ? 6 : dice.pick([24, 26]);
    damaged.writeUInt16LE(side(), place);
    damaged.writeUInt16LE(side(), place + 2);
  }
  return damaged;
}

function shuffle<Value>(values: readonly Value[], dice: Dice): Value[] {
  return values
    .map((value) => ({ value, order: dice.roll() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ value }) => value);
}
