/** What a reviewer has chosen and not yet decided, kept on this phone so that a reload loses nothing. One review at a time. */
import type { StockId, StocktakeId, TallyId } from '../../shared/ids.ts';
import type { ReviewChoices } from '../../shared/stocktake-result.ts';
import { readMeta, writeMeta } from '../db/meta.ts';
import type { LocalDatabase } from './live.ts';

export async function readReviewChoices(
  db: LocalDatabase,
  id: StocktakeId,
): Promise<ReviewChoices> {
  const kept = await readMeta(db, 'reviewChoices');
  return new Map(kept?.stocktakeId === id ? kept.choices : []);
}

export async function keepReviewChoice(
  db: LocalDatabase,
  id: StocktakeId,
  [bin, choice]: readonly [StockId, TallyId | 'leave'],
): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const choices = new Map(await readReviewChoices(db, id)).set(bin, choice);
    await writeMeta(db, 'reviewChoices', { stocktakeId: id, choices: [...choices] });
  });
}
