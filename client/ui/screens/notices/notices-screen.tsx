/** What somebody who looks after the space is told of, by which ways and when, and the webhooks of the space. */
import type { ServerFailure } from '../../../state/server.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { serverFailureLines } from '../../words/server-failure-words.ts';
import { PushCard } from './push-card.tsx';
import { useNotices } from './use-notices.ts';
import { Webhooks } from './webhooks.tsx';
import { WishForm } from './wish-form.tsx';
import '../../styles/notices.css';

export function NoticesScreen() {
  const { session } = useApp();
  const w = screenWords.value.notices;
  const person = session.value;
  return (
    <Screen title={w.title} back={paths.settings}>
      {person !== null && isStaff(person) ? (
        <Notices personId={person.personId} />
      ) : (
        <EmptyState icon="bell" title={w.notForYou}>
          {w.notForYouMore}
        </EmptyState>
      )}
    </Screen>
  );
}

function Notices({ personId }: { personId: string }) {
  const notices = useNotices(personId);
  const { view, wish, failure, read } = notices;
  const { onTrouble } = useApp();
  const again = (): void => void read().catch(onTrouble);
  if (view === undefined || wish === undefined)
    return failure === undefined ? (
      <Skeleton rows={5} />
    ) : (
      <Away failure={failure} onAgain={again} />
    );
  return (
    <>
      {failure !== undefined && <AwayBanner failure={failure} onAgain={again} />}
      <PushCard notices={notices} view={view} />
      <WishForm notices={notices} view={view} wish={wish} />
      <Webhooks notices={notices} webhooks={view.webhooks} />
    </>
  );
}

interface AwayProps {
  readonly failure: ServerFailure;
  readonly onAgain: () => void;
}

function linesOf(failure: ServerFailure) {
  const w = screenWords.value.notices;
  return failure.kind === 'unreachable'
    ? { title: w.offline, more: w.offlineMore }
    : serverFailureLines(failure);
}

function Away({ failure, onAgain }: AwayProps) {
  const { title, more } = linesOf(failure);
  return (
    <EmptyState
      icon="offline"
      title={title}
      action={<Button onClick={onAgain}>{screenWords.value.notices.again}</Button>}
    >
      {more}
    </EmptyState>
  );
}

function AwayBanner({ failure, onAgain }: AwayProps) {
  const { title, more } = linesOf(failure);
  return (
    <Banner
      kind="note"
      icon="offline"
      title={title}
      action={<Button onClick={onAgain}>{screenWords.value.notices.again}</Button>}
    >
      {` ${more}`}
    </Banner>
  );
}
