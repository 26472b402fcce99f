/**
 * The frame of a chart that can be read moment by moment: with arrow keys, a finger or a mouse, and by a screen reader,
 * to which it is a slider along the time. What is drawn inside is only a picture; the words below it say what is meant.
 */
import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface ChartView {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Which moment is being read. */
  readonly chosen: number;
}

export interface ReadChartProps {
  readonly label: string;
  /** Of moments, at least one. */
  readonly count: number;
  readonly heightPx: number;
  /** Where a moment stands, from the left edge. */
  readonly xOf: (place: number, widthPx: number) => number;
  readonly textOf: (place: number) => string;
  /** Below the chart, at its two ends. */
  readonly from: string;
  readonly to: string;
  readonly children: (view: ChartView) => ComponentChildren;
}

const farSteps = 10;
const guessedWidthPx = 320;

export function ReadChart(props: ReadChartProps) {
  const { label, count, heightPx, xOf, textOf } = props;
  const box = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(box);
  // The newest until somebody has chosen, also when another one comes.
  const [asked, setAsked] = useState<number | null>(null);
  const last = count - 1;
  const chosen = Math.min(asked ?? last, last);

  const point = (event: PointerEvent): void => {
    // A mouse reads as it passes over, a finger as long as it lies on the chart.
    if (event.pointerType !== 'mouse' && event.buttons === 0) return;
    const left = box.current?.getBoundingClientRect().left ?? 0;
    const away = (place: number): number => Math.abs(xOf(place, widthPx) - (event.clientX - left));
    let nearest = 0;
    for (let place = 1; place < count; place += 1) {
      if (away(place) <= away(nearest)) nearest = place;
    }
    setAsked(nearest);
  };
  const step = (event: KeyboardEvent): void => {
    const place = placeAfter(event.key, chosen, last);
    if (place === undefined) return;
    event.preventDefault();
    setAsked(Math.max(0, Math.min(last, place)));
  };
  return (
    <div class="read-chart">
      <div
        ref={box}
        class="plot"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={chosen}
        aria-valuetext={textOf(chosen)}
        onKeyDown={step}
        onPointerDown={point}
        onPointerMove={point}
      >
        <svg width={widthPx} height={heightPx} aria-hidden="true">
          {props.children({ widthPx, heightPx, chosen })}
        </svg>
      </div>
      <div class="ends" aria-hidden="true">
        <span>{props.from}</span>
        <span>{props.to}</span>
      </div>
      <p class="reading" aria-hidden="true">
        {textOf(chosen)}
      </p>
    </div>
  );
}

/** As the ARIA slider pattern has it. */
function placeAfter(key: string, chosen: number, last: number): number | undefined {
  const places: Readonly<Record<string, number>> = {
    ArrowLeft: chosen - 1,
    ArrowDown: chosen - 1,
    ArrowRight: chosen + 1,
    ArrowUp: chosen + 1,
    PageUp: chosen + farSteps,
    PageDown: chosen - farSteps,
    Home: 0,
    End: last,
  };
  return places[key];
}

function useWidth(box: RefObject<HTMLDivElement | null>): number {
  const [widthPx, setWidthPx] = useState(guessedWidthPx);
  useLayoutEffect(() => {
    const measure = (): void => setWidthPx(box.current?.clientWidth || guessedWidthPx);
    measure();
    const resized = new ResizeObserver(measure);
    if (box.current) resized.observe(box.current);
    return () => resized.disconnect();
  }, [box]);
  return widthPx;
}
