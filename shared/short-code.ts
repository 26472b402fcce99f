/**
 * Short codes that a person can read aloud and a label can carry: BC-7K3F2. Crockford's base 32
 * leaves out I, L, O and U. Five characters name 33 million things; a device avoids the ones it
 * knows, and two offline devices that still meet are flagged, not refused (uniqueness cannot be
 * promised without a network).
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 5;
const triesMax = 100;

export const skuPrefix = 'BC-';

export interface SkuSource {
  /** Fills the array with random bytes, as crypto.getRandomValues does. */
  readonly fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly isTaken: (sku: string) => boolean;
}

export function makeSku({ fillRandom, isTaken }: SkuSource): string {
  const bytes = new Uint8Array(length);
  for (let tries = 0; tries < triesMax; tries++) {
    fillRandom(bytes);
    const sku = skuPrefix + [...bytes].map((byte) => alphabet[byte % 32]).join('');
    if (!isTaken(sku)) return sku;
  }
  throw new Error(`No free short code in ${triesMax} tries: the source of randomness is broken`);
}
