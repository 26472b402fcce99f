/** A query of this phone's database that a screen follows while it is open. Undefined until it has been read. */
import { useEffect, useMemo } from 'preact/hooks';
import type { LocalDatabase } from '../state/live.ts';
import { openLive } from '../state/live.ts';
import { useApp } from './app-context.ts';

export function useLive<Value>(
  query: (db: LocalDatabase) => Promise<Value>,
  asked: readonly unknown[],
): Value | undefined {
  const app = useApp();
  const live = useMemo(() => openLive(app, query), [app, ...asked]);
  useEffect(() => live.stop, [live]);
  return live.value.value;
}
