/**
 * What a person could see when making a change, as a stamp. A change is stamped after it, so that an edit
 * is later than the value it replaces, a movement later than the count it was taken from, and a count
 * later than the movements in it, even on a phone whose clock is behind.
 */
import type { LoadedRows } from '../../shared/loaded-rows.ts';
import { reachOf } from '../../shared/mutation-reach.ts';
import type { Mutation } from '../../shared/mutations.ts';
import { laterStamp, makeStamp, type Stamp } from '../../shared/stamps.ts';

const beginning = makeStamp({ ms: 0, counter: 0, mark: '00000000' });

export function newestStampSeen(loaded: LoadedRows, mutation: Mutation): Stamp | null {
  const reach = reachOf(mutation);
  let newest: Stamp | null = null;
  for (const { table, id } of reach.writes) {
    const row = loaded.get(table, id);
    if (row === undefined) continue;
    if ('stamps' in row) {
      for (const stamp of Object.values(row.stamps)) newest = laterStamp(newest, stamp);
    } else {
      const stamp = 'stamp' in row ? row.stamp : 'countStamp' in row ? row.countStamp : null;
      newest = laterStamp(newest, stamp);
    }
  }
  for (const { itemId } of reach.movements) {
    for (const { stamp } of loaded.movementsAfter(itemId, newest ?? beginning)) {
      newest = laterStamp(newest, stamp);
    }
  }
  return newest;
}
