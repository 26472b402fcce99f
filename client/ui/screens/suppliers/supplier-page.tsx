/** One supplier: how to reach it, how it delivers, and what it sells at which price. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Supplier } from '../../../../shared/entities.ts';
import type { SupplierId } from '../../../../shared/ids.ts';
import { copyText } from '../../../device/share.ts';
import { paths } from '../../../state/route.ts';
import { readSupplierPage, type SupplierPage as Page } from '../../../state/suppliers.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu, type MenuEntry } from '../../parts/menu.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { showToast } from '../../parts/toast.tsx';
import { Scorecard } from '../../screens.ts';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { formatTime } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { packPriceWords } from '../../words/supplier-words.ts';
import { words } from '../../words/words.ts';
import { ItemPicker } from '../share/item-picker.tsx';
import { PriceChange } from './price-change.tsx';

export function SupplierPage({ id }: { id: SupplierId }) {
  const page = useLive((db) => readSupplierPage(db, id), [id]);
  const w = screenWords.value.suppliers;
  const supplier = page?.supplier;
  const isLiving = supplier !== undefined && supplier.deletedAt === null;
  return (
    <Screen
      title={supplier?.name ?? w.one}
      back={paths.suppliers}
      isDetail
      isTitleHidden={isLiving}
      class="supplier-page"
      tools={isLiving && <SupplierTools supplier={supplier} />}
    >
      {page === undefined && <Skeleton rows={3} />}
      {page !== undefined && supplier === undefined && (
        <EmptyState
          icon="search"
          title={w.page.missing}
          action={<Button href={paths.suppliers}>{w.title}</Button>}
        >
          {w.page.missingMore}
        </EmptyState>
      )}
      {supplier !== undefined && !isLiving && <Deleted supplier={supplier} />}
      {page !== undefined && isLiving && (
        <>
          <Contact supplier={supplier} />
          {supplier.active && (
            <div class="toolbar">
              <Button icon="plus" href={paths.newOrderAt(supplier.id)}>
                {screenWords.value.orders.newOrder}
              </Button>
            </div>
          )}
          <Scorecard supplierId={supplier.id} />
          <Sells supplier={supplier} items={page.items} />
        </>
      )}
    </Screen>
  );
}

function SupplierTools({ supplier }: { supplier: Supplier }) {
  const { actions, perform } = useActions();
  const w = screenWords.value.suppliers.page;
  const { id, name, active } = supplier;
  const entries: MenuEntry[] = [
    {
      icon: active ? 'sleep' : 'restore',
      text: active ? w.deactivate : w.activate,
      onChoose: () =>
        void perform(
          actions.editSupplier(supplier, { active: !active }),
          active ? w.deactivated(name) : w.activated(name),
        ),
    },
    {
      icon: 'bin',
      text: w.delete,
      danger: true,
      onChoose: () => void perform(actions.remove('supplier', id), w.removed(name)),
    },
  ];
  return (
    <>
      <IconButton icon="edit" label={words.value.parts.edit} href={paths.editSupplier(id)} />
      <Menu label={words.value.parts.more} entries={entries} />
    </>
  );
}

function Deleted({ supplier }: { supplier: Supplier }) {
  const { actions, perform } = useActions();
  const w = screenWords.value.suppliers.page;
  const { id, name, deletedAt } = supplier;
  return (
    <EmptyState
      icon="bin"
      title={w.deletedTitle(name)}
      action={
        <Button
          kind="primary"
          icon="restore"
          onClick={() => void perform(actions.restore('supplier', id), w.restored(name))}
        >
          {w.restore}
        </Button>
      }
    >
      {w.deletedMore(formatTime(deletedAt ?? 0))}
    </EmptyState>
  );
}

function Contact({ supplier }: { supplier: Supplier }) {
  const w = screenWords.value.suppliers;
  const { kind, website, email, phone, customerNumber, notes } = supplier;
  const copy = async (): Promise<void> => {
    const { copied, notCopied } = words.value.parts;
    showToast({ text: (await copyText(customerNumber)) ? copied : notCopied });
  };
  return (
    <Card edged>
      <h2>{supplier.name}</h2>
      <p class="quiet">
        <strong>{w.kinds[kind]}</strong> · {w.kindHints[kind]}
      </p>
      {!supplier.active && <p class="state">{w.inactive}</p>}
      <dl class="facts stacked contact">
        <Fact name={w.page.website} isShown={website !== ''}>
          <a href={website} target="_blank" rel="noreferrer">
            {website.replace(/^https?:\/\/|\/$/g, '')}
          </a>
        </Fact>
        <Fact name={w.page.email} isShown={email !== ''}>
          <a href={`mailto:${email}`}>{email}</a>
        </Fact>
        <Fact name={w.page.phone} isShown={phone !== ''}>
          <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>
        </Fact>
        <Fact name={w.page.customerNumber} isShown={customerNumber !== ''}>
          <span class="with-copy">
            <span class="mono">{customerNumber}</span>
            <IconButton icon="copy" label={w.page.copyNumber} onClick={() => void copy()} />
          </span>
        </Fact>
        <Fact name={w.page.notes} isShown={notes !== ''}>
          <span class="as-typed">{notes}</span>
        </Fact>
      </dl>
    </Card>
  );
}

interface FactProps {
  readonly name: string;
  readonly isShown: boolean;
  readonly children: ComponentChildren;
}

function Fact({ name, isShown, children }: FactProps) {
  if (!isShown) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Sells({ supplier, items }: { supplier: Supplier; items: Page['items'] }) {
  const [isPicking, setPicking] = useState(false);
  const w = screenWords.value.suppliers.page;
  return (
    <Section
      title={items.length === 0 ? w.sells : `${w.sells} (${items.length})`}
      tools={
        <Button kind="bare" icon="plus" onClick={() => setPicking(true)}>
          {w.addItem}
        </Button>
      }
    >
      {items.length === 0 ? (
        <p class="quiet">{w.sellsNothing}</p>
      ) : (
        <ul class="list">
          {items.map((each) => (
            <li key={each.sold.id}>
              <SoldRow {...each} />
            </li>
          ))}
        </ul>
      )}
      {isPicking && <PickItem supplierId={supplier.id} onClose={() => setPicking(false)} />}
    </Section>
  );
}

function SoldRow({ sold, item, change }: Page['items'][number]) {
  const w = screenWords.value.suppliers;
  const facts = [sold.sku, sold.active ? '' : w.inactive, sold.preferred ? w.offers.preferred : ''];
  return (
    <a
      class={sold.active ? 'row plain sold-row' : 'row plain sold-row put-away'}
      href={paths.supplierItem(sold.id)}
    >
      <span class="text">
        <span class="name">
          <span>{item?.name ?? w.page.unknownItem}</span>
        </span>
        <span class="under">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <span class="side">
        <span class="price">{packPriceWords(sold, item?.unit ?? 'piece')}</span>
        <PriceChange change={change} />
      </span>
    </a>
  );
}

function PickItem({ supplierId, onClose }: { supplierId: SupplierId; onClose: () => void }) {
  const app = useApp();
  const { route } = useLocation();
  const [query, setQuery] = useState('');
  return (
    <Dialog sheet title={screenWords.value.suppliers.page.pickItem} onClose={onClose}>
      <ItemPicker
        query={query}
        isBusy={app.items.value === undefined}
        onQuery={setQuery}
        onPick={({ id }) => route(`${paths.newSupplierItem(id)}?supplier=${supplierId}`)}
        onNew={() => route(paths.newItemNamed(query.trim()))}
      />
    </Dialog>
  );
}
