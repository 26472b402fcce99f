/** What one supplier sells of one item: pack, price, how long it takes, and what it has cost over time. */
import type { SupplierItem } from '../../../../shared/entities.ts';
import type { SupplierItemId } from '../../../../shared/ids.ts';
import { expectLead } from '../../../../shared/lead-times.ts';
import { newestChange } from '../../../../shared/price-history.ts';
import { paths } from '../../../state/route.ts';
import { readSupplierItemPage, type SupplierItemPage } from '../../../state/suppliers.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { formatNumber } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { leadWords, packPriceWords, unitPriceWords } from '../../words/supplier-words.ts';
import { words } from '../../words/words.ts';
import { OnlyStaff } from './only-staff.tsx';
import { PriceChange } from './price-change.tsx';
import { PriceHistory } from './price-history.tsx';
import '../../styles/suppliers.css';

export function SupplierItemScreen({ id }: { id: SupplierItemId }) {
  const page = useLive((db) => readSupplierItemPage(db, id), [id]);
  const w = screenWords.value.suppliers.item;
  const sold = page?.sold;
  const isLiving = sold !== undefined && sold.deletedAt === null;
  const { item, supplier } = page ?? {};
  return (
    <Screen
      title={sold === undefined ? w.title : w.edit(item?.name ?? '', supplier?.name ?? '')}
      back={sold === undefined ? paths.suppliers : paths.item(sold.itemId)}
      isTitleHidden={isLiving}
      class="supplier-item-page"
      tools={isLiving && <Tools sold={sold} sellerName={supplier?.name ?? ''} />}
    >
      <OnlyStaff>
        {page === undefined && <Skeleton rows={3} />}
        {page !== undefined && sold === undefined && (
          <EmptyState
            icon="search"
            title={w.missing}
            action={<Button href={paths.suppliers}>{screenWords.value.suppliers.title}</Button>}
          >
            {w.missingMore}
          </EmptyState>
        )}
        {sold !== undefined && !isLiving && <Deleted sold={sold} />}
        {page !== undefined && isLiving && <Facts page={page} sold={sold} />}
        {page !== undefined && sold !== undefined && (
          <PriceHistory history={page.history} unit={item?.unit ?? 'piece'} />
        )}
      </OnlyStaff>
    </Screen>
  );
}

function Tools({ sold, sellerName }: { sold: SupplierItem; sellerName: string }) {
  const { actions, perform } = useActions();
  const w = screenWords.value.suppliers.item;
  const remove = (): void => {
    void perform(actions.remove('supplierItem', sold.id), w.removed(sellerName));
  };
  return (
    <>
      <IconButton
        icon="edit"
        label={words.value.parts.edit}
        href={paths.editSupplierItem(sold.id)}
      />
      <Menu
        label={words.value.parts.more}
        entries={[{ icon: 'bin', text: w.delete, danger: true, onChoose: remove }]}
      />
    </>
  );
}

function Deleted({ sold }: { sold: SupplierItem }) {
  const { actions, perform } = useActions();
  const { item: w, page } = screenWords.value.suppliers;
  const restore = (): void => void perform(actions.restore('supplierItem', sold.id), w.restored);
  return (
    <EmptyState
      icon="bin"
      title={w.deletedTitle}
      action={
        <Button kind="primary" icon="restore" onClick={restore}>
          {page.restore}
        </Button>
      }
    />
  );
}

function Facts({ page, sold }: { page: SupplierItemPage; sold: SupplierItem }) {
  const { item, supplier, learned } = page;
  const { item: w, offers, lead: l, ...all } = screenWords.value.suppliers;
  const unit = item?.unit ?? 'piece';
  const { price, packQuantity } = sold;
  const lead = expectLead(sold.leadDays, learned, undefined);
  const sizes = [sold.lengthMm, sold.widthMm, sold.heightMm].filter((mm) => mm > 0);
  const isDeleted = supplier !== undefined && supplier.deletedAt !== null;
  const facts: [string, string][] = [
    [w.sku, sold.sku],
    [w.description, sold.description],
    [offers.leadTime, lead === undefined ? '' : leadWords(lead)],
    [w.minimumPacks, sold.minimumPacks > 1 ? formatNumber(sold.minimumPacks) : ''],
    [w.sizeLabel, sizes.length === 0 ? '' : `${sizes.map(formatNumber).join(' × ')} mm`],
    [w.weightLabel, sold.weightG === 0 ? '' : `${formatNumber(sold.weightG)} g`],
    [w.notes, sold.notes],
  ];
  return (
    <Card edged>
      <h2>{w.edit(item?.name ?? '', supplier?.name ?? '')}</h2>
      <p class="pack-price">
        <strong>{packPriceWords(sold, unit)}</strong>
        {price !== null && packQuantity !== 1000 && (
          <span class="quiet">{unitPriceWords({ price, packQuantity }, unit)}</span>
        )}
        <PriceChange change={newestChange(page.history)} />
      </p>
      <p class="marks-line">
        {sold.preferred && <span class="state fine">{offers.preferred}</span>}
        {!sold.active && <span class="state">{all.inactive}</span>}
        {isDeleted && <span class="state out">{w.supplierDeleted}</span>}
      </p>
      <dl class="facts stacked">
        {facts.map(
          ([name, value]) =>
            value !== '' && (
              <>
                <dt>{name}</dt>
                <dd class="as-typed">{value}</dd>
              </>
            ),
        )}
      </dl>
      {lead === undefined && <p class="small quiet">{l.nothingLearned}</p>}
      <div class="toolbar">
        {item !== undefined && <Button href={paths.item(item.id)}>{item.name}</Button>}
        {supplier !== undefined && (
          <Button href={paths.supplier(supplier.id)}>{supplier.name}</Button>
        )}
        {sold.link !== '' && (
          <Button icon="link" href={sold.link} isOutside>
            {offers.link}
          </Button>
        )}
      </div>
    </Card>
  );
}
