/**
 * What was spent month by month, as the server last said: members' phones know no prices, so they cannot reckon it. The
 * answer is kept here, and stays on the board while there is no link.
 */
import type { BoardAnswer, MonthSpend } from '../../shared/board.ts';
import { monthsUntil } from '../../shared/board.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readMeta, writeMeta } from '../db/meta.ts';
import type { Server } from './server.ts';

/** Whatever has failed, the last answer stays. */
export async function fetchSpend(
  { db, server }: { readonly db: LocalDatabase; readonly server: Pick<Server, 'ask'> },
  nowMs: number,
): Promise<void> {
  const answer = await server.ask<BoardAnswer>('GET', '/api/board');
  if (answer.ok) await writeMeta(db, 'boardSpend', { at: nowMs, spend: answer.value.spend });
}

export function readKeptSpend(db: LocalDatabase) {
  return readMeta(db, 'boardSpend');
}

export interface CurrencySpend {
  readonly currency: string;
  readonly total: number;
  /** Twelve, oldest first. */
  readonly months: readonly { readonly month: string; readonly amount: number }[];
}

/** The currency that most was spent in comes first, by its number of coins: there is no rate to compare them by. */
export function spendByCurrency(
  spend: readonly MonthSpend[],
  today: string,
): readonly CurrencySpend[] {
  const months = monthsUntil(today);
  const byCurrency = Map.groupBy(
    spend.filter(({ month }) => months.includes(month)),
    ({ currency }) => currency,
  );
  return [...byCurrency]
    .map(([currency, entries]) => {
      const amounts = new Map(entries.map(({ month, amount }) => [month, amount]));
      return {
        currency,
        total: entries.reduce((sum, { amount }) => sum + amount, 0),
        months: months.map((month) => ({ month, amount: amounts.get(month) ?? 0 })),
      };
    })
    .toSorted((one, other) => other.total - one.total);
}
