/** An order that begins with its supplier: a draft without lines. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import type { SupplierId } from '../../../../shared/ids.ts';
import { paths } from '../../../state/route.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Select } from '../../parts/select.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';

export function NewOrder() {
  const { query, route } = useLocation();
  const { actions, perform } = useActions();
  const suppliers = useLive(
    async (db) =>
      (await db.supplier.toArray())
        .filter(({ active, deletedAt }) => active && deletedAt === null)
        .toSorted((one, other) => one.name.localeCompare(other.name)),
    [],
  );
  const [chosen, setChosen] = useState<string>(query['supplier'] ?? '');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.orders.fresh;
  const supplier = suppliers?.find(({ id }) => id === chosen);

  const make = async (id: SupplierId, name: string): Promise<void> => {
    const made = await perform(
      actions.draftOrder(id, []),
      screenWords.value.orders.board.made(name),
    );
    if (made !== undefined) route(paths.order(made.id), true);
  };
  return (
    <Screen title={w.title} back={paths.orders} class="form-page">
      {suppliers === undefined && <Skeleton rows={2} />}
      {suppliers?.length === 0 && (
        <EmptyState
          icon="people"
          title={w.noSuppliers}
          action={<Button href={paths.suppliers}>{w.toSuppliers}</Button>}
        >
          {w.noSuppliersMore}
        </EmptyState>
      )}
      {suppliers !== undefined && suppliers.length > 0 && (
        <form
          class="order-form"
          novalidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (supplier !== undefined) void make(supplier.id, supplier.name);
          }}
        >
          <Select
            label={w.supplier}
            value={supplier?.id ?? ''}
            options={[
              { value: '', text: w.choose },
              ...suppliers.map(({ id, name }) => ({ value: id, text: name })),
            ]}
            hint={w.hint}
            trouble={wasTried && supplier === undefined ? w.needed : undefined}
            onChange={setChosen}
          />
          <div class="toolbar">
            <Button kind="primary" submits>
              {w.make}
            </Button>
          </div>
        </form>
      )}
    </Screen>
  );
}
