/**
 * Stocktakes: tallies are facts, closing is a decision, and what the reviewer accepts of the tallies becomes
 * counts of the moment at which they were made, so that what moved since is added to them.
 */
import { batchOf, putCount } from './apply-facts.ts';
import { deriveId } from './derive-id.ts';
import type { Count, Tally } from './entities.ts';
import { makeStockId, type TallyId } from './ids.ts';
import type { MutationArgs } from './mutations.ts';
import { applied, refuse, type Outcome } from './refusals.ts';
import type { Judgement, Rows } from './rows.ts';
import { makeStamp, nextStamp, parseStamp, stampToMs, type Stamp } from './stamps.ts';
import { changeAt } from './stock.ts';
import { stocktakeSteps, type StocktakeStep } from './stocktakes.ts';

/** Never refused, whatever has become of the stocktake: what was counted is shown, if not used. */
export function recordTally(
  rows: Rows,
  args: MutationArgs<'tally.record'>,
  { stamp, personId, receivedAt }: Judgement,
): Outcome {
  if (rows.get('tally', args.id) !== undefined) return { kind: 'superseded', because: 'alreadySo' };
  rows.put('tally', { ...args, stamp, personId, receivedAt, version: 0 });
  return applied;
}

export function decideStocktake(
  rows: Rows,
  step: StocktakeStep,
  id: string,
  { stamp, personId, receivedAt }: Judgement,
): Outcome {
  const stocktake = rows.get('stocktake', id);
  if (stocktake === undefined) return refuse({ kind: 'rowMissing', table: 'stocktake', id });
  const { to, from } = stocktakeSteps[step];
  const { state } = stocktake;
  if (state === to) return { kind: 'superseded', because: 'alreadySo' };
  if (!from.some((allowed) => allowed === state))
    return refuse({ kind: 'wrongState', table: 'stocktake', id, state });
  const decidedAt = receivedAt ?? stampToMs(stamp);
  rows.put('stocktake', { ...stocktake, state: to, decidedAt, decidedBy: personId });
  return applied;
}

type AcceptedLine = MutationArgs<'stocktake.accept'>['lines'][number];

/** One tally can make one count for a bin, however often it is accepted. */
export function makeAcceptedCountId({
  tallyId,
  itemId,
  locationId,
  ...batch
}: Pick<AcceptedLine, 'tallyId' | 'itemId' | 'locationId'> & Pick<Tally, 'lot' | 'expiry'>) {
  return deriveId<'count'>(`${tallyId} ${makeStockId(itemId, locationId, batch)}`);
}

export function acceptTallies(
  rows: Rows,
  { id: stocktakeId, lines }: MutationArgs<'stocktake.accept'>,
  judgement: Judgement,
): Outcome {
  const stocktake = rows.get('stocktake', stocktakeId);
  if (stocktake === undefined)
    return refuse({ kind: 'rowMissing', table: 'stocktake', id: stocktakeId });
  const { state } = stocktake;
  if (state === 'cancelled')
    return refuse({ kind: 'wrongState', table: 'stocktake', id: stocktakeId, state });
  let isNews = false;
  let unknown: TallyId | undefined;
  for (const line of lines) {
    const tally = rows.get('tally', line.tallyId);
    if (tally === undefined || !speaksOf(tally, line, stocktakeId)) {
      unknown ??= line.tallyId;
      continue;
    }
    const outcome = putCount(rows, countOf(rows, { line, tally }, judgement));
    if (outcome.kind === 'applied') isNews = true;
  }
  if (isNews) return applied;
  // Some of many: the review still shows what they differ by. None at all: that must be said.
  if (unknown !== undefined) return refuse({ kind: 'rowMissing', table: 'tally', id: unknown });
  return { kind: 'superseded', because: 'alreadySo' };
}

/** A count speaks of its bin; "I have been through this shelf" of every bin that it holds. */
function speaksOf(tally: Tally, line: AcceptedLine, stocktakeId: string): boolean {
  if (tally.stocktakeId !== stocktakeId || tally.locationId !== line.locationId) return false;
  if (tally.kind === 'finish') return true;
  return (
    tally.kind === 'count' &&
    tally.itemId === line.itemId &&
    tally.lot === line.lot &&
    tally.expiry === line.expiry
  );
}

interface Accepting {
  readonly line: AcceptedLine;
  readonly tally: Tally;
}

/**
 * A count of the moment of the tally. The reviewer's word outranks a count that was made after it: then it stands
 * just behind that one, with what has moved in between.
 *
 * This is the one place where arrival matters. What makes the count is decided once, by what the server knows
 * when the acceptance comes: a count made after the tally that comes only later is newer, and stands; and where a
 * newer count was outranked, a movement from before it that comes only later is "already in the count". From the
 * facts as they then are, stock follows by the law, in any order.
 */
function countOf(rows: Rows, { line, tally }: Accepting, judgement: Judgement): Count {
  const { itemId, locationId } = line;
  const batch = batchOf(line);
  const bin = { itemId, locationId, ...batch };
  let quantity = tally.kind === 'finish' ? 0 : tally.quantity;
  const newest = rows.get('stock', makeStockId(itemId, locationId, batch))?.countStamp ?? null;
  const stamp = newest !== null && newest >= tally.stamp ? justBehind(newest) : tally.stamp;
  for (const movement of rows.movementsAfter(itemId, tally.stamp)) {
    const { effectiveStamp } = movement;
    if (effectiveStamp > tally.stamp && effectiveStamp <= stamp)
      quantity += changeAt(bin, movement);
  }
  return {
    ...bin,
    id: makeAcceptedCountId({ ...bin, tallyId: tally.id }),
    quantity,
    note: tally.note,
    stocktakeId: tally.stocktakeId,
    stamp,
    personId: tally.personId,
    receivedAt: judgement.receivedAt,
    version: 0,
  };
}

/** No phone's mark: were it one, its next movement could bear the stamp of this count, and would vanish in it. */
const reviewMark = 'ffffffff';

function justBehind(stamp: Stamp): Stamp {
  const { ms, counter, mark } = parseStamp(stamp);
  if (mark === reviewMark) return nextStamp(stamp, ms, reviewMark);
  return makeStamp({ ms, counter, mark: reviewMark });
}
