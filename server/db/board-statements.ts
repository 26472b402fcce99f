/** What has been paid for what came, month by month. */
import { sql } from 'kysely';
import type { MonthSpend } from '../../shared/board.ts';
import type { Queries } from './database.ts';

/** What came damaged was paid for, too. Days are compared as text: they are all of one form. */
export async function readSpend(
  db: Queries,
  spaceId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly MonthSpend[]> {
  const { rows } = await sql<MonthSpend>`
    select left(received_on, 7) as month, price->>'currency' as currency,
      sum(round((price->>'amount')::numeric * (quantity + damaged + expired) / pack_quantity))::bigint as amount
    from receipt
    where space_id = ${spaceId} and not is_undone and jsonb_typeof(price) = 'object'
      and received_on >= ${from} and received_on <= ${to}
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

export async function readShowsSpend(db: Queries, spaceId: string): Promise<boolean> {
  const found = await db
    .selectFrom('settings')
    .select('show_spend')
    .where('space_id', '=', spaceId)
    .executeTakeFirst();
  return found?.show_spend ?? false;
}
