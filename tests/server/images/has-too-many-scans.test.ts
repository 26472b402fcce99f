import { expect, test } from 'vitest';
import { hasTooManyScans } from '../../../server/images/has-too-many-scans.ts';
import { makePicture, makeScans } from '../../support/make-picture.ts';

test('a hundred scans are taken, one more is not', () => {
  expect(hasTooManyScans(makeScans(100))).toBe(false);
  expect(hasTooManyScans(makeScans(101))).toBe(true);
});

test('what programs write is taken, with restarts or without', async () => {
  for (const progressive of [false, true]) {
    const photo = makePicture(500, 400).jpeg({ progressive });
    expect(hasTooManyScans(await photo.toBuffer())).toBe(false);
  }
});

const scanMarks = Buffer.from('\u00ff\u00da\0\u0002'.repeat(5_000), 'latin1');

test('what only looks like scans is not counted: in a note, or behind the end', async () => {
  const photo = await makePicture(100, 100).jpeg().toBuffer();
  const note = Buffer.concat([Buffer.from([0xff, 0xe5, 0x4e, 0x22]), scanMarks]);
  expect(note.length).toBe(2 + 0x4e22);
  const withNote = Buffer.concat([photo.subarray(0, 2), note, photo.subarray(2)]);
  expect(hasTooManyScans(withNote)).toBe(false);
  expect(hasTooManyScans(Buffer.concat([photo, scanMarks]))).toBe(false);
  expect(hasTooManyScans(Buffer.concat([photo.subarray(0, -2), scanMarks]))).toBe(true);
});

test('bytes without sense come to an end', () => {
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from([0xff]),
    Buffer.alloc(100_000, 0xff),
    Buffer.alloc(100_000, 0xd8),
    Buffer.from('\u00ff\u00d8\u00ff\u00e1\0\0'.repeat(10_000), 'latin1'),
  ]) {
    expect(hasTooManyScans(bytes)).toBe(false);
  }
});
