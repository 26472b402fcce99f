/** The lists of loans, narrowed by what is searched, and which of them is in sight. */
import { useLocation } from 'preact-iso/router';
import { useEffect, useMemo, useState } from 'preact/hooks';
import {
  byUrgency,
  isInTab,
  loanTabs,
  readLoans,
  searchLoans,
  type KnownLoan,
  type LoanTab,
} from '../../../state/loans.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { useLive } from '../../use-live.ts';
import { useLoanView } from './use-loan-view.ts';

/** One's own first. */
const memberTabs: readonly LoanTab[] = ['mine', 'out', 'overdue', 'back'];

export function useLoanTabs() {
  const { session } = useApp();
  const { query: asked } = useLocation();
  const loans = useLive(readLoans, []);
  const view = useLoanView();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<LoanTab>();
  const isForStaff = isStaff(session.value);
  // The address names it once; from then on it is what was chosen here.
  const named = loanTabs.find((tab) => tab === asked['view']);
  useEffect(() => {
    if (named !== undefined) setChosen(named);
  }, [named]);
  const viewer = { ...view, isStaff: isForStaff };
  const isLate = (loans ?? []).some((known) => isInTab(known, 'overdue', viewer));
  const tab = chosen ?? named ?? (isForStaff ? (isLate ? 'overdue' : 'out') : 'mine');
  const found = useMemo(
    () => searchLoans(loans ?? [], { query, people: view.people }),
    [loans, query, view.people],
  );
  const inTab = (key: LoanTab): readonly KnownLoan[] =>
    found.filter((known) => isInTab(known, key, viewer));
  return {
    isRead: loans !== undefined,
    isEmpty: loans?.length === 0,
    isForStaff,
    view,
    query,
    setQuery,
    tab,
    choose: setChosen,
    tabs: (isForStaff ? loanTabs : memberTabs).map((key) => ({ key, count: inTab(key).length })),
    shown: inTab(tab).toSorted((one, other) => byUrgency(one.loan, other.loan)),
  };
}
