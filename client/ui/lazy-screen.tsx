/** A screen that is fetched when it is first opened. Where that fails the person is told, and can try again. */
import lazy from 'preact-iso/lazy';
import type { ComponentType } from 'preact';
import { Button } from './parts/button.tsx';
import { EmptyState } from './parts/empty-state.tsx';
import { words } from './words/words.ts';

export function lazyScreen<Props>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> & { preload: () => Promise<unknown> } {
  // What import() throws: a build that is gone from the server, or no network before the worker has kept everything.
  const LazyScreen = lazy(async () => {
    try {
      const [screen, { screenWordsLoaded }] = await Promise.all([
        load(),
        import('./words/screen-words.ts'),
      ]);
      await screenWordsLoaded();
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
