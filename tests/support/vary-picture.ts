/** The same picture in other bytes, so that its hash is another: with a note in it that no reader shows. */
import { crc32 } from 'node:zlib';

/** Takes JPEG, PNG and WebP. */
export function varyPicture(picture: Buffer, note: string): Buffer {
  if (picture.readUInt16BE(0) === 0xff_d8) return insert(picture, 2, makeJpegComment(note));
  if (picture.toString('latin1', 1, 4) === 'PNG') return insert(picture, 33, makePngText(note));
  if (picture.toString('latin1', 8, 12) === 'WEBP') return withWebpChunk(picture, note);
  throw new Error('Expected a JPEG, PNG or WebP');
}

function insert(bytes: Buffer, at: number, piece: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

function makeJpegComment(note: string): Buffer {
  const text = Buffer.from(note);
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([head, text]);
}

/** After the header, which is always the first chunk and 25 bytes long. */
function makePngText(note: string): Buffer {
  const body = Buffer.from(`tEXtComment\0${note}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

function withWebpChunk(picture: Buffer, note: string): Buffer {
  const text = Buffer.from(note.length % 2 === 0 ? note : `${note} `);
  const head = Buffer.from('NOTE\0\0\0\0', 'latin1');
  head.writeUInt32LE(text.length, 4);
  const varied = Buffer.concat([picture, head, text]);
  varied.writeUInt32LE(varied.length - 8, 4);
  return varied;
}
