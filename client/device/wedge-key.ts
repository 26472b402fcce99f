/** What one key means to a scanner that plays a keyboard. */
export type WedgeKey =
  | { readonly kind: 'character'; readonly character: string }
  /** Enter or Tab: what scanners are set to send last. */
  | { readonly kind: 'end' }
  /** Shift and its like, which come between the characters. */
  | { readonly kind: 'modifier' }
  /** Nothing that a scanner sends: arrows, shortcuts, a word being composed, a key held down. */
  | { readonly kind: 'other' };

const modifiers = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'Fn',
]);
/** FNC1, which is Ctrl+] on a keyboard. */
const groupSeparator = '\u001d';

export function readWedgeKey(event: KeyboardEvent): WedgeKey {
  const { key, code } = event;
  if (modifiers.has(key)) return { kind: 'modifier' };
  // Held down, a key repeats as fast as a scanner types. 229 is what screen keyboards send for all keys.
  if (event.repeat || event.isComposing || event.keyCode === 229) return { kind: 'other' };
  if (event.ctrlKey && !event.altKey && (key === ']' || key === groupSeparator))
    return { kind: 'character', character: groupSeparator };
  // AltGr is Ctrl and Alt on some systems, and writes "@" and "[" in German.
  const isShortcut = event.ctrlKey || event.altKey || event.metaKey;
  if (isShortcut && !event.getModifierState('AltGraph')) return { kind: 'other' };
  if (key === 'Enter' || key === 'Tab') return { kind: 'end' };
  // With NumLock off the keypad's digits are arrows to everybody else.
  const digit = /^Numpad(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return { kind: 'character', character: digit };
  return key.length === 1 ? { kind: 'character', character: key } : { kind: 'other' };
}
