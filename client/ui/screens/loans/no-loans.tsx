/** A list of loans with nothing in it: what that means, and how something gets there. */
import type { LoanTab } from '../../../state/loans.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { screenWords } from '../../words/screen-words.ts';

export function NoLoans({ tab, isNarrowed }: { tab: LoanTab; isNarrowed: boolean }) {
  const { session, status } = useApp();
  const w = screenWords.value.loans.screen;
  if (isNarrowed) {
    return (
      <EmptyState icon="search" title={w.nothing}>
        {w.nothingMore}
      </EmptyState>
    );
  }
  const texts = {
    overdue: [w.emptyOverdue, w.emptyOverdueMore],
    out: [w.emptyOut, w.emptyOutMore],
    mine: [w.emptyMine, w.emptyMineMore],
    back: [w.emptyBack, w.emptyBackMore],
  } as const;
  const [title, more] = texts[tab];
  const isFirst = status.value.lastSyncedAt === null && status.value.state === 'offline';
  const scan = (
    <Button href={paths.scan} icon="scan">
      {w.scan}
    </Button>
  );
  return (
    <EmptyState
      icon={tab === 'overdue' ? 'check' : 'lend'}
      title={title}
      action={tab === 'mine' && scan}
    >
      {session.value === null ? w.notJoined : isFirst ? w.firstOffline : more}
    </EmptyState>
  );
}
