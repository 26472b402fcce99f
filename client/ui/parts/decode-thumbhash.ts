/** From a thumbhash, about 25 bytes, to at most 32 by 32 colours (0.3 ms). Fetched when a picture is first shown. */
import { thumbHashToRGBA } from 'thumbhash';

/** Some screens full. One holds 4 kB. */
const keptMax = 200;
const kept = new Map<string, ImageData>();

export function decodeThumbhash(thumbhash: string): ImageData {
  const known = kept.get(thumbhash);
  if (known !== undefined) return known;
  const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0));
  const { w, h, rgba } = thumbHashToRGBA(bytes);
  const pixels = new ImageData(new Uint8ClampedArray(rgba), w, h);
  const [oldest] = kept.keys();
  if (kept.size >= keptMax && oldest !== undefined) kept.delete(oldest);
  kept.set(thumbhash, pixels);
  return pixels;
}
