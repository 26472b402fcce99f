/** All the names that lines of a history are written with, followed while the screen is open. */
import { useMemo } from 'preact/hooks';
import type { Item, Loan, Location } from '../../../../shared/entities.ts';
import type { HistoryScope } from '../../../../shared/history.ts';
import type { ItemId, LocationId } from '../../../../shared/ids.ts';
import { makeLoanFinder } from '../../../../shared/loan-ids.ts';
import { readLoansOf } from '../../../state/loans.ts';
import { useApp } from '../../app-context.ts';
import { useLive } from '../../use-live.ts';
import { usePeople } from '../../use-people.ts';
import type { HistoryView } from '../../words/history-words.ts';

interface Named {
  readonly scope: HistoryScope;
  readonly items: ReadonlyMap<ItemId, Item>;
  readonly gonePlaces?: ReadonlyMap<LocationId, Location>;
}

const nothingGone: ReadonlyMap<LocationId, Location> = new Map();

export function useHistoryView({ scope, items, gonePlaces = nothingGone }: Named): HistoryView {
  const { locations, session } = useApp();
  const people = usePeople();
  const places = locations.value;
  const ownId = session.value?.personId ?? null;
  const itemId = scope.kind === 'item' ? scope.itemId : null;
  const loans = useLive(
    (db) => (itemId === null ? db.loan.toArray() : readLoansOf(db, itemId)),
    [itemId],
  );
  const loanOf = useMemo(() => makeLoanFinder<Loan>(loans ?? []), [loans]);
  return useMemo(
    () => ({ scope, places, gonePlaces, items, people, loanOf, ownId }),
    [scope, places, gonePlaces, items, people, loanOf, ownId],
  );
}
