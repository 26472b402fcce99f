/** Randomness that a seed brings back: the same seed, the same test. (mulberry32; not for secrets.) */
export interface Dice {
  /** 0 to 1, without 1. */
  roll(): number;
  /** A whole number from 0 to `below`, without it. */
  below(below: number): number;
  pick<Value>(values: readonly Value[]): Value;
  chance(probability: number): boolean;
  fillRandom(bytes: Uint8Array<ArrayBuffer>): void;
  makeUuid(): string;
}

export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(roll() * limit);
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>): void => {
    for (let place = 0; place < bytes.length; place++) bytes[place] = below(256);
  };
  return {
    roll,
    below,
    chance: (probability) => roll() < probability,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('Expected something to pick from');
      return value;
    },
    fillRandom,
    makeUuid: () => {
      const bytes = new Uint8Array(16);
      fillRandom(bytes);
      const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  };
}
