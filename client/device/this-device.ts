/** What to call the thing in the person's hands: "saved on this phone" is wrong on a laptop. */
export type DeviceKind = 'phone' | 'computer';

export function thisDevice(): DeviceKind {
  return matchMedia('(pointer: coarse)').matches ? 'phone' : 'computer';
}

/** With a finger, focusing an entry raises the keyboard over half the sheet; with a mouse it is a kindness. */
export function hasKeyboard(): boolean {
  return matchMedia('(pointer: fine)').matches;
}

const wide = '(min-width: 60rem)';

export function isWide(): boolean {
  return matchMedia(wide).matches;
}

/** Returns the function that stops it. */
export function watchWide(onChange: (isWide: boolean) => void): () => void {
  const over = new AbortController();
  const watched = matchMedia(wide);
  const { signal } = over;
  watched.addEventListener('change', () => onChange(watched.matches), { signal });
  return () => over.abort();
}
