/** The reader's own thread, so that a frame of bars never holds up a finger. One question at a time, in their order. */
import { prepareReader, readCodes, type ReadCode } from './read-codes.ts';
import { toImageData } from './to-image-data.ts';

export type DecodeFrame = ImageBitmap | ImageData | Blob;

export interface DecodeQuestion {
  readonly id: number;
  readonly frame: DecodeFrame;
  readonly deep: boolean;
}

export type DecodeAnswer =
  | { readonly kind: 'ready' }
  /** No reader: its wasm is out of reach, or the browser does not run it. */
  | { readonly kind: 'unavailable'; readonly detail: string }
  | { readonly kind: 'codes'; readonly id: number; readonly codes: readonly ReadCode[] }
  | { readonly kind: 'failed'; readonly id: number; readonly detail: string };

function say(message: DecodeAnswer): void {
  postMessage(message);
}

async function answer({ id, frame, deep }: DecodeQuestion): Promise<void> {
  try {
    const picture = await toImageData(frame);
    const codes = picture === undefined ? [] : await readCodes(picture, { deep });
    say({ kind: 'codes', id, codes });
  } catch (error) {
    // Told to the page, which decides: a module that ran out of memory is of no further use.
    say({ kind: 'failed', id, detail: String(error) });
  }
}

async function start(): Promise<void> {
  try {
    await prepareReader();
  } catch (error) {
    say({ kind: 'unavailable', detail: String(error) });
    return;
  }
  addEventListener('message', ({ data }: MessageEvent<DecodeQuestion>) => {
    void answer(data);
  });
  say({ kind: 'ready' });
}

void start();
