/** What a scanned code has led to, for whoever is to be shown or asked; and who takes codes instead. */
import { signal } from '@preact/signals';
import type { RawCode, ScannedCode } from '../../../../shared/scanned-code.ts';
import { readScannedCode } from '../../../../shared/scanned-code.ts';
import { findCode, type FoundCode, type FoundItem } from '../../../state/find-code.ts';
import type { App } from '../../app-context.ts';

export interface ReadAndFound {
  readonly code: ScannedCode;
  readonly found: FoundCode;
}

export interface ShownCode extends ReadAndFound {
  /** What is to happen with the one that is meant; undefined: its card is shown. */
  readonly onItem?: ((found: FoundItem) => void) | undefined;
}

/** Null while nothing is shown. */
export const shownCode = signal<ShownCode | null>(null);

/** The scan screen, while it is open. */
export const codeTaker = signal<((raw: RawCode) => void) | null>(null);

export function readText(app: App, raw: RawCode): ScannedCode {
  const year = new Date(app.moment().nowMs).getFullYear();
  return readScannedCode(raw, { publicUrl: location.origin, year });
}

export async function readCode(app: App, raw: RawCode): Promise<ReadAndFound> {
  const code = readText(app, raw);
  const source = { db: app.db, items: app.items.peek() };
  return { code, found: await findCode(source, code) };
}

/** Undefined for codes that a person did not scan but type, or whose reader does not say. */
export function symbologyOf(code: ScannedCode) {
  return 'symbology' in code ? code.symbology : null;
}
