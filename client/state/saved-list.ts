/**
 * The list of items as it stood at the last look, for the first screen of the next start. It is shown only if the rows
 * have not been touched since (first-look.ts), so it is never out of date; whatever it holds can be made again from them.
 */
import { inTransaction } from '../db/in-transaction.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readMetas, writeMetas } from '../db/meta.ts';
import { isListOf } from './first-look.ts';
import type { ListedItem } from './listed-item.ts';
import { packedFormat, packList } from './packed-list.ts';

export interface ListMoment {
  readonly touched: number;
  readonly generation: number;
}

/** Does nothing where it is saved already, or where the rows have gone on meanwhile. */
export async function saveList(
  db: LocalDatabase,
  items: readonly ListedItem[],
  moment: ListMoment,
): Promise<void> {
  if (!(await isToBeSaved(db, moment))) return;
  const savedList: string[] = [];
  for (const chunk of packList(items)) {
    savedList.push(chunk);
    await nextTask();
  }
  await inTransaction(db, [db.meta], async () => {
    if (!(await isToBeSaved(db, moment))) return;
    await writeMetas(db, { savedList, savedListAt: { ...moment, format: packedFormat } });
  });
}

async function isToBeSaved(db: LocalDatabase, moment: ListMoment): Promise<boolean> {
  const now = await readMetas(db, ['touched', 'generation', 'savedListAt']);
  const isCurrent = now.touched === moment.touched && now.generation === moment.generation;
  return isCurrent && !isListOf(now.savedListAt, moment);
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
