/**
 * A film for Chromium's fake camera: codes held before it one after the other, as JPEGs in one file (MJPEG). The browser
 * plays it at 30 frames a second and from its beginning again; the file must be there when the browser starts.
 */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { writeCode, type WrittenFormat } from './write-codes.ts';

export interface Scene {
  /** Null: nothing but the shelf. */
  readonly code: { readonly format: WrittenFormat; readonly text: string } | null;
  readonly frames: number;
}

const size = { width: 1280, height: 720 } as const;

export async function filmCodes(path: string, scenes: readonly Scene[]): Promise<void> {
  const frames: Buffer[] = [];
  for (const { code, frames: count } of scenes) {
    const picture = code === null ? undefined : await writeCode(code.format, code.text);
    frames.push(...Array<Buffer>(count).fill(await drawFrame(picture)));
  }
  await writeFile(path, Buffer.concat(frames));
}

/** For `chromium.launch`. */
export function filmArguments(path: string): readonly string[] {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ];
}

/** A shelf in plain colours, and before it a label with the code. */
async function drawFrame(code: Uint8Array | undefined): Promise<Buffer> {
  const shelf = `<svg xmlns="http://www.w3.org/2000/svg" ${box(size)}>
    <rect width="100%" height="100%" fill="#8d8577"/>
    <rect y="610" width="100%" height="40" fill="#5d4a35"/>
    <rect x="60" y="250" width="250" height="360" rx="14" fill="#2f5f8a"/>
    <rect x="960" y="330" width="230" height="280" rx="14" fill="#a9502b"/>
  </svg>`;
  const frame = sharp(Buffer.from(shelf));
  if (code === undefined) return frame.jpeg({ quality: 80 }).toBuffer();
  const drawn = await sharp(code)
    .resize({ width: 520, height: 380, fit: 'inside', kernel: 'nearest' })
    .extend({ top: 20, bottom: 20, left: 30, right: 30, background: '#ffffff' })
    .png()
    .toBuffer();
  return frame
    .composite([{ input: drawn, gravity: 'centre' }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

function box({ width, height }: typeof size): string {
  return `width="${width}" height="${height}"`;
}
