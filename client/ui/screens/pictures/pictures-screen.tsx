/** How the space's pictures get along, for those who look after them: what waits and since when, what failed and why. */
import type { PictureHealth } from '../../../state/picture-health.ts';
import { readPictureHealth } from '../../../state/picture-health.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { PictureCounts } from './picture-counts.tsx';
import { PictureTroubles } from './picture-troubles.tsx';

export function PicturesScreen() {
  const { session } = useApp();
  const w = screenWords.value.pictures.panel;
  return (
    <Screen title={w.title} back={paths.more}>
      {isStaff(session.value) ? (
        <Health />
      ) : (
        <EmptyState
          icon="key"
          title={w.onlyStaff}
          action={<Button href={paths.items}>{words.value.app.toItems}</Button>}
        >
          {w.onlyStaffMore}
        </EmptyState>
      )}
    </Screen>
  );
}

function Health() {
  const { storageTrouble, status } = useApp();
  const health = useLive(readPictureHealth, []);
  const w = screenWords.value.pictures.panel;
  const { state } = status.value;
  if (health === undefined) {
    if (storageTrouble.value === null) return <Skeleton rows={4} />;
    return (
      <EmptyState
        icon="attention"
        title={w.brokenTitle}
        action={<Button onClick={() => location.reload()}>{words.value.trouble.tryAgain}</Button>}
      />
    );
  }
  if (isEmpty(health)) {
    return (
      <EmptyState icon="photo" title={w.emptyTitle}>
        {w.emptyMore}
      </EmptyState>
    );
  }
  return (
    <>
      {(state === 'offline' || state === 'stayingOffline') && (
        <Banner kind="note" icon="offline" title={w.offline} />
      )}
      <PictureCounts health={health} />
      <PictureTroubles title={w.failed} troubles={health.failures} none={w.noneFailed} withAll />
      {health.later.length > 0 && (
        <PictureTroubles title={w.later} hint={w.laterMore} troubles={health.later} />
      )}
    </>
  );
}

function isEmpty({ waiting, ready, unsentHere, failures, later }: PictureHealth): boolean {
  const { queued, downloading, awaiting } = waiting;
  const count = queued + downloading + awaiting + ready + unsentHere;
  return count + failures.length + later.length === 0;
}
