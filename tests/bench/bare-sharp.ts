/**
 * The program that the product is measured against: three sizes of so many pictures, one after the other on one core, as
 * the product makes them (one decode, shrunk to the largest size, the others from that), and nothing else.
 */
import sharp from 'sharp';
import { imageSizes } from '../../shared/images.ts';
import { pictureAt, readPictures } from './real-pictures.ts';

const [, , name = '', count = '0'] = process.argv;
const [small, middle, large] = imageSizes;
const fit = { fit: 'inside', withoutEnlargement: true } as const;

sharp.concurrency(1);
sharp.cache(false);

async function make(picture: Buffer): Promise<void> {
  const { data, info } = await sharp(picture, { failOn: 'warning', autoOrient: true })
    .resize({ width: large, height: large, ...fit })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  for (const side of [small, middle]) {
    await sharp(data, { raw })
      .resize({ width: side, height: side, ...fit })
      .webp({ quality: 75 })
      .toBuffer();
  }
  await sharp(data, { raw }).webp({ quality: 75 }).toBuffer();
}

const originals = await readPictures();
const pictures = Array.from({ length: Number(count) }, (_, place) =>
  pictureAt(originals, `/${name}/${place}`),
);
// The first ones meet cold code, as those of the product have before.
for (const picture of pictures.slice(0, 20)) await make(picture);
const start = performance.now();
for (const picture of pictures) await make(picture);
process.send?.(performance.now() - start);
process.disconnect();
