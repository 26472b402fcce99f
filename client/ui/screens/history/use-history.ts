/**
 * A history on screen: a few lines at once, more as they are asked for. It reads on by itself where a filter lets too few
 * through, or where only an older count can say how much there was; and it asks the server where this phone ends.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { historyLimitMax, type HistoryScope } from '../../../../shared/history.ts';
import { dayStart, filterLines, type HistoryFilters } from '../../../state/history-filters.ts';
import type { HistoryLine } from '../../../state/history.ts';
import {
  noOlder,
  readHistoryPage,
  tellStory,
  withOlder,
  type HistoryPage,
  type Story,
} from '../../../state/history-page.ts';
import { useApp } from '../../app-context.ts';
import { useLive } from '../../use-live.ts';

/** Two screens full: what comes first is on a phone's screen in a blink, the next ones before one gets there. */
const shownAtFirst = 25;
const shownMore = 50;
/** More than is shown, so that the level of the last line is most often known. */
const readAtFirst = 60;

export type OlderState = 'none' | 'here' | 'asking' | 'offline' | 'failed';

export interface ShownHistory {
  readonly story: Story;
  readonly lines: readonly HistoryLine[];
  /** All that fit the filters, as far as has been read. */
  readonly fitting: readonly HistoryLine[];
  readonly hasMore: boolean;
  readonly showMore: () => void;
  /** Still looking for lines that fit. */
  readonly isSearching: boolean;
  readonly older: OlderState;
  readonly askOlder: () => void;
}

/** Undefined until this phone has been read. */
export function useHistory(scope: HistoryScope, filters: HistoryFilters): ShownHistory | undefined {
  const { locations } = useApp();
  const [shown, setShown] = useState(shownAtFirst);
  const [limit, setLimit] = useState(readAtFirst);
  const page = usePage(scope, limit);
  const { older, state, askOlder } = useOlder(scope, page?.read);
  const read = page?.read;
  const story = useMemo(() => read && tellStory(read, older, scope), [read, older, scope]);
  const places = locations.value;
  const fitting = useMemo(() => {
    const { placeId } = filters;
    const inside = placeId === null ? null : places.withInside(placeId);
    return filterLines(story?.lines ?? [], filters, inside);
  }, [story, filters, places]);
  useEffect(() => setShown(shownAtFirst), [filters]);

  const lines = useMemo(() => fitting.slice(0, shown), [fitting, shown]);
  const isShort = fitting.length < shown && !isPast(story, filters);
  const isVague = lines.some(({ level }) => level === null);
  const canRead = page !== undefined && page.read.hasMoreHere;
  const wantsMore = canRead && page.limit === limit && (isShort || isVague);
  useEffect(() => {
    if (wantsMore) setLimit(limit * 4);
  }, [wantsMore, limit]);

  if (story === undefined) return undefined;
  return {
    story,
    lines,
    fitting,
    hasMore: fitting.length > shown,
    showMore: () => setShown(shown + shownMore),
    isSearching: canRead && isShort,
    older: state,
    askOlder,
  };
}

/** Everything further back is before the period that was asked for. */
function isPast(story: Story | undefined, { since }: HistoryFilters): boolean {
  const last = story?.lines.at(-1);
  return since !== '' && last !== undefined && last.at < dayStart(since);
}

/** What was read before stays in sight while more of it is being read. */
function usePage(scope: HistoryScope, limit: number) {
  const last = useRef<{ readonly read: HistoryPage; readonly limit: number } | undefined>(
    undefined,
  );
  const read = useLive((db) => readHistoryPage(db, scope, limit), [scope, limit]);
  if (read !== undefined && read !== last.current?.read) last.current = { read, limit };
  return last.current;
}

function useOlder(scope: HistoryScope, page: HistoryPage | undefined) {
  const { server, status } = useApp();
  const [older, setOlder] = useState(noOlder);
  const [asked, setAsked] = useState<'' | 'asking' | 'unreachable' | 'failed'>('');
  const before = older.next ?? page?.olderFrom ?? null;
  const isOffline = ['offline', 'stayingOffline'].includes(status.value.state);

  const askOlder = (): void => {
    setAsked('asking');
    void server.readHistory({ scope, before, limit: historyLimitMax }).then((answer) => {
      if (answer.ok) setOlder(withOlder(older, answer.value));
      setAsked(answer.ok ? '' : answer.failure.kind === 'unreachable' ? 'unreachable' : 'failed');
    });
  };
  const hasOlder = page !== undefined && page.olderFrom !== null && older.more;
  const state: OlderState = !hasOlder
    ? 'none'
    : asked === 'asking'
      ? 'asking'
      : isOffline || asked === 'unreachable'
        ? 'offline'
        : asked === 'failed'
          ? 'failed'
          : 'here';
  return { older, state, askOlder };
}
