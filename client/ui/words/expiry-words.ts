/** The last good day of a batch in words, as of today: "Expires 31 May 2027". */
import { formatDay } from './format.ts';
import { words } from './words.ts';

export function expiryWords(expiry: string, today: string): string {
  const w = words.value.expiry;
  if (expiry === today) return w.today;
  return expiry < today ? w.expired(formatDay(expiry)) : w.expires(formatDay(expiry));
}
