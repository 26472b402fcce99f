/** What to call the thing in the person's hands: "saved on this phone" is wrong on a laptop. */
export type DeviceKind = 'phone' | 'computer';

export function thisDevice(): DeviceKind {
  return matchMedia('(pointer: coarse)').matches ? 'phone' : 'computer';
}

/** With a finger, focusing an entry raises the keyboard over half the sheet; with a mouse it is a kindness. */
export function hasKeyboard(): boolean {
  return matchMedia('(pointer: fine)').matches;
}

export function isWide(): boolean {
  return matchMedia('(min-width: 60rem)').matches;
}
