/** What concerns the whole app: this phone cannot save, sign in again, a new version lies ready. */
import { signal } from '@preact/signals';
import { thisDevice } from '../device/this-device.ts';
import { useApp } from './app-context.ts';
import { Banner } from './parts/banner.tsx';
import { Button } from './parts/button.tsx';
import { IconButton } from './parts/icon-button.tsx';
import { words } from './words/words.ts';

/** A new version can wait; asking once per visit is enough, the chip goes on saying it. */
const wasUpdatePutOff = signal(false);

export function Banners() {
  const { storageTrouble, applyUpdate, sync, items } = useApp();
  const w = words.value.trouble;
  const apply = applyUpdate.value;
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
              <Button onClick={apply}>{w.updateNow}</Button>
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
    </>
  );
}
