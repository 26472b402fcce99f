/**
 * Whether a file is a picture at all, by its first bytes. Asked only of files that the browser could not read, to
 * tell "not for this browser" from "not a picture"; so a broken JPEG is none.
 */
const headBytes = 512;

/** Of the ISO family, as "ftyp" names them (ISO 14496-12, 4.3). */
const brands = new Set([
  'heic',
  'heix',
  'hevc',
  'heim',
  'heis',
  'mif1',
  'msf1',
  'avif',
  'avis',
  'crx ',
]);

export async function isKnownPicture(file: Blob): Promise<boolean> {
  const head = await readHead(file);
  return (
    (head.slice(4, 8) === 'ftyp' && brands.has(head.slice(8, 12))) ||
    // TIFF, and with it most raw files.
    head.startsWith('II*\0') ||
    head.startsWith('MM\0*') ||
    // JPEG XL, bare and boxed; JPEG 2000; BMP; Photoshop; icons.
    head.startsWith('\xff\x0a') ||
    head.startsWith('\0\0\0\x0cJXL ') ||
    head.startsWith('\0\0\0\x0cjP  ') ||
    head.startsWith('BM') ||
    head.startsWith('8BPS') ||
    head.startsWith('\0\0\x01\0') ||
    /<svg[\s>]/.test(head)
  );
}

/** As Latin-1, so that each byte is one letter; "" where the file can no longer be read. */
async function readHead(file: Blob): Promise<string> {
  try {
    const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
    return String.fromCharCode(...bytes);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return '';
  }
}
