/** The list of suppliers, and beside it (or on a phone over it) one of them, its form, or a new one. For staff. */
import { useLocation, useRoute } from 'preact-iso/router';
import { isUuid, toId } from '../../../../shared/ids.ts';
import { paths } from '../../../state/route.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { screenWords } from '../../words/screen-words.ts';
import { OnlyStaff } from './only-staff.tsx';
import { SupplierFormScreen } from './supplier-form-screen.tsx';
import { SupplierList } from './supplier-list.tsx';
import { SupplierPage } from './supplier-page.tsx';
import '../../styles/suppliers.css';

export function SuppliersArea() {
  const { session } = useApp();
  const { path } = useLocation();
  const { params } = useRoute();
  const named = path === paths.suppliers ? undefined : params['id'];
  const w = screenWords.value.suppliers;
  if (!isStaff(session.value)) {
    return (
      <Screen title={w.title} back={paths.more}>
        <OnlyStaff>{null}</OnlyStaff>
      </Screen>
    );
  }
  return (
    <div class="panes" data-at={named === undefined ? 'list' : 'detail'}>
      <SupplierList openId={named} isBehind={named !== undefined} />
      <Detail named={named} part={params['part']} />
    </div>
  );
}

function Detail({ named, part }: { named: string | undefined; part: string | undefined }) {
  const w = screenWords.value.suppliers.list;
  if (named === 'new') return <SupplierFormScreen key="new" id={null} />;
  if (named !== undefined) {
    const id = toId<'supplier'>(isUuid(named) ? named : '');
    if (part === 'edit') return <SupplierFormScreen key={`edit ${named}`} id={id} />;
    return <SupplierPage key={named} id={id} />;
  }
  return (
    <section class="pane detail" aria-label={w.pick}>
      <div />
      <EmptyState icon="shop" title={w.pick}>
        {w.pickMore}
      </EmptyState>
    </section>
  );
}
