/** Codes drawn for the tests as a camera would show them: at a size, turned, blurred, alone or several in one frame. */
import { prepareZXingModule, writeBarcode, type WriterOptions } from 'zxing-wasm/writer';
import wasmUrl from 'zxing-wasm/writer/zxing_writer.wasm?url';
import { must } from '../../../shared/result.ts';

prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

export type Format = NonNullable<WriterOptions['format']>;

export interface Drawing {
  readonly format: Format;
  readonly text: string | Uint8Array;
  /** Of the longer side, in pixels; the frame is 1280 × 720. */
  readonly size?: number;
  /** Of the middle, in parts of the frame. */
  readonly at?: readonly [x: number, y: number];
  readonly degrees?: number;
  readonly blur?: number;
  readonly isGs1?: boolean;
  readonly isInverted?: boolean;
}

const frame = { width: 1280, height: 720 };

export async function drawCodes(...drawings: readonly Drawing[]): Promise<ImageData> {
  const canvas = new OffscreenCanvas(frame.width, frame.height);
  const context = must(canvas.getContext('2d', { willReadFrequently: true }), 'a canvas');
  context.fillStyle = drawings.some(({ isInverted }) => isInverted) ? '#000' : '#e8e4dc';
  context.fillRect(0, 0, frame.width, frame.height);
  for (const drawing of drawings) await drawInto(context, drawing);
  return context.getImageData(0, 0, frame.width, frame.height);
}

async function drawInto(
  context: OffscreenCanvasRenderingContext2D,
  {
    format,
    text,
    size = 500,
    at = [0.5, 0.5],
    degrees = 0,
    blur = 0,
    isGs1 = false,
    isInverted = false,
  }: Drawing,
): Promise<void> {
  const symbol = await makeSymbol(format, text, isGs1);
  const scale = size / Math.max(symbol.width, symbol.height);
  context.save();
  context.translate(at[0] * frame.width, at[1] * frame.height);
  context.rotate((degrees * Math.PI) / 180);
  context.filter = `${isInverted ? 'invert(1) ' : ''}blur(${blur}px)`;
  context.imageSmoothingQuality = 'high';
  const [width, height] = [symbol.width * scale, symbol.height * scale];
  context.drawImage(symbol, -width / 2, -height / 2, width, height);
  context.restore();
}

async function makeSymbol(
  format: Format,
  text: string | Uint8Array,
  isGs1: boolean,
): Promise<ImageBitmap> {
  const written = await writeBarcode(text, {
    format,
    scale: 4,
    ...(isGs1 && { options: 'gs1' }),
  });
  if (written.image === null) throw new Error(`Not written: ${written.error}`);
  return createImageBitmap(written.image);
}
