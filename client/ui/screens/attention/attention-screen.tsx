/** Every change that did not come through as meant. Nothing leaves this list by itself before somebody has decided. */
import { useEffect, useState } from 'preact/hooks';
import type { AttentionEntry } from '../../../state/attention.ts';
import { markAllSeen, resolveEntry } from '../../../state/resolve-attention.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { useActions } from '../../use-actions.ts';
import { isStaff } from '../../is-staff.ts';
import { Issue } from './issue.tsx';
import { NoticedList, useNoticed } from './noticed-list.tsx';

export function AttentionScreen() {
  const app = useApp();
  const [tab, setTab] = useState<'open' | 'resolved'>('open');
  const entries = app.attention.value;
  const noticed = useNoticed(isStaff(app.session.value));
  const w = screenWords.value.attention;
  const unseen = (entries ?? []).some(({ seenAt }) => seenAt === null);
  useEffect(() => {
    if (unseen) void markAllSeen(app).catch(app.onTrouble);
  }, [unseen]);
  const shown = (entries ?? []).filter(
    ({ resolvedAt }) => (resolvedAt === null) === (tab === 'open'),
  );
  return (
    <Screen title={w.title}>
      {noticed !== undefined && <NoticedList {...noticed} />}
      <OwnOverdue />
      {entries === undefined && <Skeleton rows={3} />}
      {entries?.length === 0 && app.overdue.value.own === 0 && noticed?.lines.length === 0 && (
        <EmptyState icon="check" title={w.emptyTitle}>
          {w.emptyMore}
        </EmptyState>
      )}
      {entries !== undefined && entries.length > 0 && (
        <Tabs
          label={w.title}
          chosen={tab}
          tabs={[
            { key: 'open', text: w.open },
            { key: 'resolved', text: w.resolved },
          ]}
          onChoose={setTab}
        >
          <IssueList entries={shown} isOpen={tab === 'open'} />
        </Tabs>
      )}
    </Screen>
  );
}

/** What one has longer than agreed. It goes away by being given back, not by being read. */
function OwnOverdue() {
  const { own } = useApp().overdue.value;
  const w = screenWords.value.loans.attention;
  if (own === 0) return null;
  return (
    <Card class="issue refused">
      <h2>{w.title(own)}</h2>
      <p>{w.more}</p>
      <div class="toolbar">
        <Button icon="lend" href={paths.myLoans}>
          {w.open}
        </Button>
      </div>
    </Card>
  );
}

function IssueList({ entries, isOpen }: { entries: readonly AttentionEntry[]; isOpen: boolean }) {
  const app = useApp();
  const { actions } = useActions();
  const w = screenWords.value.attention;
  const informing = isOpen ? entries.filter(({ remedies }) => remedies.length === 0) : [];
  if (entries.length === 0) {
    return (
      <EmptyState icon="check" title={isOpen ? w.emptyTitle : w.noResolved}>
        {isOpen && w.emptyMore}
      </EmptyState>
    );
  }
  const settleAll = async (): Promise<void> => {
    for (const entry of informing) await resolveEntry({ ...app, actions }, entry, null);
  };
  return (
    <div class="cards spaced">
      {informing.length > 1 && (
        <div class="toolbar end">
          <Button icon="check" onClick={() => void settleAll().catch(app.onTrouble)}>
            {w.allRead}
          </Button>
        </div>
      )}
      {entries.map((entry) => (
        <Issue key={entry.id} entry={entry} />
      ))}
    </div>
  );
}
