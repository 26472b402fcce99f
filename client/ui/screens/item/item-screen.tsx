/**
 * One bin card: what it is, how much there is and where, and what to do with it. A card that was deleted, or that this
 * phone does not know, says so and offers the way on.
 */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import type { Item } from '../../../../shared/entities.ts';
import { isDangerous } from '../../../../shared/hazards.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import { copyText } from '../../../device/share.ts';
import { readItemPage, type ItemPage } from '../../../state/item-page.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { HazardCard } from '../../parts/hazard-card.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu, type MenuEntry } from '../../parts/menu.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { showToast } from '../../parts/toast.tsx';
import { isStaff } from '../../is-staff.ts';
import { ItemSuppliers, QrLabelDialog } from '../../screens.ts';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { useShortcuts } from '../../use-shortcuts.ts';
import { formatTime } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { ItemCard } from './item-card.tsx';
import { ItemCodes } from './item-codes.tsx';
import { ItemDetails } from './item-details.tsx';
import { ItemHistory } from './item-history.tsx';
import { ItemLoans } from '../loans/item-loans.tsx';
import { ItemSheet } from './item-sheet.tsx';
import { ItemUse } from './item-use.tsx';
import { ItemRequest } from '../requests/item-request.tsx';
import { StockDeeds } from './stock-deeds.tsx';
import { StockLines } from './stock-lines.tsx';

export function ItemScreen({ id }: { id: ItemId }) {
  const page = useLive((db) => readItemPage(db, id), [id]);
  const item = page?.item;
  const isLiving = item !== undefined && item.deletedAt === null;
  return (
    <Screen
      title={item?.name ?? screenWords.value.item.title}
      back={paths.items}
      isDetail
      isTitleHidden={isLiving}
      class="item-page"
      tools={isLiving && <ItemTools item={item} />}
    >
      {page === undefined && <Skeleton rows={3} />}
      {page !== undefined && item === undefined && <MissingItem />}
      {page !== undefined && item !== undefined && !isLiving && (
        <DeletedItem page={page} item={item} />
      )}
      {page !== undefined && isLiving && <LivingItem page={page} item={item} />}
      {/* At the same place for both: a form that is open stays open when somebody else deletes the item. */}
      {page !== undefined && item !== undefined && (
        <StockDeeds key={item.id} item={item} stock={page.stock} />
      )}
    </Screen>
  );
}

function LivingItem({ page, item }: { page: ItemPage; item: Item }) {
  const { session } = useApp();
  // A data sheet alone is no warning: then the card comes first.
  const isRisky = item.hazards !== null && isDangerous(item.hazards);
  return (
    <>
      {isRisky && <HazardCard hazards={item.hazards} />}
      <ItemCard item={item} page={page} />
      <ItemRequest item={item} stock={page.stock} />
      <ItemLoans item={item} stock={page.stock} />
      <ItemDetails item={item} stock={page.stock} />
      <ItemSheet item={item} />
      <ItemCodes item={item} codes={page.codes} />
      {isStaff(session.value) && <ItemSuppliers item={item} />}
      <ItemUse item={item} page={page} />
      <ItemHistory item={item} page={page} />
    </>
  );
}

function ItemTools({ item }: { item: Item }) {
  const app = useApp();
  const { actions, perform } = useActions();
  const { route } = useLocation();
  const [isLabelOpen, setLabelOpen] = useState(false);
  const w = screenWords.value.item;
  const edit = paths.editItem(item.id);
  useShortcuts({ e: () => route(edit) });
  const setActive = (active: boolean): void => {
    const said = active ? w.activated(item.name) : w.deactivated(item.name);
    void perform(actions.editItem(item, { active }), said);
  };
  const entries: MenuEntry[] = [
    {
      icon: 'link',
      text: w.copyLink,
      onChoose: () => void copyLink(),
    },
    { icon: 'qr', text: screenWords.value.scan.label.open, onChoose: () => setLabelOpen(true) },
    {
      icon: item.active ? 'sleep' : 'restore',
      text: item.active ? w.deactivate : w.activate,
      onChoose: () => setActive(!item.active),
    },
  ];
  if (app.may('item.delete')) {
    entries.push({
      icon: 'bin',
      text: w.delete,
      danger: true,
      onChoose: () => void perform(actions.remove('item', item.id), w.deleted(item.name)),
    });
  }
  return (
    <>
      <IconButton icon="edit" label={words.value.parts.edit} href={edit} />
      <Menu label={words.value.parts.more} entries={entries} />
      {isLabelOpen && (
        <QrLabelDialog
          name={item.name}
          short={item.sku === '' ? item.id : item.sku}
          path={paths.itemLabel(item.sku === '' ? item.id : item.sku)}
          onClose={() => setLabelOpen(false)}
        />
      )}
    </>
  );
}

async function copyLink(): Promise<void> {
  const w = words.value.parts;
  showToast({ text: (await copyText(location.href)) ? w.copied : w.notCopied });
}

function MissingItem() {
  const w = screenWords.value.item;
  return (
    <EmptyState
      icon="search"
      title={w.missing}
      action={<Button href={paths.items}>{words.value.app.toItems}</Button>}
    >
      {w.missingMore}
    </EmptyState>
  );
}

/** What lies there lies there all the same: it can still be taken, counted and moved. */
function DeletedItem({ page, item }: { page: ItemPage; item: Item }) {
  const app = useApp();
  const { actions, perform } = useActions();
  const w = screenWords.value.item;
  const restore = (): void => {
    void perform(actions.restore('item', item.id), w.restored(item.name));
  };
  return (
    <>
      <EmptyState
        icon="bin"
        title={w.deletedTitle(item.name)}
        action={
          app.may('item.restore') && (
            <Button kind="primary" icon="restore" onClick={restore}>
              {w.restore}
            </Button>
          )
        }
      >
        {w.deletedMore(formatTime(item.deletedAt ?? 0))}
      </EmptyState>
      {page.stock.some(({ quantity }) => quantity !== 0) && (
        <StockLines item={item} stock={page.stock} movements={page.movements} />
      )}
      <ItemHistory item={item} page={page} />
    </>
  );
}
