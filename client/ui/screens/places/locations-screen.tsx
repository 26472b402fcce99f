/** The tree of places, and beside it (or on a phone over it) one of them with what lies there. */
import { ErrorBoundary } from 'preact-iso/lazy';
import { useLocation, useRoute } from 'preact-iso/router';
import { useMemo, useState } from 'preact/hooks';
import type { Location } from '../../../../shared/entities.ts';
import { isUuid, toId, type LocationId } from '../../../../shared/ids.ts';
import { countByNode } from '../../../state/counts-by-place.ts';
import { paths } from '../../../state/route.ts';
import type { TreeNode } from '../../../state/tree.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { TreeList } from '../../parts/tree-list.tsx';
import { LocationHistoryScreen } from '../../screens.ts';
import { screenWords } from '../../words/screen-words.ts';
import { rowName } from '../../words/place-words.ts';
import { words } from '../../words/words.ts';
import { LocationForm } from './location-form.tsx';
import { LocationPage } from './location-page.tsx';

export function LocationsScreen() {
  const { path } = useLocation();
  const { params } = useRoute();
  const named = path === paths.locations ? undefined : params['id'];
  const id = named !== undefined && isUuid(named) ? toId<'location'>(named) : undefined;
  const w = screenWords.value.locations;
  return (
    <div class="panes" data-at={id === undefined ? 'list' : 'detail'}>
      <LocationTree openId={id} />
      {id === undefined ? (
        <section class="pane detail" aria-label={w.pick}>
          <div />
          <EmptyState icon="place" title={w.pick}>
            {w.pickMore}
          </EmptyState>
        </section>
      ) : (
        <Place key={id} id={id} isHistory={params['part'] === 'history'} />
      )}
    </div>
  );
}

function Place({ id, isHistory }: { id: LocationId; isHistory: boolean }) {
  return (
    <ErrorBoundary>
      {isHistory ? <LocationHistoryScreen id={id} /> : <LocationPage id={id} />}
    </ErrorBoundary>
  );
}

function LocationTree({ openId }: { openId: string | undefined }) {
  const { locations, items, may, status } = useApp();
  const { route } = useLocation();
  const [isAdding, setAdding] = useState(false);
  const w = screenWords.value.locations;
  const tree = locations.value;
  const counts = useMemo(
    () => countByNode(tree, items.value ?? [], ({ locationIds }) => locationIds),
    [tree, items.value],
  );
  const mayAdd = may('location.create');
  const add = (
    <Button icon="plus" onClick={() => setAdding(true)}>
      {w.add}
    </Button>
  );
  const isFirst = status.value.lastSyncedAt === null && status.value.state === 'offline';
  return (
    <Screen
      title={w.title}
      isBehind={openId !== undefined}
      class="flush"
      tools={mayAdd && tree.nodes.length > 0 && add}
    >
      {items.value === undefined && <Skeleton />}
      {items.value !== undefined && tree.nodes.length === 0 && (
        <EmptyState icon="place" title={w.emptyTitle} action={mayAdd && add}>
          {isFirst ? w.firstOffline : w.emptyMore}
        </EmptyState>
      )}
      {tree.nodes.length > 0 && (
        <TreeList
          label={w.title}
          nodes={tree.nodes}
          renderRow={(node) => (
            <Branch
              node={node}
              count={counts.get(node.row.id) ?? 0}
              isOpen={node.row.id === openId}
            />
          )}
        />
      )}
      {!mayAdd && <p class="note quiet small">{w.onlyStaff}</p>}
      {isAdding && (
        <LocationForm
          before={null}
          parentId={null}
          onClose={() => setAdding(false)}
          onCreated={(id) => route(paths.location(id))}
        />
      )}
    </Screen>
  );
}

interface BranchProps {
  readonly node: TreeNode<Location>;
  readonly count: number;
  readonly isOpen: boolean;
}

function Branch({ node: { row }, count, isOpen }: BranchProps) {
  return (
    <a
      class={row.active ? 'row' : 'row inactive'}
      href={paths.location(row.id)}
      aria-current={isOpen ? 'page' : undefined}
    >
      <span>
        <span class="name">
          <span>{rowName(row)}</span>
        </span>
        {row.description !== '' && <span class="under">{row.description}</span>}
      </span>
      <span class="side">
        {count > 0 && <span class="figures">{screenWords.value.locations.itemsHere(count)}</span>}
        {!row.active && <span class="state inactive">{words.value.places.inactive}</span>}
      </span>
    </a>
  );
}
