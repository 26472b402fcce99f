/** All suppliers by name: searched by a word, narrowed by kind. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import { supplierKinds, type SupplierKind } from '../../../../shared/suppliers.ts';
import { fold } from '../../../state/fold.ts';
import { paths } from '../../../state/route.ts';
import { readSuppliers, type ListedSupplier } from '../../../state/suppliers.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Chip } from '../../parts/chip.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { Screen } from '../../parts/screen.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { useLive } from '../../use-live.ts';
import { formatNumber } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';

export interface SupplierListProps {
  readonly openId: string | undefined;
  readonly isBehind: boolean;
}

export function SupplierList({ openId, isBehind }: SupplierListProps) {
  const { storageTrouble } = useApp();
  const all = useLive(readSuppliers, []);
  const [query, setQuery] = useState('');
  const [kind, setKind] = useState<SupplierKind | null>(null);
  const w = screenWords.value.suppliers;
  const fitting = (all ?? []).filter(({ supplier }) => fits(supplier, query));
  const shown = fitting.filter(({ supplier }) => kind === null || supplier.kind === kind);
  const isEmpty = all !== undefined && all.length === 0;
  return (
    <Screen
      title={w.title}
      isBehind={isBehind}
      tools={<IconButton icon="plus" label={w.list.add} href={paths.newSupplier} />}
      head={
        all !== undefined &&
        !isEmpty && <ListHead {...{ query, setQuery, kind, setKind, fitting, shown }} />
      }
      bare
    >
      {all === undefined && storageTrouble.value === null && <Skeleton rows={5} />}
      {all === undefined && storageTrouble.value !== null && (
        <EmptyState
          icon="attention"
          title={screenWords.value.pictures.panel.brokenTitle}
          action={<Button onClick={() => location.reload()}>{words.value.trouble.tryAgain}</Button>}
        />
      )}
      {isEmpty && (
        <EmptyState
          icon="shop"
          title={w.list.emptyTitle}
          action={
            <Button kind="primary" icon="plus" href={paths.newSupplier}>
              {w.list.add}
            </Button>
          }
        >
          {w.list.emptyMore}
        </EmptyState>
      )}
      {!isEmpty && all !== undefined && shown.length === 0 && (
        <EmptyState icon="search" title={w.list.nothingTitle}>
          {w.list.nothingMore}
        </EmptyState>
      )}
      {shown.length > 0 && (
        <VirtualList
          class="suppliers-list"
          label={w.list.label}
          listKey={`${kind} ${query}`}
          rows={shown}
          keyOf={({ supplier }) => supplier.id}
          renderRow={(listed) => <SupplierRow {...listed} isOpen={listed.supplier.id === openId} />}
        />
      )}
    </Screen>
  );
}

function fits({ name, customerNumber, notes }: ListedSupplier['supplier'], query: string): boolean {
  const text = fold(`${name} ${customerNumber} ${notes}`);
  return fold(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface ListHeadProps {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly kind: SupplierKind | null;
  readonly setKind: (kind: SupplierKind | null) => void;
  readonly fitting: readonly ListedSupplier[];
  readonly shown: readonly ListedSupplier[];
}

function ListHead({ query, setQuery, kind, setKind, fitting, shown }: ListHeadProps) {
  const { route } = useLocation();
  const w = screenWords.value.suppliers;
  const countOf = (each: SupplierKind): number =>
    fitting.filter(({ supplier }) => supplier.kind === each).length;
  return (
    <div class="items-head supplier-head">
      <div class="search-row">
        <SearchField
          label={w.list.search}
          value={query}
          onInput={setQuery}
          onDown={() => document.querySelector<HTMLElement>('.suppliers-list .row')?.focus()}
          onEnter={() => {
            const [first] = shown;
            if (first !== undefined && query !== '') route(paths.supplier(first.supplier.id));
          }}
        />
      </div>
      <div class="chips" role="group" aria-label={w.list.kinds}>
        <Chip pressed={kind === null} onToggle={() => setKind(null)}>
          {w.list.all}
        </Chip>
        {supplierKinds.map((each) => (
          <Chip
            key={each}
            pressed={kind === each}
            onToggle={() => setKind(kind === each ? null : each)}
          >
            {w.list.kind(w.kinds[each], formatNumber(countOf(each)))}
          </Chip>
        ))}
      </div>
      <p class="count-line" role="status">
        <span>{w.list.found(shown.length)}</span>
      </p>
    </div>
  );
}

function SupplierRow({ supplier, items, isOpen }: ListedSupplier & { isOpen: boolean }) {
  const { waiting } = useApp();
  const w = screenWords.value.suppliers;
  return (
    <a
      class={supplier.active ? 'row' : 'row put-away'}
      href={paths.supplier(supplier.id)}
      aria-current={isOpen ? 'page' : undefined}
    >
      <span class="text">
        <span class="name">
          <span>{supplier.name}</span>
          {waiting.value.rowKeys.has(`supplier:${supplier.id}`) && <PendingMark />}
        </span>
        <span class="under">
          {[w.kinds[supplier.kind], w.itemCount(items), supplier.active ? '' : w.inactive]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </a>
  );
}
