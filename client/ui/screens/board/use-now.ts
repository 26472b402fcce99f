/** The present for a screen that nobody touches for days: it moves on by itself, minute by minute. */
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';

const stepMs = 30_000;

export function useNow(): number {
  const { moment } = useApp();
  const [nowMs, setNowMs] = useState(() => moment().nowMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(moment().nowMs), stepMs);
    return () => clearInterval(timer);
  }, [moment]);
  return nowMs;
}
