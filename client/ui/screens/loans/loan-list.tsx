/** The loans in lists: what should be back, what is out, what one has oneself, and what came back. */
import { useLocation } from 'preact-iso/router';
import { useEffect, useRef } from 'preact/hooks';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Chip } from '../../parts/chip.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Screen } from '../../parts/screen.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { formatNumber } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { saveLoansCsv } from './loan-csv.ts';
import { LoanRow } from './loan-row.tsx';
import { NoLoans } from './no-loans.tsx';
import { useLoanTabs } from './use-loan-tabs.ts';

export interface LoanListProps {
  readonly openId: string | undefined;
  /** A loan lies over it on a phone. */
  readonly isBehind: boolean;
}

export function LoanList({ openId, isBehind }: LoanListProps) {
  const app = useApp();
  const lists = useLoanTabs();
  const { shown, tab, query, view } = lists;
  const w = screenWords.value.loans;
  const csv = (
    <IconButton
      icon="download"
      label={w.screen.csv}
      onClick={() => saveLoansCsv(app, shown, view)}
    />
  );
  return (
    <Screen
      title={w.title}
      isBehind={isBehind}
      head={lists.isRead && !lists.isEmpty ? <ListHead lists={lists} /> : undefined}
      tools={lists.isForStaff && shown.length > 0 && csv}
      bare
    >
      {!lists.isRead && <Skeleton rows={5} />}
      {lists.isRead && shown.length === 0 && <NoLoans tab={tab} isNarrowed={query !== ''} />}
      {shown.length > 0 && (
        <VirtualList
          class="loans-list"
          label={w.screen.list}
          listKey={`${tab} ${query}`}
          rows={shown}
          keyOf={({ loan }) => loan.id}
          renderRow={(known) => (
            <LoanRow {...known} view={view} isOpen={known.loan.id === openId} />
          )}
        />
      )}
    </Screen>
  );
}

function ListHead({ lists }: { lists: ReturnType<typeof useLoanTabs> }) {
  const { route } = useLocation();
  const { shown, tabs, tab, query } = lists;
  const row = useRef<HTMLDivElement>(null);
  const w = screenWords.value.loans.screen;
  useEffect(() => {
    const pressed = row.current?.querySelector('[aria-pressed=true]');
    pressed?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [tab]);
  return (
    <div class="items-head">
      <div class="search-row">
        <SearchField
          label={lists.isForStaff ? w.search : w.searchMember}
          value={query}
          onInput={lists.setQuery}
          onDown={() => document.querySelector<HTMLElement>('.loans-list .row')?.focus()}
          onEnter={() => {
            const [first] = shown;
            if (first !== undefined && query !== '') route(paths.loan(first.loan.id));
          }}
        />
      </div>
      <div class="chips loan-tabs" role="group" aria-label={w.views} ref={row}>
        {tabs.map(({ key, count }) => (
          <Chip key={key} pressed={key === tab} onToggle={() => lists.choose(key)}>
            {key === 'back' || count === 0 ? w[key] : w.count(w[key], formatNumber(count))}
          </Chip>
        ))}
      </div>
      <p class="count-line" role="status">
        <span>{w.found(shown.length)}</span>
      </p>
    </div>
  );
}
