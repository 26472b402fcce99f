/** Who looks at loans, on which day, and whom they may know. */
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { usePeople } from '../../use-people.ts';
import type { LoanView } from '../../words/loan-words.ts';

export function useLoanView(): LoanView {
  const { session, moment } = useApp();
  return {
    people: usePeople(),
    ownId: session.value?.personId ?? null,
    today: toDay(moment().nowMs),
  };
}
