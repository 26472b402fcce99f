/**
 * Lead times, learned from what really happened: the calendar days from ordering to receiving, one sample for each
 * order line of which something good has come. Only the supplier that served the line learns from it.
 */

const dayMs = 86_400_000;

export interface LeadTimeFigures {
  /** Half of the samples took no longer; between two, their mean. */
  readonly medianDays: number;
  /** Four of five took no longer (nearest rank). */
  readonly p80Days: number;
  readonly samples: number;
  /** Receipts dated before their order: somebody has mistyped a day, and nothing is learned from it. */
  readonly leftOut: number;
}

/** Whole days between two days of the calendar; negative where `to` is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** The day so many days later; "" for a day that is none. */
export function addDays(day: string, days: number): string {
  const at = Date.parse(day) + Math.ceil(days) * dayMs;
  return Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 10);
}

/** Undefined where nothing has been learned. The same day counts as 0 days: from a shop around the corner it is true. */
export function summariseLeadTimes(days: readonly number[]): LeadTimeFigures | undefined {
  const sorted = days.filter((each) => each >= 0).toSorted((one, other) => one - other);
  const samples = sorted.length;
  if (samples === 0) return undefined;
  const at = (place: number): number => sorted[place] ?? 0;
  const medianDays = (at(Math.floor((samples - 1) / 2)) + at(Math.floor(samples / 2))) / 2;
  const p80Days = at(Math.ceil(samples * 0.8) - 1);
  return { medianDays, p80Days, samples, leftOut: days.length - samples };
}

export interface ExpectedLead {
  /** For an expected date. */
  readonly medianDays: number;
  /** For a minimum that lasts. */
  readonly p80Days: number;
  /** Where it is from: said by somebody, learned of this very article, or of all that the supplier sells. */
  readonly from: 'manual' | 'supplierItem' | 'supplier';
  /** 0 where it was said. */
  readonly samples: number;
}

/** What somebody says goes before what was learned, and the article before its supplier. Undefined: nobody knows. */
export function expectLead(
  leadDays: number | null,
  ofItem: LeadTimeFigures | undefined,
  ofSupplier: LeadTimeFigures | undefined,
): ExpectedLead | undefined {
  if (leadDays !== null) {
    return { medianDays: leadDays, p80Days: leadDays, from: 'manual', samples: 0 };
  }
  const isOfItem = ofItem !== undefined && ofItem.samples > 0;
  const learned = isOfItem ? ofItem : ofSupplier;
  // A row whose samples have all grown too old stays, with none in it.
  if (learned === undefined || learned.samples === 0) return undefined;
  const { medianDays, p80Days, samples } = learned;
  const from = isOfItem ? 'supplierItem' : 'supplier';
  return { medianDays, p80Days, from, samples };
}
