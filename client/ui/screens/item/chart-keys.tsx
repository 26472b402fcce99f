/** What the marks of a level chart mean: only those that are in it. */
import { screenWords } from '../../words/screen-words.ts';

export interface ChartKeysProps {
  readonly hasCount: boolean;
  readonly hasNegative: boolean;
  /** In words; null for none. */
  readonly minimum: string | null;
}

export function ChartKeys({ hasCount, hasNegative, minimum }: ChartKeysProps) {
  const w = screenWords.value.low.charts.keys;
  if (!hasCount && !hasNegative && minimum === null) return null;
  return (
    <ul class="chart-keys">
      {hasCount && (
        <li>
          <svg viewBox="0 0 20 14" aria-hidden="true">
            <path class="counted" d="M10 2l5 5-5 5-5-5z" />
          </svg>
          {w.count}
        </li>
      )}
      {minimum !== null && (
        <li>
          <svg viewBox="0 0 20 14" aria-hidden="true">
            <line class="minimum" x1="0" x2="20" y1="7" y2="7" />
          </svg>
          {minimum}
        </li>
      )}
      {hasNegative && (
        <li>
          <svg viewBox="0 0 20 14" aria-hidden="true">
            <rect class="negative" x="1" y="1" width="18" height="12" />
          </svg>
          {w.negative}
        </li>
      )}
    </ul>
  );
}
