/** The server's own calendar and clock, which say what "today" and "at eight" mean for notices. Its zone is `TZ`. */
export interface ServerDay {
  /** "2026-12-24" */
  readonly today: string;
  readonly hour: number;
}

export function serverDay(nowMs: number): ServerDay {
  const now = new Date(nowMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    today: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    hour: now.getHours(),
  };
}

/** Until the clock shows `hour` o'clock of this day; 0 if it is past. */
export function msUntilHour(nowMs: number, hour: number): number {
  return Math.max(0, new Date(nowMs).setHours(hour, 0, 0, 0) - nowMs);
}

/** Until shortly after the next full hour. */
export function msUntilNextHour(nowMs: number): number {
  return new Date(nowMs).setMinutes(60, 5, 0) - nowMs;
}

export function serverTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
