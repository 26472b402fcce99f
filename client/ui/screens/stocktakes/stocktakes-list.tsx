/** All stocktakes: the open ones with how far they are, then those that are over with who decided it when. */
import type { Stocktake } from '../../../../shared/entities.ts';
import { readStocktakes } from '../../../state/read-stocktake.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Icon } from '../../parts/icons.tsx';
import { ProgressBar } from '../../parts/progress-bar.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { decidedWords, useNames } from './stocktake-words.ts';
import { progressOf } from './progress-of.ts';
import { useCounting } from './use-stocktake.ts';

export function StocktakesList() {
  const { may, session, status } = useApp();
  const all = useLive(readStocktakes, []);
  const w = screenWords.value.stocktake;
  const isMaker = may('stocktake.create');
  const add = isMaker && (
    <Button icon="plus" href={paths.newStocktake} kind="primary">
      {w.new}
    </Button>
  );
  const open = (all ?? []).filter(({ state }) => state === 'open');
  const over = (all ?? []).filter(({ state }) => state !== 'open');
  const isFirst = status.value.lastSyncedAt === null && status.value.state === 'offline';
  return (
    <Screen title={w.title} back={paths.more}>
      {all !== undefined && all.length > 0 && add && <div class="toolbar">{add}</div>}
      {all === undefined && <Skeleton rows={3} />}
      {all?.length === 0 && (
        <EmptyState icon="count" title={w.list.emptyTitle} action={add}>
          {isFirst ? w.list.firstOffline : isMaker ? w.list.emptyStaff : w.list.emptyMember}
        </EmptyState>
      )}
      {open.length > 0 && (
        <Section title={w.list.open}>
          <ul class="list">
            {open.map((stocktake) => (
              <li key={stocktake.id}>
                <OpenRow stocktake={stocktake} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {over.length > 0 && (
        <Section title={w.list.over}>
          <ul class="list">
            {over.map((stocktake) => (
              <li key={stocktake.id}>
                <OverRow stocktake={stocktake} isStaff={isStaff(session.value)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Screen>
  );
}

function OpenRow({ stocktake }: { stocktake: Stocktake }) {
  const { places } = useCounting(stocktake.id);
  const w = screenWords.value.stocktake.progress;
  const progress = places && progressOf(places);
  return (
    <a class="row plain stocktake-row" href={paths.stocktake(stocktake.id)}>
      <span>
        <span class="name">
          <span>{stocktake.name}</span>
        </span>
        {progress !== undefined && (
          <ProgressBar
            label={w.bins(progress.counted, progress.expected)}
            done={progress.counted}
            of={Math.max(1, progress.expected)}
          />
        )}
      </span>
      <Icon name="next" little />
    </a>
  );
}

function OverRow({ stocktake, isStaff: isReviewer }: { stocktake: Stocktake; isStaff: boolean }) {
  const names = useNames();
  const href = isReviewer
    ? paths.stocktakePart(stocktake.id, 'review')
    : paths.stocktake(stocktake.id);
  return (
    <a class="row plain stocktake-row" href={href}>
      <span>
        <span class="name">
          <span>{stocktake.name}</span>
        </span>
        <span class="under">{decidedWords(stocktake, names)}</span>
      </span>
      <Icon name="next" little />
    </a>
  );
}
