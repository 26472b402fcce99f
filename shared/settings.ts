/** What holds for a whole space. One row; owners change it, everybody reads it. */
import { deriveId } from './derive-id.ts';

export interface SettingsFields {
  /** How far back lead times are learned from, in days. */
  readonly leadWindowDays: number;
  /** How many days of use a minimum keeps beyond the lead time. */
  readonly safetyDays: number;
  /** Whether the board, which everybody sees, says what has been spent. */
  readonly showSpend: boolean;
  /** For prices that are typed without one: ISO 4217. */
  readonly currency: string;
  /** The last number that an order was given, so that the next one follows it. */
  readonly lastOrder: { readonly year: number; readonly number: number };
}

export const settingsId = deriveId<'settings'>('settings');
