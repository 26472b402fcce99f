/**
 * A page with the app's own code reader and nothing else, for measuring it and for watching it run under the server's
 * rules. It reads a photo as the camera would have shown it: at most 1280 px wide, quickly first, then harder.
 */
import { openCodeReader, type ReadCode } from '../../../client/device/decode-code.ts';

export interface PhotoReading {
  readonly codes: readonly Pick<ReadCode, 'text' | 'symbology' | 'isGs1'>[];
  /** The first look found them. */
  readonly isQuick: boolean;
  readonly quickMs: number;
  /** Undefined where the first look was enough. */
  readonly deepMs: number | undefined;
}

declare global {
  /** By the address of the photo. */
  var readPhoto: (url: string) => Promise<PhotoReading>;
}

const sideMax = 1280;

const reader = openCodeReader();

globalThis.readPhoto = async (url) => {
  const photo = await createImageBitmap(await (await fetch(url)).blob());
  const scale = Math.min(1, sideMax / Math.max(photo.width, photo.height));
  const frame = (): Promise<ImageBitmap> =>
    createImageBitmap(photo, {
      resizeWidth: Math.max(1, Math.round(photo.width * scale)),
      resizeHeight: Math.max(1, Math.round(photo.height * scale)),
      resizeQuality: 'high',
    });
  const quick = await read(await frame(), false);
  if (quick.codes.length > 0)
    return { codes: quick.codes, isQuick: true, quickMs: quick.ms, deepMs: undefined };
  const deep = await read(await frame(), true);
  return { codes: deep.codes, isQuick: false, quickMs: quick.ms, deepMs: deep.ms };
};

async function read(frame: ImageBitmap, deep: boolean) {
  const opened = await reader;
  const begunMs = performance.now();
  const found = await opened.read(frame, { deep });
  const ms = performance.now() - begunMs;
  return { ms, codes: found.map(({ text, symbology, isGs1 }) => ({ text, symbology, isGs1 })) };
}
