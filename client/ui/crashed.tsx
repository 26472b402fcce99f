/** When a bug has stopped the app: say so, say that nothing saved is lost, offer to open it again. */
import { Button } from './parts/button.tsx';
import { EmptyState } from './parts/empty-state.tsx';
import { IconSprite } from './parts/icons.tsx';
import { words } from './words/words.ts';

export function Crashed() {
  const w = words.value.app;
  return (
    <main>
      <IconSprite />
      <EmptyState
        icon="attention"
        title={w.broken}
        action={
          <Button kind="primary" onClick={() => location.reload()}>
            {w.reload}
          </Button>
        }
      >
        {w.brokenMore}
      </EmptyState>
    </main>
  );
}
