/** The offer to install the app, at a moment when it has been of use. A "not now" holds for two months. */
import { useState } from 'preact/hooks';
import {
  isInstallMoment,
  noteInstallRefused,
  readInstallMemory,
} from '../device/install-memory.ts';
import { installWay, readInstallFacts } from '../device/install-way.ts';
import { thisDevice } from '../device/this-device.ts';
import { hasRecorded } from '../state/held-here.ts';
import { useApp } from './app-context.ts';
import { InstallSteps, type StepsWay } from './install-steps.tsx';
import { Banner } from './parts/banner.tsx';
import { Button } from './parts/button.tsx';
import { useLive } from './use-live.ts';
import { screenWords } from './words/screen-words.ts';

export function InstallBanner() {
  const { installOffer, moment, onTrouble } = useApp();
  const hasChanged = useLive(hasRecorded, []);
  const [memory, setMemory] = useState(readInstallMemory);
  const [steps, setSteps] = useState<StepsWay>();
  const w = screenWords.value.install;
  const { nowMs } = moment();
  const refuse = (): void => {
    noteInstallRefused(nowMs);
    setMemory(readInstallMemory());
  };
  const offer = installOffer.value;
  const way = installWay(readInstallFacts(offer !== null));
  if (way === 'installed' || way === 'insecure' || way === 'none') return null;
  if (hasChanged === undefined || !isInstallMoment(memory, { nowMs, hasChanged })) return null;
  const begin = async (): Promise<void> => {
    if (way !== 'prompt') setSteps(way);
    // Whoever says no to the browser has said it to us.
    else if (offer !== null && !(await offer())) refuse();
  };
  return (
    <>
      <Banner
        kind="note"
        icon="download"
        title={w.bannerTitle(thisDevice())}
        action={
          <>
            <Button onClick={() => void begin().catch(onTrouble)}>
              {way === 'prompt' ? w.install : w.how}
            </Button>
            <Button kind="bare" onClick={refuse}>
              {w.notNow}
            </Button>
          </>
        }
      >
        {w.bannerMore}
      </Banner>
      {steps !== undefined && <InstallSteps way={steps} onClose={() => setSteps(undefined)} />}
    </>
  );
}
