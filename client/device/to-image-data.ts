/** Pixels of whatever a frame comes as. A photo from a file may be many times too big, and is made smaller first. */
import { must } from '../../shared/result.ts';

/** Beyond, more pixels only cost time: a code that fills a tenth of the width still has five pixels a bar. */
const photoSideMax = 2560;

/** Undefined for a file that is no picture. The bitmap is used up. */
export async function toImageData(
  frame: ImageBitmap | ImageData | Blob,
): Promise<ImageData | undefined> {
  if (frame instanceof ImageData) return frame;
  const bitmap = frame instanceof Blob ? await decode(frame) : frame;
  if (bitmap === undefined) return undefined;
  try {
    const scale = Math.min(1, photoSideMax / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = must(canvas.getContext('2d', { willReadFrequently: true }), 'a canvas');
    context.imageSmoothingQuality = 'high';
    // What is transparent would be read as black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  } finally {
    bitmap.close();
  }
}

async function decode(file: Blob): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return undefined;
  }
}
