/**
 * What a person should know of this device once in a while, across the top, one at a time and the gravest first: that its
 * copy was cleared, that the address is not secure, that shared photos wait, that the app could be installed.
 */
import { useLocation } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';
import { countSharedPhotos } from '../device/shared-photos.ts';
import { readNote, writeNote } from '../device/note.ts';
import { paths } from '../state/route.ts';
import { useApp } from './app-context.ts';
import { InstallBanner } from './install-banner.tsx';
import { LostBanner } from './lost-banner.tsx';
import { Banner } from './parts/banner.tsx';
import { Button } from './parts/button.tsx';
import { IconButton } from './parts/icon-button.tsx';
import { screenWords } from './words/screen-words.ts';
import { words } from './words/words.ts';

/** `openedPath`: where the app was opened, long before this has been fetched. */
export function Notices({ openedPath }: { openedPath: string }) {
  const { lostHere, session, onTrouble } = useApp();
  const { path } = useLocation();
  const [shared, setShared] = useState(0);
  const [hasMoved, setMoved] = useState(false);
  useEffect(() => {
    if (path !== openedPath) setMoved(true);
    countSharedPhotos().then(setShared, onTrouble);
  }, [path, openedPath, onTrouble]);
  if (lostHere.value !== null) return <LostBanner lost={lostHere.value} />;
  if (!isSecureContext && path !== paths.secure) return <InsecureBanner />;
  if (path === paths.share) return null;
  if (shared > 0) return <SharedBanner count={shared} />;
  return session.value !== null && hasMoved && path !== paths.join ? <InstallBanner /> : null;
}

function InsecureBanner() {
  const [isSaid, setSaid] = useState(() => readNote('insecure-said') !== null);
  const { moment } = useApp();
  const w = screenWords.value.install.secure;
  if (isSaid) return null;
  return (
    <Banner
      kind="note"
      icon="attention"
      title={w.bannerTitle}
      action={
        <>
          <Button href={paths.secure}>{w.help}</Button>
          <IconButton
            icon="close"
            label={words.value.parts.close}
            onClick={() => {
              writeNote('insecure-said', moment().nowMs);
              setSaid(true);
            }}
          />
        </>
      }
    >
      {w.banner}
    </Banner>
  );
}

function SharedBanner({ count }: { count: number }) {
  const w = screenWords.value.install.share;
  return (
    <Banner
      kind="note"
      icon="photo"
      title={w.waiting(count)}
      action={<Button href={paths.share}>{w.look}</Button>}
    />
  );
}
