/** What concerns the whole app: this phone cannot save, sign in again, a new version lies ready. */
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { thisDevice } from '../device/this-device.ts';
import { useApp } from './app-context.ts';
import { UpdateDialog } from './screens.ts';
import { Banner } from './parts/banner.tsx';
import { Button } from './parts/button.tsx';
import { IconButton } from './parts/icon-button.tsx';
import { isAnythingUnsaved } from './unsaved.ts';
import { words } from './words/words.ts';

/** A new version can wait; asking once per visit is enough, the chip goes on saying it. */
const wasUpdatePutOff = signal(false);

/** What is said once in a while comes when the screen stands; if it cannot be fetched, it is said another time. */
const notices = signal<ComponentType<{ openedPath: string }> | null>(null);
const openedPath = location.pathname;

export async function fetchNotices(): Promise<void> {
  const [{ Notices }, { screenWordsLoaded }] = await Promise.all([
    import('./notices.tsx'),
    import('./words/screen-words.ts'),
  ]);
  await screenWordsLoaded();
  notices.value = Notices;
}

export function Banners() {
  const { storageTrouble, applyUpdate, sync, items } = useApp();
  const w = words.value.trouble;
  const apply = applyUpdate.value;
  const [isAsking, setAsking] = useState(false);
  const Notices = notices.value;
  return (
    <>
      {storageTrouble.value !== null && (
        <Banner
          kind="bad"
          icon="attention"
          title={w.notSavedTitle(thisDevice())}
          action={<Button onClick={() => location.reload()}>{words.value.app.reload}</Button>}
        >
          {w.notSaved}
        </Banner>
      )}
      {(sync.value.kind === 'signedOut' ||
        (sync.value.kind === 'notJoined' && (items.value ?? []).length > 0)) && (
        <Banner kind="note" icon="key" title={w.signedOutTitle}>
          {w.signedOutMore}
        </Banner>
      )}
      {apply !== null && !wasUpdatePutOff.value && (
        <Banner
          kind="note"
          icon="update"
          title={w.updateTitle}
          action={
            <>
              <Button onClick={() => (isAnythingUnsaved.value ? setAsking(true) : apply())}>
                {w.updateNow}
              </Button>
              <IconButton
                icon="close"
                label={words.value.parts.close}
                onClick={() => {
                  wasUpdatePutOff.value = true;
                }}
              />
            </>
          }
        >
          {w.updateMore}
        </Banner>
      )}
      {apply !== null && isAsking && (
        <UpdateDialog apply={apply} onClose={() => setAsking(false)} />
      )}
      {Notices && <Notices openedPath={openedPath} />}
    </>
  );
}
