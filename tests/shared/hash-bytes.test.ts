/** A photo's name, with the browser's own SHA-256 and without it. Here, because Node has both and needs no browser. */
import { expect, test } from 'vitest';
import { hashBytes } from '../../client/device/hash-bytes.ts';

test('the hash is the same where the browser keeps its own from us', async () => {
  const blob = new Blob(['abc']);
  // FIPS 180-4, the first example.
  const known = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await hashBytes(blob)).toBe(known);
  expect(await hashBytes(blob, null)).toBe(known);
});
