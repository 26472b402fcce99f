/** The list of items, and beside it (or on a phone over it) one of them, its form, or a new one. */
import { ErrorBoundary } from 'preact-iso/lazy';
import { useLocation, useRoute } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';
import { isUuid, toId, type ItemId } from '../../../../shared/ids.ts';
import { isTableChosen, rememberTable } from '../../../device/items-view.ts';
import { isWide, watchWide } from '../../../device/this-device.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ItemFormScreen, ItemHistoryScreen, ItemScreen } from '../../screens.ts';
import { words } from '../../words/words.ts';
import { ItemsScreen } from './items-screen.tsx';

export function ItemsArea() {
  const { path } = useLocation();
  const { params } = useRoute();
  const named = path === '/' ? undefined : params['id'];
  const id = named !== undefined && isUuid(named) ? toId<'item'>(named) : undefined;
  const [isTable, setTable] = useState(isTableChosen);
  const [isRoomy, setRoomy] = useState(isWide);
  useEffect(() => watchWide(setRoomy), []);
  const onTable = (chosen: boolean): void => {
    rememberTable(chosen);
    setTable(chosen);
  };
  const view = isTable && isRoomy ? 'table' : 'list';
  return (
    <div class="panes" data-at={named === undefined ? 'list' : 'detail'} data-view={view}>
      <ItemsScreen
        openId={id}
        isBehind={named !== undefined}
        isTable={view === 'table'}
        onTable={onTable}
      />
      <ErrorBoundary>
        <Detail id={id} isNew={named === 'new'} part={params['form']} />
      </ErrorBoundary>
    </div>
  );
}

interface DetailProps {
  readonly id: ItemId | undefined;
  readonly isNew: boolean;
  readonly part: string | undefined;
}

function Detail({ id, isNew, part }: DetailProps) {
  const w = words.value.items;
  if (isNew) return <ItemFormScreen key="new" id={null} />;
  if (id !== undefined && part === 'edit') return <ItemFormScreen key={`edit ${id}`} id={id} />;
  if (id !== undefined && part === 'history')
    return <ItemHistoryScreen key={`history ${id}`} id={id} />;
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
