/**
 * Learns lead times anew from all that has come within the space's window (shared/lead-times.ts): after each receipt and
 * each night, when what has become too old is forgotten. Only rows whose figures changed are written. One of which
 * nothing is left stays with no samples: phones cannot be told of a row that is gone.
 */
import type { LeadTime } from '../../shared/entities.ts';
import { toId } from '../../shared/ids.ts';
import { addDays, daysBetween, summariseLeadTimes } from '../../shared/lead-times.ts';
import { isSameJson } from '../../shared/same-json.ts';
import {
  leadTimeJob,
  readLeadSamples,
  readLeadTimes,
  readLeadWindow,
  type LeadSample,
} from '../db/lead-time-statements.ts';
import { msUntilHour, serverDay } from '../notices/server-day.ts';
import type { Effect, JobHandler, Turn } from './job-handler.ts';

const nightHour = 3;

export function leadTimeHandler({ now }: { readonly now: () => number }): JobHandler {
  const next: Effect = (turn) => turn.insertJobs([leadTimeJob(turn.spaceId, msUntilNight(now()))]);
  return {
    kind: 'leadTime.recompute',
    giveUp: () => next,
    // All of it is reading and writing rows, under the lock that receipts are written under.
    run: async () => ({
      kind: 'done',
      effect: async (turn) => {
        await learn(turn, serverDay(now()).today);
        await next(turn);
      },
    }),
  };
}

export function msUntilNight(nowMs: number): number {
  const tonight = msUntilHour(nowMs, nightHour);
  return tonight > 0 ? tonight : new Date(nowMs).setHours(24 + nightHour, 0, 0, 0) - nowMs;
}

async function learn({ tx, spaceId, rows }: Turn, today: string): Promise<void> {
  const windowDays = await readLeadWindow(tx, spaceId);
  // A day more: where the phone that received it stands, tomorrow may have begun.
  const span = { from: addDays(today, -windowDays), to: addDays(today, 1) };
  const known = await readLeadTimes(tx, spaceId);
  const learned = summarise(await readLeadSamples(tx, spaceId, span), windowDays);
  const forgotten = known
    .filter(({ id }) => !learned.has(id))
    .map((row) => ({ ...row, ...nothing, windowDays }));
  const knownById = new Map(known.map((row) => [row.id, row]));
  for (const row of [...learned.values(), ...forgotten]) {
    const before = knownById.get(row.id);
    if (!isSameJson(before && figuresOf(before), figuresOf(row))) rows.put('leadTime', row);
  }
}

const nothing = { medianDays: 0, p80Days: 0, samples: 0, leftOut: 0 } as const;

function figuresOf({ supplierId, medianDays, p80Days, samples, leftOut, windowDays }: LeadTime) {
  return [supplierId, medianDays, p80Days, samples, leftOut, windowDays];
}

/** A row for each article, and one for all that its supplier has sent. */
function summarise(
  samples: readonly LeadSample[],
  windowDays: number,
): ReadonlyMap<LeadTime['id'], LeadTime> {
  const subjects = new Map<string, Pick<LeadTime, 'supplierId' | 'supplierItemId'>>();
  const days = new Map<string, number[]>();
  for (const { supplierId, supplierItemId, orderedOn, receivedOn } of samples) {
    for (const of of [null, ...(supplierItemId === null ? [] : [supplierItemId])]) {
      const id = of ?? supplierId;
      subjects.set(id, { supplierId, supplierItemId: of });
      const known = days.get(id) ?? [];
      known.push(daysBetween(orderedOn, receivedOn));
      days.set(id, known);
    }
  }
  const learned = [...subjects].map(([key, subject]): [LeadTime['id'], LeadTime] => {
    const id = toId<'leadTime'>(key);
    const mine = days.get(key) ?? [];
    // Where all are dated before their order, nothing is learned but that.
    const figures = summariseLeadTimes(mine) ?? { ...nothing, leftOut: mine.length };
    return [id, { id, ...subject, ...figures, windowDays, version: 0 }];
  });
  return new Map(learned);
}
