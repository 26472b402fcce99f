/** What a benchmark says: figures with their targets, and how they are set in a table. It judges, it does not fail. */

export interface Figure {
  readonly what: string;
  /** Each in `unit`; one value for what is measured once. */
  readonly values: readonly number[];
  readonly unit: 'ms' | 'kB';
  /** Which value the target is about. */
  readonly judge: 'median' | 'p99';
  readonly target?: number;
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export function formatFigure({ what, values, unit, judge, target }: Figure): string {
  const show = (value: number): string => (value < 100 ? value.toFixed(1) : value.toFixed(0));
  const shown =
    values.length === 1
      ? `${show(values[0] ?? Number.NaN)} ${unit}`
      : `${[0.5, 0.95, 0.99].map((part) => show(percentile(values, part))).join(' / ')} ${unit}`;
  const judged = percentile(values, judge === 'median' ? 0.5 : 0.99);
  const verdict =
    target === undefined
      ? ''
      : `${judged <= target ? 'ok    ' : 'MISSED'} ${judge} ≤ ${target} ${unit}`;
  return `${what.padEnd(58)} ${shown.padStart(26)}   ${verdict}`.trimEnd();
}
