/**
 * Small notes of this browser to itself, in localStorage: readable before anything else, and of no meaning elsewhere.
 * A blocked store forgets, which costs a question asked twice, no more.
 */
export type NoteKey =
  /** When it was said that this address is not secure. */
  | 'insecure-said'
  /** Visits, and when the person did not want to install the app. */
  | 'install'
  /** What was on this device when it was last looked at. */
  | 'held-here';

export function readNote(key: NoteKey): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as unknown;
  } catch (error) {
    // Blocked, or written by somebody else.
    if (!(error instanceof DOMException) && !(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/** Null takes it away. */
export function writeNote(key: NoteKey, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
