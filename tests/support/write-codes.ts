/** Codes written in Node as pictures, for photos and films of shelves that nobody has to print. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode, type WriterOptions } from 'zxing-wasm/writer';

export type WrittenFormat = NonNullable<WriterOptions['format']>;

let isPrepared: Promise<unknown> | undefined;

/** A PNG with its quiet zone, four pixels for the narrowest bar. */
export async function writeCode(
  format: WrittenFormat,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> {
  isPrepared ??= prepare();
  await isPrepared;
  const { image, error } = await writeBarcode(text, { format, scale: 4 });
  if (image === null) throw new Error(`Not written: ${error}`);
  return new Uint8Array(await image.arrayBuffer());
}

/** In Node there is nothing to fetch from: the writer gets its wasm handed in. */
async function prepare(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  const { buffer } = new Uint8Array(await readFile(path));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
}
