/**
 * What the decoding child says, as its parent believes it: checked to the last field, because a picture may have taken
 * the child over. Bytes that claim to be a variant are served to every phone, so they must at least begin as WebP.
 */
import * as v from 'valibot';
import { imageReasons, imageSizes, type ImageReason, type ImageSize } from '../../shared/images.ts';
import type { Result } from '../../shared/result.ts';
import type { DecodedImage } from './decoder.ts';

export interface ChildAnswer {
  readonly result: Result<DecodedImage, ImageReason>;
  /** How much memory the child holds after the job. */
  readonly rssBytes: number;
}

/** A variant of pure noise takes 1.3 MB. */
const variantBytesMax = 4_000_000;

const sideSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));

function isWebp(bytes: Uint8Array): boolean {
  return (
    Buffer.from(bytes.subarray(0, 16))
      .toString('latin1')
      .match(/^RIFF....WEBPVP8/s) !== null
  );
}

function variantSchema<Size extends ImageSize>(size: Size) {
  return v.object({
    size: v.literal(size),
    bytes: v.pipe(
      v.instance(Uint8Array),
      v.check((bytes) => bytes.byteLength <= variantBytesMax && isWebp(bytes)),
    ),
  });
}

const imageSchema = v.object({
  format: v.picklist(['jpeg', 'png', 'webp', 'gif']),
  width: sideSchema,
  height: sideSchema,
  thumbhash: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{8,40}={0,2}$/)),
  variants: v.tuple([
    variantSchema(imageSizes[0]),
    variantSchema(imageSizes[1]),
    variantSchema(imageSizes[2]),
  ]),
});

const answerSchema = v.object({
  result: v.variant('ok', [
    v.object({ ok: v.literal(true), value: imageSchema }),
    v.object({ ok: v.literal(false), failure: v.picklist(imageReasons) }),
  ]),
  rssBytes: v.number(),
});

/** Undefined: no answer that this program gives. */
export function parseChildAnswer(said: unknown): ChildAnswer | undefined {
  const parsed = v.safeParse(answerSchema, said);
  return parsed.success ? parsed.output : undefined;
}
