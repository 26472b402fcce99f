/** What a benchmark says: figures with their targets, and how they are set in a table. It judges, it does not fail. */

const judges = { median: 0.5, p95: 0.95, p99: 0.99 } as const;

export interface Figure {
  readonly what: string;
  /** Each in `unit`; one value for what is measured once. */
  readonly values: readonly number[];
  readonly unit: 'ms' | 'kB' | '/s' | '×';
  /** Which value the target is about. */
  readonly judge: keyof typeof judges;
  /** The most that it may be. */
  readonly target?: number;
  /** The least that it may be. */
  readonly floor?: number;
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export function formatFigure({ what, values, unit, judge, target, floor }: Figure): string {
  const show = (value: number): string =>
    value < 10 && unit === '×'
      ? value.toFixed(2)
      : value < 100
        ? value.toFixed(1)
        : value.toFixed(0);
  const shown =
    values.length === 1
      ? `${show(values[0] ?? Number.NaN)} ${unit}`
      : `${Object.values(judges)
          .map((part) => show(percentile(values, part)))
          .join(' / ')} ${unit}`;
  const judged = percentile(values, judges[judge]);
  const verdict = (isMet: boolean, aim: string): string => `${isMet ? 'ok    ' : 'MISSED'} ${aim}`;
  const said =
    target !== undefined
      ? verdict(judged <= target, `${judge} ≤ ${target} ${unit}`)
      : floor !== undefined
        ? verdict(judged >= floor, `${judge} ≥ ${floor} ${unit}`)
        : '';
  return `${what.padEnd(58)} ${shown.padStart(26)}   ${said}`.trimEnd();
}
