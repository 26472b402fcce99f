/** A number from 0 to 1, without 1, for waiting times. */
import type { SyncEnvironment } from './environment.ts';

export function rollDice(environment: SyncEnvironment): number {
  const bytes = new Uint8Array(4);
  environment.fillRandom(bytes);
  return new DataView(bytes.buffer).getUint32(0) / 2 ** 32;
}
