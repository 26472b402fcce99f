/**
 * A screen that is fetched when it is first opened. Where that fails the person is told, and can try again. Where no
 * service worker keeps them, all are fetched beforehand: at the shelf there is no network to fetch them with.
 */
import lazy from 'preact-iso/lazy';
import type { ComponentType } from 'preact';
import { Button } from './parts/button.tsx';
import { EmptyState } from './parts/empty-state.tsx';
import { words } from './words/words.ts';

let opened: Promise<unknown> = Promise.resolve();

/** Screens may use the database as soon as they are drawn; the list, which is not fetched, shows itself before it is open. */
export function letScreensWaitFor(database: Promise<unknown>): void {
  opened = database;
}

const loads: (() => Promise<unknown>)[] = [];

/** One after the other, so that whatever a person opens meanwhile does not wait for all. */
export async function fetchScreens(): Promise<void> {
  for (const load of loads) await load();
}

export function lazyScreen<Props>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  loads.push(load);
  // What import() throws: a build that is gone from the server, or no network before the worker has kept everything.
  const LazyScreen = lazy(async () => {
    try {
      const [screen, { screenWordsLoaded }] = await Promise.all([
        load(),
        import('./words/screen-words.ts'),
      ]);
      await Promise.all([screenWordsLoaded(), opened]);
      return screen;
    } catch (error) {
      reportError(error);
      return ScreenFailed;
    }
  });
  return LazyScreen;
}

function ScreenFailed() {
  const w = words.value.app;
  return (
    <EmptyState
      icon="offline"
      title={w.screenFailed}
      action={<Button onClick={() => location.reload()}>{w.reload}</Button>}
    >
      {w.screenFailedMore}
    </EmptyState>
  );
}
