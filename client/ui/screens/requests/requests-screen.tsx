/**
 * What is wanted and how far it has come. On a phone one group below the other; on a wide screen a board from left
 * to right. Staff also see what is low and nobody has asked for.
 */
import { useState } from 'preact/hooks';
import { openStates, readRequests, type Request } from '../../../state/requests.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { OrdersEntry } from '../orders/orders-entry.tsx';
import { LowItems } from './low-items.tsx';
import { RequestRow } from './request-row.tsx';
import '../../styles/requests.css';

export function RequestsScreen() {
  const { session, status, storageTrouble } = useApp();
  const mine = session.value?.personId ?? null;
  const requests = useLive((db) => readRequests(db, mine), [mine]);
  const [tab, setTab] = useState<'open' | 'ended'>('open');
  const w = screenWords.value.requests;
  const { state } = status.value;
  const isOffline = state === 'offline' || state === 'stayingOffline';
  return (
    <Screen title={w.title} class="requests-page">
      {requests === undefined && storageTrouble.value === null && <Skeleton rows={4} />}
      {requests === undefined && storageTrouble.value !== null && <Broken />}
      {requests !== undefined && (
        <>
          {isOffline && <Banner kind="note" icon="offline" title={w.offline} />}
          {isStaff(session.value) && <OrdersEntry />}
          <Tabs
            label={w.title}
            chosen={tab}
            tabs={[
              { key: 'open', text: `${w.open} (${requests.open.length})` },
              { key: 'ended', text: w.ended },
            ]}
            onChoose={setTab}
          >
            {tab === 'open' ? <Open requests={requests.open} /> : <Ended {...requests} />}
          </Tabs>
          {tab === 'open' && isStaff(session.value) && <LowItems requests={requests.open} />}
        </>
      )}
    </Screen>
  );
}

function Broken() {
  return (
    <EmptyState
      icon="attention"
      title={screenWords.value.pictures.panel.brokenTitle}
      action={<Button onClick={() => location.reload()}>{words.value.trouble.tryAgain}</Button>}
    />
  );
}

function Open({ requests }: { requests: readonly Request[] }) {
  const w = screenWords.value.requests;
  if (requests.length === 0) {
    return (
      <EmptyState
        icon="receive"
        title={w.none}
        action={<Button href={paths.items}>{words.value.app.toItems}</Button>}
      >
        {w.noneMore}
      </EmptyState>
    );
  }
  return (
    <div class="board">
      {openStates.map((state) => {
        const here = requests.filter(({ reorder }) => reorder.state === state);
        return (
          <div key={state} class={here.length === 0 ? 'column bare' : 'column'}>
            <Section title={`${w.states[state]} (${here.length})`}>
              {here.length === 0 ? (
                <p class="quiet small">{w.noneInState}</p>
              ) : (
                <ul class="list">
                  {here.map((request) => (
                    <li key={request.reorder.id}>
                      <RequestRow request={request} />
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          </div>
        );
      })}
    </div>
  );
}

function Ended({ ended }: { ended: readonly Request[] }) {
  if (ended.length === 0) return <p class="quiet">{screenWords.value.requests.noneEnded}</p>;
  return (
    <ul class="list">
      {ended.map((request) => (
        <li key={request.reorder.id}>
          <RequestRow request={request} withState />
        </li>
      ))}
    </ul>
  );
}
