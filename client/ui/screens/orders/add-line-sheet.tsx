/** Adding a line to an order: first what, from what the supplier is known to sell or from all items, then how much. */
import { useState } from 'preact/hooks';
import type { Item, SupplierItem } from '../../../../shared/entities.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import { packsFor } from '../../../../shared/suppliers.ts';
import { fold } from '../../../state/fold.ts';
import { readSoldBy } from '../../../state/order-choices.ts';
import { readCurrentReorder } from '../../../state/reorder-actions.ts';
import { likelyQuantity } from '../../../state/requests.ts';
import { searchItems } from '../../../state/search.ts';
import { readSpaceCurrency } from '../../../state/suppliers.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { packPriceWords } from '../../words/supplier-words.ts';
import { LineFields } from './line-fields.tsx';
import type { KnownPage } from './order-screen.tsx';
import { useLineDraft } from './use-line-draft.ts';

const shownMax = 12;

interface Picked {
  readonly item: Item;
  readonly sold: SupplierItem | undefined;
  readonly cycle: number;
  readonly packs: number;
  readonly currency: string;
}

export interface AddLineSheetProps {
  readonly page: KnownPage;
  readonly onClose: () => void;
}

export function AddLineSheet({ page, onClose }: AddLineSheetProps) {
  const app = useApp();
  const [picked, setPicked] = useState<Picked>();

  const pick = async (itemId: ItemId, sold: SupplierItem | undefined): Promise<void> => {
    const [item, { open, next }, stock, currency] = await Promise.all([
      app.db.item.get(itemId),
      readCurrentReorder(app.db, itemId),
      app.db.stock.where('itemId').equals(itemId).toArray(),
      readSpaceCurrency(app.db),
    ]);
    if (item === undefined) return;
    const here = stock.reduce((sum, { quantity }) => sum + quantity, 0);
    const left = open === undefined ? 0 : open.quantity - open.ordered;
    const wanted = left > 0 ? left : likelyQuantity(item, here);
    const packs = packsFor(wanted, sold ?? { packQuantity: 1000, minimumPacks: 1 });
    setPicked({ item, sold, currency, packs, cycle: open?.cycle ?? next });
  };
  if (picked !== undefined) return <LineForm picked={picked} page={page} onClose={onClose} />;
  return (
    <PickItem
      page={page}
      onPick={(itemId, sold) => void pick(itemId, sold).catch(app.onTrouble)}
      onClose={onClose}
    />
  );
}

interface PickItemProps extends AddLineSheetProps {
  readonly onPick: (itemId: ItemId, sold: SupplierItem | undefined) => void;
}

function PickItem({ page, onPick, onClose }: PickItemProps) {
  const app = useApp();
  const [query, setQuery] = useState('');
  const { supplierId } = page.order;
  const soldHere = useLive((db) => readSoldBy(db, supplierId), [supplierId]) ?? [];
  const w = screenWords.value.orders.line;
  const wanted = fold(query.trim());
  const ownFound = soldHere.filter(({ item, sold }) =>
    fold(`${item.name} ${sold.sku}`).includes(wanted),
  );
  const own = ownFound.slice(0, shownMax);
  const known = new Set(soldHere.map(({ item }) => item.id));
  const others =
    wanted === ''
      ? []
      : searchItems(
          {
            items: app.items.value ?? [],
            locations: app.locations.value,
            categories: app.categories.value,
          },
          query,
        )
          .filter(({ id }) => !known.has(id))
          .slice(0, shownMax);
  return (
    <Dialog sheet title={w.add} onClose={onClose}>
      <SearchField
        label={w.find}
        value={query}
        onInput={setQuery}
        onDown={() => document.querySelector<HTMLElement>('.line-picks button')?.focus()}
        onEnter={() => {
          const [only] = own;
          if (only !== undefined && own.length === 1) onPick(only.item.id, only.sold);
        }}
      />
      <div class="line-picks">
        <Picks
          title={w.soldHere}
          rows={own.map(({ item, sold }) => ({
            key: sold.id,
            name: item.name,
            under: [sold.sku, packPriceWords(sold, item.unit)].filter(Boolean).join(' · '),
            pick: () => onPick(item.id, sold),
          }))}
        />
        <Picks
          title={w.others}
          rows={others.map(({ id, name, sku }) => ({
            key: id,
            name,
            under: sku,
            pick: () => onPick(id, undefined),
          }))}
        />
        {own.length + others.length === 0 && (
          <p class="quiet">{wanted === '' ? w.findHint : w.nothingFound}</p>
        )}
      </div>
    </Dialog>
  );
}

interface PicksProps {
  readonly title: string;
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly under: string;
    readonly pick: () => void;
  }[];
}

function Picks({ title, rows }: PicksProps) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="list">
        {rows.map(({ key, name, under, pick }) => (
          <li key={key}>
            <button class="row plain" type="button" onClick={pick}>
              <span class="text">
                <span class="name">
                  <span>{name}</span>
                </span>
                <span class="under">{under}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function LineForm({ picked, page, onClose }: AddLineSheetProps & { readonly picked: Picked }) {
  const { actions, perform } = useActions();
  const { item, sold, cycle, packs, currency } = picked;
  const start = {
    packs,
    currency,
    note: '',
    packQuantity: sold?.packQuantity ?? 1000,
    price: sold?.price ?? null,
  };
  const draft = useLineDraft(start, item.unit);
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.orders.line;
  const submit = (): void => {
    setTried(true);
    if (draft.figures === undefined) return;
    onClose();
    const line = { itemId: item.id, cycle, supplierItemId: sold?.id ?? null, ...draft.figures };
    void perform(actions.addOrderLines(page.order.id, [line]), w.added(item.name));
  };
  return (
    <Dialog
      sheet
      title={item.name}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits>
          {w.submit}
        </Button>
      }
    >
      <LineFields draft={draft} wasTried={wasTried} />
    </Dialog>
  );
}
