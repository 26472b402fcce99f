/**
 * A file from the camera or the library becomes a photo that can travel: upright, at most 2,048 px, a JPEG (or with
 * transparency a WebP), and without what the camera wrote of time and place, because it is painted anew. Several
 * are to be prepared one after the other: each holds its whole picture in memory, 48 million pixels at times.
 */
import { limits } from '../../shared/protocol.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { isKnownPicture } from './known-pictures.ts';
import { hashBytes } from './hash-bytes.ts';

/** Ready to be kept and sent. */
export interface PreparedPhoto {
  /** Of `bytes`, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: Blob;
  /** At most 96 px, for lists. */
  readonly small: Blob;
  readonly width: number;
  readonly height: number;
}

export type PhotoProblem =
  | { readonly kind: 'notAnImage' }
  /** A picture, in a format that this browser cannot read, such as HEIC outside Safari. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'tooBig' };

const longSideMax = 2048;
const smallSideMax = 96;
const quality = 0.85;
/** A camera's raw file at most; beyond, a phone would only run out of memory. */
const fileBytesMax = 100 * 1024 * 1024;
/** What the server decodes, and more than any phone's camera takes. */
const pixelsMax = 200_000_000;
/** Each time the picture is half as big. */
const shrinkingsMax = 3;

export async function preparePhoto(
  file: Blob,
  bytesMax: number = limits.imageBytesMax,
): Promise<Result<PreparedPhoto, PhotoProblem>> {
  if (file.size > fileBytesMax) return fail({ kind: 'tooBig' });
  // A breath for the screen: several photos in a row must not freeze it.
  await nextTask();
  const decoded = await decode(file);
  if (!decoded.ok) return decoded;
  const picture = decoded.value;
  try {
    if (picture.width * picture.height > pixelsMax) return fail({ kind: 'tooBig' });
    return await paint(picture, { bytesMax, isJpeg: file.type === 'image/jpeg' });
  } finally {
    picture.close();
  }
}

async function decode(file: Blob): Promise<Result<ImageBitmap, PhotoProblem>> {
  try {
    return succeed(await createImageBitmap(file, { imageOrientation: 'from-image' }));
  } catch (error) {
    // InvalidStateError: not a picture for this browser. Else the file itself: gone, or not to be read.
    if (!(error instanceof DOMException)) throw error;
    const isPicture = await isKnownPicture(file);
    return fail({ kind: isPicture ? 'unsupported' : 'notAnImage' });
  }
}

async function paint(
  picture: ImageBitmap,
  { bytesMax, isJpeg }: { readonly bytesMax: number; readonly isJpeg: boolean },
): Promise<Result<PreparedPhoto, PhotoProblem>> {
  let side = Math.min(longSideMax, Math.max(picture.width, picture.height));
  for (let shrinkings = 0; shrinkings <= shrinkingsMax; shrinkings++) {
    const large = draw(picture, side);
    const type = !isJpeg && hasTransparency(large) ? 'image/webp' : 'image/jpeg';
    const bytes = await encode(large, type);
    if (bytes !== undefined && bytes.size <= bytesMax) {
      const small = await encode(draw(picture, smallSideMax), type);
      if (small === undefined) break;
      const { width, height } = large.canvas;
      return succeed({ sha256: await hashBytes(bytes), bytes, small, width, height });
    }
    side /= 2;
  }
  return fail({ kind: 'tooBig' });
}

function draw(picture: ImageBitmap, sideMax: number): CanvasRenderingContext2D {
  const scale = Math.min(1, sideMax / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('Expected a canvas to draw on');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context;
}

function hasTransparency(context: CanvasRenderingContext2D): boolean {
  const { width, height } = context.canvas;
  const { data } = context.getImageData(0, 0, width, height);
  for (let place = 3; place < data.length; place += 4) if (data[place] !== 255) return true;
  return false;
}

/** Undefined where the canvas is too large for this browser. One that cannot write WebP writes PNG instead. */
function encode({ canvas }: CanvasRenderingContext2D, type: string): Promise<Blob | undefined> {
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? undefined), type, quality);
  });
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
