/** Reckoning with days of the calendar, "2026-12-24" (to-day.ts). They compare as text, and know no time zone. */
const dayMs = 24 * 60 * 60 * 1000;

export function addDays(day: string, days: number): string {
  return new Date(toMs(day) + days * dayMs).toISOString().slice(0, 10);
}

/** How many days later `to` is; negative where it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toMs(to) - toMs(from)) / dayMs);
}

function toMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
