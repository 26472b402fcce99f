/** The whole screen when this phone cannot keep anything: why, and what one can do. Nothing is pretended to be saved. */
import { thisDevice } from '../device/this-device.ts';
import { Button } from './parts/button.tsx';
import { EmptyState } from './parts/empty-state.tsx';
import { IconSprite } from './parts/icons.tsx';
import { words } from './words/words.ts';

export interface NoStorageProps {
  readonly kind: 'hangs' | 'blocked' | 'denied' | 'retired';
  readonly detail?: string;
}

export function NoStorage({ kind, detail = '' }: NoStorageProps) {
  const w = words.value.trouble;
  return (
    <main>
      <IconSprite />
      <EmptyState
        icon="attention"
        title={kind === 'retired' ? words.value.trouble.updateTitle : w.notSavedTitle(thisDevice())}
        action={
          <Button kind="primary" onClick={() => location.reload()}>
            {w.tryAgain}
          </Button>
        }
      >
        {w[kind]}
        {detail !== '' && <span class="small"> ({detail})</span>}
      </EmptyState>
    </main>
  );
}
