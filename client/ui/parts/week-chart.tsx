/** What was used in each week, as bars. The last one is open at its top: that week is not over. */
import type { Quantity } from '../../../shared/quantity.ts';
import { Line } from './level-chart.tsx';
import { ReadChart } from './read-chart.tsx';
import '../styles/charts.css';

export interface WeekBar {
  readonly week: number;
  /** Negative where more came back than was taken. */
  readonly used: Quantity;
}

export interface WeekChartProps {
  readonly label: string;
  /** Oldest first, without a gap; the last one is this week. At least one. */
  readonly weeks: readonly WeekBar[];
  readonly textOf: (bar: WeekBar, isOver: boolean) => string;
  readonly formatUsed: (used: Quantity) => string;
  readonly from: string;
  readonly to: string;
}

const heightPx = 110;
const [topPx, bottomPx, gapPx] = [18, 4, 3];

export function WeekChart({ label, weeks, textOf, formatUsed, from, to }: WeekChartProps) {
  const last = weeks.length - 1;
  const top = Math.max(0, ...weeks.map(({ used }) => used)) || 1000;
  const bottom = Math.min(0, ...weeks.map(({ used }) => used));
  const y = (used: number): number =>
    topPx + ((top - used) / (top - bottom)) * (heightPx - topPx - bottomPx);
  const step = (widthPx: number): number => widthPx / weeks.length;
  return (
    <ReadChart
      label={label}
      count={weeks.length}
      heightPx={heightPx}
      xOf={(place, widthPx) => (place + 0.5) * step(widthPx)}
      textOf={(place) => {
        const bar = weeks[place];
        return bar === undefined ? '' : textOf(bar, place < last);
      }}
      from={from}
      to={to}
    >
      {({ widthPx, chosen }) => (
        <>
          <Line at={y(top)} kind="grid" text={formatUsed(top)} />
          {weeks.map(({ week, used }, place) => (
            <rect
              key={week}
              class={`bar${place === last ? ' open' : ''}${place === chosen ? ' chosen' : ''}`}
              x={place * step(widthPx) + gapPx / 2}
              width={Math.max(1, step(widthPx) - gapPx)}
              y={y(Math.max(0, used))}
              height={Math.max(place === chosen ? 2 : 0, Math.abs(y(used) - y(0)))}
            />
          ))}
          <Line at={y(0)} kind="zero" text="" />
        </>
      )}
    </ReadChart>
  );
}
