/** How much there was in each span of time, as bars. The last one is open at its top: that week or month is not over. */
import { Line } from './level-chart.tsx';
import { ReadChart } from './read-chart.tsx';
import '../styles/charts.css';

export interface Bar {
  readonly key: string;
  /** May be negative. */
  readonly value: number;
}

export interface BarChartProps<OneBar extends Bar> {
  readonly label: string;
  /** Oldest first, without a gap; the last one is the present one. At least one. */
  readonly bars: readonly OneBar[];
  readonly textOf: (bar: OneBar, isOver: boolean) => string;
  readonly format: (value: number) => string;
  readonly from: string;
  readonly to: string;
}

const heightPx = 110;
const [topPx, bottomPx, gapPx] = [18, 4, 3];
const leastTop = 1000;

export function BarChart<OneBar extends Bar>(props: BarChartProps<OneBar>) {
  const { label, bars, textOf, format, from, to } = props;
  const last = bars.length - 1;
  const top = Math.max(0, ...bars.map(({ value }) => value)) || leastTop;
  const bottom = Math.min(0, ...bars.map(({ value }) => value));
  const y = (value: number): number =>
    topPx + ((top - value) / (top - bottom)) * (heightPx - topPx - bottomPx);
  const step = (widthPx: number): number => widthPx / bars.length;
  return (
    <ReadChart
      label={label}
      count={bars.length}
      heightPx={heightPx}
      xOf={(place, widthPx) => (place + 0.5) * step(widthPx)}
      textOf={(place) => {
        const bar = bars[place];
        return bar === undefined ? '' : textOf(bar, place < last);
      }}
      from={from}
      to={to}
    >
      {({ widthPx, chosen }) => (
        <>
          <Line at={y(top)} kind="grid" text={format(top)} />
          {bars.map(({ key, value }, place) => (
            <rect
              key={key}
              class={`bar${place === last ? ' open' : ''}${place === chosen ? ' chosen' : ''}`}
              x={place * step(widthPx) + gapPx / 2}
              width={Math.max(1, step(widthPx) - gapPx)}
              y={y(Math.max(0, value))}
              height={Math.max(place === chosen ? 2 : 0, Math.abs(y(value) - y(0)))}
            />
          ))}
          <Line at={y(0)} kind="zero" text="" />
        </>
      )}
    </ReadChart>
  );
}
