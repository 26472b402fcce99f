/** The browser has cleared this device: what that means, truthfully, and the way back, which often needs no invite. */
import { useState } from 'preact/hooks';
import { noteHeldHere, type HeldHere } from '../device/held-here.ts';
import { thisDevice } from '../device/this-device.ts';
import { comeBack, type JoinFailure } from '../state/session.ts';
import { useApp } from './app-context.ts';
import { Banner } from './parts/banner.tsx';
import { Button } from './parts/button.tsx';
import { showToast } from './parts/toast.tsx';
import { screenWords } from './words/screen-words.ts';
import { serverFailureWords } from './words/server-failure-words.ts';

export function LostBanner({ lost }: { lost: HeldHere }) {
  const app = useApp();
  const [failure, setFailure] = useState<JoinFailure>();
  const [isBusy, setBusy] = useState(false);
  const w = screenWords.value.install.lost;
  const isWorkLost = lost.waiting + lost.photos + lost.sheets > 0;
  const fetchAll = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    const back = await comeBack(app);
    setBusy(false);
    if (!back.ok) return setFailure(back.failure);
    app.syncNow();
    showToast({ text: w.fetching });
  };
  const trouble =
    failure && (failure.kind === 'signedOut' ? w.needsInvite : serverFailureWords(failure));
  return (
    <Banner
      kind={isWorkLost ? 'bad' : 'note'}
      icon="attention"
      title={w.title(thisDevice())}
      action={
        <>
          <Button
            icon="sync"
            disabled={isBusy}
            onClick={() => void fetchAll().catch(app.onTrouble)}
          >
            {w.fetch}
          </Button>
          <Button
            onClick={() => {
              noteHeldHere(null);
              app.lostHere.value = null;
            }}
          >
            {w.understood}
          </Button>
        </>
      }
    >
      {[isWorkLost ? w.something(lost) : w.nothing, w.more].join(' ')}
      {trouble !== undefined && <strong role="alert">{trouble}</strong>}
    </Banner>
  );
}
