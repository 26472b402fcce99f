/**
 * What is lent out, and beside it (or on a phone over it) one loan. Members see of others only that something is out, and
 * until when.
 */
import { useLocation, useRoute } from 'preact-iso/router';
import { isUuid, toId } from '../../../../shared/ids.ts';
import { paths } from '../../../state/route.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { LoanList } from './loan-list.tsx';
import { LoanPage } from './loan-page.tsx';
import '../../styles/loans.css';

export function LoansScreen() {
  const { path } = useLocation();
  const { params } = useRoute();
  const named = path === paths.loans ? undefined : params['id'];
  const id = toId<'loan'>(named !== undefined && isUuid(named) ? named : '');
  const w = screenWords.value.loans;
  return (
    <div class="panes" data-at={named === undefined ? 'list' : 'detail'}>
      <LoanList openId={id} isBehind={named !== undefined} />
      {named === undefined ? (
        <section class="pane detail" aria-label={w.pick}>
          <div />
          <EmptyState icon="lend" title={w.pick}>
            {w.pickMore}
          </EmptyState>
        </section>
      ) : (
        <LoanPage key={named} id={id} />
      )}
    </div>
  );
}
