/**
 * Refuses the one valid picture that keeps a decoder busy for minutes: a JPEG may ask, in 127 bytes each, for passes over
 * all of its blocks. 13 MB of them took over 20 s. Walks the segments as libjpeg does, in one go.
 */

/** Cameras and programs make 1 to 13. A hundred over 64 megapixels take 2 s. */
const scansMax = 100;

const startOfScan = 0xda;
const endOfImage = 0xd9;

export function hasTooManyScans(jpeg: Uint8Array): boolean {
  let scans = 0;
  for (let place = 2; place < jpeg.length;) {
    place = findMarker(jpeg, place);
    const marker = jpeg[place + 1];
    // What lies behind the end is not decoded; telephones put whole films there.
    if (marker === undefined || marker === endOfImage) return false;
    if (marker === startOfScan) scans += 1;
    if (scans > scansMax) return true;
    place += hasLength(marker) ? 2 + readLength(jpeg, place + 2) : 2;
  }
  return false;
}

/** Where 0xff stands before something else than a fill byte, a stuffed zero or a restart in the middle of a scan. */
function findMarker(jpeg: Uint8Array, from: number): number {
  for (let place = jpeg.indexOf(0xff, from); place !== -1; place = jpeg.indexOf(0xff, place + 1)) {
    const next = jpeg[place + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return place;
  }
  return jpeg.length;
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}

/** TEM and a second SOI stand alone. */
function hasLength(marker: number): boolean {
  return marker !== 0x01 && marker !== 0xd8;
}

/** Of a segment, with its own two bytes. */
function readLength(jpeg: Uint8Array, place: number): number {
  return Math.max(2, ((jpeg[place] ?? 0) << 8) | (jpeg[place + 1] ?? 0));
}
