/** A level over time as steps: stock does not slide, it jumps. The figures stand beside it, so it is only a picture. */
export interface ChartProps {
  readonly label: string;
  /** In order of time. */
  readonly points: readonly { readonly at: number; readonly level: number }[];
  /** A dashed line, such as the minimum; 0 for none. */
  readonly floor: number;
}

const width = 300;
const height = 64;
const margin = 3;

export function Chart({ label, points, floor }: ChartProps) {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return null;
  const top = Math.max(floor, 1, ...points.map((point) => point.level));
  const bottom = Math.min(0, ...points.map((point) => point.level));
  const x = (at: number) => ((at - first.at) / (last.at - first.at || 1)) * width;
  const y = (level: number) =>
    height - margin - ((level - bottom) / (top - bottom)) * (height - 2 * margin);
  let before = first.level;
  const steps = points.map(({ at, level }) => {
    const step = `${x(at).toFixed(1)},${y(before).toFixed(1)} ${x(at).toFixed(1)},${y(level).toFixed(1)}`;
    before = level;
    return step;
  });
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {floor > 0 && <line class="floor" x1="0" x2={width} y1={y(floor)} y2={y(floor)} />}
      <polyline points={steps.join(' ')} />
    </svg>
  );
}
