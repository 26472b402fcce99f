/** The list of items, and beside it (or on a phone over it) one of them, its form, or a new one. */
import { ErrorBoundary } from 'preact-iso/lazy';
import { useLocation, useRoute } from 'preact-iso/router';
import { isUuid, toId, type ItemId } from '../../../../shared/ids.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ItemFormScreen, ItemScreen } from '../../screens.ts';
import { words } from '../../words/words.ts';
import { ItemsScreen } from './items-screen.tsx';

export function ItemsArea() {
  const { path } = useLocation();
  const { params } = useRoute();
  const named = path === '/' ? undefined : params['id'];
  const id = named !== undefined && isUuid(named) ? toId<'item'>(named) : undefined;
  return (
    <div class="panes" data-at={named === undefined ? 'list' : 'detail'}>
      <ItemsScreen openId={id} isBehind={named !== undefined} />
      <ErrorBoundary>
        <Detail id={id} isNew={named === 'new'} isForm={params['form'] === 'edit'} />
      </ErrorBoundary>
    </div>
  );
}

interface DetailProps {
  readonly id: ItemId | undefined;
  readonly isNew: boolean;
  readonly isForm: boolean;
}

function Detail({ id, isNew, isForm }: DetailProps) {
  const w = words.value.items;
  if (isNew) return <ItemFormScreen key="new" id={null} />;
  if (id !== undefined && isForm) return <ItemFormScreen key={`edit ${id}`} id={id} />;
  if (id !== undefined) return <ItemScreen key={id} id={id} />;
  return (
    <section class="pane detail" aria-label={w.pick}>
      <div />
      <EmptyState icon="items" title={w.pick}>
        {w.pickMore}
      </EmptyState>
    </section>
  );
}
