/**
 * A level over time. Stock does not slide, it jumps, so movements are steps; what somebody has counted is marked, because
 * it is what the rest hangs on. Below nothing has a ground of its own: there somebody took what nobody had recorded.
 */
import type { Quantity } from '../../../shared/quantity.ts';
import { ReadChart, type ChartView } from './read-chart.tsx';
import '../styles/charts.css';

export interface LevelPoint {
  readonly at: number;
  readonly level: Quantity;
  readonly isCount: boolean;
}

export interface LevelChartProps {
  readonly label: string;
  /** In order of time, at least one. */
  readonly points: readonly LevelPoint[];
  /** 0 for none. */
  readonly minimum: Quantity;
  /** How far to the right the newest level goes on. */
  readonly nowMs: number;
  readonly textOf: (point: LevelPoint) => string;
  readonly formatLevel: (level: Quantity) => string;
  readonly formatDay: (at: number) => string;
}

const heightPx = 150;
/** Room for marks at the edges, and for the figures on the lines. */
const [sidePx, topPx, bottomPx] = [8, 18, 8];

export function LevelChart(props: LevelChartProps) {
  const { label, points, nowMs, textOf, formatDay } = props;
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const until = Math.max(nowMs, last.at);
  const xAt = (at: number, widthPx: number): number =>
    sidePx + ((at - first.at) / (until - first.at || 1)) * (widthPx - 2 * sidePx);
  return (
    <ReadChart
      label={label}
      count={points.length}
      heightPx={heightPx}
      xOf={(place, widthPx) => xAt(points[place]?.at ?? until, widthPx)}
      textOf={(place) => textOf(points[place] ?? last)}
      from={formatDay(first.at)}
      to={formatDay(until)}
    >
      {(view) => <Drawing {...props} view={view} until={until} xAt={xAt} />}
    </ReadChart>
  );
}

interface DrawingProps extends LevelChartProps {
  readonly view: ChartView;
  readonly until: number;
  readonly xAt: (at: number, widthPx: number) => number;
}

function Drawing({ points, minimum, formatLevel, view, until, xAt }: DrawingProps) {
  const { widthPx, chosen } = view;
  let [top, bottom] = [Math.max(minimum, 0), 0];
  for (const { level } of points) {
    top = Math.max(top, level);
    bottom = Math.min(bottom, level);
  }
  if (top === bottom) top = bottom + 1000;
  const y = (level: number): number =>
    topPx + ((top - level) / (top - bottom)) * (heightPx - topPx - bottomPx);
  const x = (at: number): number => xAt(at, widthPx);
  const read = points[chosen];
  return (
    <>
      {bottom < 0 && (
        <rect class="negative" x="0" width={widthPx} y={y(0)} height={heightPx - y(0)} />
      )}
      <Line at={y(top)} kind="grid" text={formatLevel(top)} />
      <Line at={y(0)} kind="zero" text="" />
      {bottom < 0 && <Line at={y(bottom)} kind="grid" text={formatLevel(bottom)} />}
      {minimum > 0 && minimum < top && (
        <Line at={y(minimum)} kind="minimum" text={formatLevel(minimum)} />
      )}
      {minimum > 0 && minimum === top && <Line at={y(minimum)} kind="minimum" text="" />}
      <path class="level" d={stepsOf(points, { x, y, until })} />
      {points.map(
        ({ at, level, isCount }, place) =>
          isCount && <Diamond key={place} x={x(at)} y={y(level)} />,
      )}
      {read !== undefined && (
        <g class="read">
          <line x1={x(read.at)} x2={x(read.at)} y1="0" y2={heightPx} />
          <circle cx={x(read.at)} cy={y(read.level)} r="5" />
        </g>
      )}
    </>
  );
}

interface Scale {
  readonly x: (at: number) => number;
  readonly y: (level: number) => number;
  readonly until: number;
}

function stepsOf(points: readonly LevelPoint[], { x, y, until }: Scale): string {
  const steps = points.map(({ at, level }, place) =>
    place === 0
      ? `M${x(at).toFixed(1)} ${y(level).toFixed(1)}`
      : `H${x(at).toFixed(1)}V${y(level).toFixed(1)}`,
  );
  return `${steps.join('')}H${x(until).toFixed(1)}`;
}

export function Line(props: {
  readonly at: number;
  readonly kind: 'grid' | 'zero' | 'minimum';
  readonly text: string;
}) {
  const { at, kind, text } = props;
  return (
    <g class={kind}>
      <line x1="0" x2="100%" y1={at} y2={at} />
      {text !== '' && (
        <text x="2" y={at - 4}>
          {text}
        </text>
      )}
    </g>
  );
}

export function Diamond({ x, y }: { readonly x: number; readonly y: number }) {
  return <path class="counted" d={`M${x} ${y - 5}l5 5-5 5-5-5z`} />;
}
