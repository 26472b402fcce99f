/** The present as the server has it: a phone whose clock is a year off counts weeks as all others do. */
import type { LocalDatabase } from '../db/local-database.ts';
import { readMetas, type Moment } from '../db/meta.ts';

export async function readServerNow(db: LocalDatabase, { nowMs }: Moment): Promise<number> {
  const { clockOffsetMs } = await readMetas(db, ['clockOffsetMs']);
  return nowMs + clockOffsetMs;
}
