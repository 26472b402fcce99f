/**
 * Turning pages on a wall: all columns with more than fits turn together, by themselves until somebody stops it. How many
 * pages there are is told by the columns, which alone know how much fits.
 */
import { useCallback, useEffect, useState } from 'preact/hooks';

const turnMs = 12_000;

export interface Turning {
  /** Counts the turns; a column shows the page that it has come to. */
  readonly turn: number;
  /** Of the column with the most. */
  readonly pages: number;
  readonly isTurning: boolean;
  readonly toggle: () => void;
  readonly next: () => void;
  readonly tellPages: (column: string, pages: number) => void;
}

export function useTurning(): Turning {
  const [turn, setTurn] = useState(0);
  const [isTurning, setTurning] = useState(true);
  const [pagesOf, setPagesOf] = useState<Readonly<Record<string, number>>>({});
  const pages = Math.max(1, ...Object.values(pagesOf));
  useEffect(() => {
    if (!isTurning || pages < 2) return undefined;
    const timer = setInterval(() => setTurn((before) => before + 1), turnMs);
    return () => clearInterval(timer);
  }, [isTurning, pages]);
  const tellPages = useCallback((column: string, count: number) => {
    setPagesOf((before) => (before[column] === count ? before : { ...before, [column]: count }));
  }, []);
  return {
    turn,
    pages,
    isTurning,
    toggle: () => setTurning(!isTurning),
    next: () => setTurn(turn + 1),
    tellPages,
  };
}
