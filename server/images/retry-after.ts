/**
 * How long another server wants to be left alone: `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3). At most a day,
 * whatever it says; what cannot be read is no wish.
 */
const retryAfterMsMax = 24 * 60 * 60 * 1000;

export function parseRetryAfter(header: string, nowMs: number): number | null {
  const text = header.trim();
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : parseDate(text) - nowMs;
  if (Number.isNaN(waitMs)) return null;
  return Math.min(Math.max(waitMs, 0), retryAfterMsMax);
}

/**
 * `Date.parse` reads much more than HTTP's three forms ("2", "5 apples"); all of those begin with the day of the week. The
 * oldest of them names no zone and means GMT.
 */
function parseDate(text: string): number {
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[, ]/.test(text)) return Number.NaN;
  return Date.parse(text.endsWith(' GMT') ? text : `${text} GMT`);
}
