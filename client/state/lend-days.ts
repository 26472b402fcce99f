/** For how long one lends: as long as the last time on this phone, unless somebody says otherwise. */
import type { LocalDatabase } from '../db/local-database.ts';
import { readMeta, writeMeta } from '../db/meta.ts';
import { addDays, daysBetween } from './days.ts';

/** "" for no date. */
export async function readUsualDue(db: LocalDatabase, today: string): Promise<string> {
  const days = await readMeta(db, 'lendDays');
  return days === 'noDate' ? '' : addDays(today, days);
}

/** A day that is over says nothing about the next time. */
export async function rememberDue(db: LocalDatabase, dueOn: string, today: string): Promise<void> {
  const days = dueOn === '' ? 'noDate' : daysBetween(today, dueOn);
  if (days === 'noDate' || days >= 0) await writeMeta(db, 'lendDays', days);
}
