/**
 * Hybrid clock stamps: wall time that never runs backwards on one device, with a counter and the
 * device's own mark to break ties. Stamps order edits of one field and movements against counts.
 *
 *   0m3k2j1ab-0000001-9f86d081       fixed width, so plain string comparison is the order
 *   ms, 9×36  count   client's mark
 *
 * Never a reason to refuse: a wrong clock is clamped by the server to the moment of receipt.
 * (Refusing drift stopped sync for good in two well-known engines.)
 */
import type { Id } from './ids.ts';

export type Stamp = Id<'stamp'>;

export interface StampParts {
  /** Unix milliseconds. */
  readonly ms: number;
  /** Steps within one millisecond, 32 bits: a bulk import overflows 16 (seen elsewhere). */
  readonly counter: number;
  /** Eight hexadecimal characters of the client's id. */
  readonly mark: string;
}

const stampPattern = /^[0-9a-z]{9}-[0-9a-z]{7}-[0-9a-f]{8}$/;
const counterMax = 2 ** 32 - 1;
/** What nine digits can hold, up to the year 5188. A clock beyond that is as wrong as any other. */
const msMax = 36 ** 9 - 1;

function toWholeMs(ms: number): number {
  return Math.min(msMax, Math.max(0, Math.trunc(ms)));
}

export function isStamp(text: string): boolean {
  return stampPattern.test(text);
}

export function makeStamp({ ms, counter, mark }: StampParts): Stamp {
  const time = toWholeMs(ms).toString(36).padStart(9, '0');
  return `${time}-${counter.toString(36).padStart(7, '0')}-${mark}` as Stamp;
}

/** Earlier than whatever anybody says. */
export const firstStamp = makeStamp({ ms: 0, counter: 0, mark: '00000000' });

export function parseStamp(stamp: Stamp): StampParts {
  return {
    ms: parseInt(stamp.slice(0, 9), 36),
    counter: parseInt(stamp.slice(10, 17), 36),
    mark: stamp.slice(18),
  };
}

export function stampToMs(stamp: Stamp): number {
  return parseInt(stamp.slice(0, 9), 36);
}

export function clientMark(clientId: string): string {
  return clientId.replaceAll('-', '').slice(-8);
}

/** The next stamp of a device: later than `last` even when its clock stands still or steps back. */
export function nextStamp(last: Stamp | null, nowMs: number, mark: string): Stamp {
  if (last === null) return makeStamp({ ms: nowMs, counter: 0, mark });
  const before = parseStamp(last);
  if (toWholeMs(nowMs) > before.ms) return makeStamp({ ms: nowMs, counter: 0, mark });
  if (before.counter >= counterMax) return makeStamp({ ms: before.ms + 1, counter: 0, mark });
  return makeStamp({ ms: before.ms, counter: before.counter + 1, mark });
}

export function laterStamp(one: Stamp | null, other: Stamp | null): Stamp | null {
  if (one === null) return other;
  if (other === null) return one;
  return one > other ? one : other;
}

/**
 * Clamps the stamps of one transaction, in their order, to the server's time of receipt. A client's
 * stamps rise, so once one lies in the future all later ones do, and the counter keeps their order.
 * Each client is counted for itself: one that counted its neighbours' steps too could be lifted above
 * a stamp of its own that a later push leaves alone.
 * `receivedAtMs` must be later than that of any earlier push of the space (the head sees to it).
 */
export function makeStampClamp(receivedAtMs: number): (stamp: Stamp) => Stamp {
  const stepsByMark = new Map<string, number>();
  return (stamp) => {
    const { ms, mark } = parseStamp(stamp);
    if (ms < receivedAtMs) return stamp;
    const steps = stepsByMark.get(mark) ?? 0;
    stepsByMark.set(mark, steps + 1);
    return makeStamp({ ms: receivedAtMs, counter: steps, mark });
  };
}
