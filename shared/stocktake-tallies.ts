/**
 * What everybody has said in a stocktake, shelf by shelf: of each counter the last word on each bin, who has been
 * through which shelf, and the codes that nobody knew. Tallies may come in any order.
 */
import { codeKey } from './codes.ts';
import type { Tally } from './entities.ts';
import type { ClientId, LocationId, PersonId, StockId, TallyId } from './ids.ts';
import { stampToMs, type Stamp } from './stamps.ts';
import { binOf } from './stocktake-ledger.ts';

export interface CountedTally extends Tally {
  readonly kind: 'count';
  readonly itemId: NonNullable<Tally['itemId']>;
}

export interface Finish {
  readonly tallyId: TallyId;
  readonly counter: ClientId;
  readonly personId: PersonId | null;
  readonly stamp: Stamp;
}

export interface CounterHere {
  readonly counter: ClientId;
  /** Null where this phone may not know, as long as no tally says. */
  readonly personId: PersonId | null;
  /** How many bins the counter's word stands for. */
  readonly bins: number;
  readonly isFinished: boolean;
  /** When they last said anything here, by their own clamped clock. */
  readonly lastAt: number;
  /** Null: something of it has not been at the server. */
  readonly lastReceivedAt: number | null;
}

/** One code that nobody knew, at one place: what was last said of it. */
export interface UnknownThing {
  readonly key: string;
  readonly locationId: LocationId;
  readonly code: string;
  /** One for each counter, the newest first. */
  readonly tallies: readonly Tally[];
  /** What a reviewer has put aside; nothing is thrown away. */
  readonly isIgnored: boolean;
}

export interface PlaceTallies {
  readonly locationId: LocationId;
  /** By bin and counter. A counter that took theirs back is still here, with the taking back. */
  readonly words: ReadonlyMap<StockId, ReadonlyMap<ClientId, Tally>>;
  readonly finishes: readonly Finish[];
  readonly counters: readonly CounterHere[];
  readonly unknown: readonly UnknownThing[];
}

export function isCounted(tally: Tally): tally is CountedTally {
  return tally.kind === 'count' && tally.itemId !== null;
}

export function readTallies(tallies: readonly Tally[]): ReadonlyMap<LocationId, PlaceTallies> {
  const places = Map.groupBy(tallies.toSorted(byStamp), ({ locationId }) => locationId);
  return new Map(
    [...places].map(([locationId, ofPlace]) => [locationId, readPlace(locationId, ofPlace)]),
  );
}

function readPlace(locationId: LocationId, tallies: readonly Tally[]): PlaceTallies {
  const words = new Map<StockId, Map<ClientId, Tally>>();
  const shelves = new Map<ClientId, Tally>();
  for (const tally of tallies) {
    if (tally.kind === 'finish' || tally.kind === 'resume') shelves.set(tally.counter, tally);
    if (tally.itemId === null) continue;
    const bin = binOf({ ...tally, itemId: tally.itemId });
    const ofBin = words.get(bin) ?? new Map<ClientId, Tally>();
    words.set(bin, ofBin.set(tally.counter, tally));
  }
  const finishes = [...shelves.values()]
    .filter(({ kind }) => kind === 'finish')
    .map(({ id, counter, personId, stamp }) => ({ tallyId: id, counter, personId, stamp }));
  return {
    locationId,
    words,
    finishes,
    counters: readCounters(tallies, words, finishes),
    unknown: readUnknown(locationId, tallies),
  };
}

function readCounters(
  tallies: readonly Tally[],
  words: PlaceTallies['words'],
  finishes: readonly Finish[],
): readonly CounterHere[] {
  const byCounter = Map.groupBy(tallies, ({ counter }) => counter);
  return [...byCounter].map(([counter, said]) => {
    let bins = 0;
    for (const ofBin of words.values()) if (ofBin.get(counter)?.kind === 'count') bins += 1;
    const received = said.map(({ receivedAt }) => receivedAt);
    return {
      counter,
      personId: said.findLast(({ personId }) => personId !== null)?.personId ?? null,
      bins,
      isFinished: finishes.some((each) => each.counter === counter),
      lastAt: Math.max(...said.map(({ stamp }) => stampToMs(stamp))),
      lastReceivedAt: received.some((at) => at === null)
        ? null
        : Math.max(...received.map((at) => at ?? 0)),
    };
  });
}

/** What has no code goes by what somebody called it. */
export function unknownKey({ code, note }: Pick<Tally, 'code' | 'note'>): string {
  return code === '' ? `\n${note.trim().toLowerCase()}` : codeKey(code);
}

/**
 * Nothing under this code: whoever had said something takes it back; from anybody else it means that all that
 * was said of it shall be put aside.
 */
function readUnknown(locationId: LocationId, tallies: readonly Tally[]): readonly UnknownThing[] {
  const said = tallies.filter(({ kind }) => kind === 'unknown');
  const found: UnknownThing[] = [];
  for (const [key, ofKey] of Map.groupBy(said, unknownKey)) {
    const standing = new Map<ClientId, Tally>();
    let aside: readonly Tally[] = [];
    for (const tally of ofKey) {
      if (tally.quantity > 0) {
        standing.set(tally.counter, tally);
        aside = [];
      } else if (!standing.delete(tally.counter) && standing.size > 0) {
        aside = [...standing.values()];
        standing.clear();
      }
    }
    const shown = (standing.size > 0 ? [...standing.values()] : aside).toSorted(byStamp);
    const [first] = shown;
    if (first === undefined) continue;
    const isIgnored = standing.size === 0;
    found.push({ key, locationId, code: first.code, tallies: shown.toReversed(), isIgnored });
  }
  return found;
}

function byStamp(one: Tally, other: Tally): number {
  if (one.stamp !== other.stamp) return one.stamp < other.stamp ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
