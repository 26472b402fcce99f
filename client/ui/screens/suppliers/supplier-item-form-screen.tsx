/**
 * What one supplier sells of one item: new from the card of the item, or known. The same article twice is not taken; the
 * one that is there is offered instead. A very large pack is asked about once.
 */
import type { ItemId, SupplierItemId } from '../../../../shared/ids.ts';
import { paths } from '../../../state/route.ts';
import {
  readOffers,
  readSpaceCurrency,
  readSupplierItemPage,
  readSuppliers,
} from '../../../state/suppliers.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { OnlyStaff } from './only-staff.tsx';
import { SellerChoice } from './seller-choice.tsx';
import { SupplierItemFields } from './supplier-item-fields.tsx';
import { useSupplierItemForm, type KnownForForm } from './use-supplier-item-form.ts';
import '../../styles/suppliers.css';

export interface SupplierItemFormProps {
  /** Of a new one: of which item. */
  readonly itemId: ItemId | null;
  /** Of a known one. */
  readonly id: SupplierItemId | null;
}

export function SupplierItemFormScreen({ itemId, id }: SupplierItemFormProps) {
  const known = useLive(
    async (db): Promise<KnownForForm | null> => {
      const page = id === null ? null : await readSupplierItemPage(db, id);
      const ofItem = page?.sold?.itemId ?? itemId;
      const item = ofItem === null ? undefined : await db.item.get(ofItem);
      if (item === undefined) return null;
      const [offers, suppliers, currency] = await Promise.all([
        readOffers(db, item.id),
        readSuppliers(db),
        readSpaceCurrency(db),
      ]);
      return { item, page, offers, suppliers, currency };
    },
    [itemId, id],
  );
  const w = screenWords.value.suppliers.item;
  const name = known?.item.name ?? '';
  const seller = known?.page?.supplier?.name ?? '';
  const back =
    id === null ? (itemId === null ? paths.items : paths.item(itemId)) : paths.supplierItem(id);
  return (
    <Screen title={id === null ? w.new(name) : w.edit(name, seller)} back={back}>
      <OnlyStaff>
        {known === undefined && <Skeleton rows={5} />}
        {known === null && (
          <EmptyState icon="search" title={w.missing}>
            {w.missingMore}
          </EmptyState>
        )}
        {known != null && <SupplierItemForm known={known} back={back} />}
      </OnlyStaff>
    </Screen>
  );
}

function SupplierItemForm({ known, back }: { known: KnownForForm; back: string }) {
  const { ref, base, draft, seller, said, sellerTrouble, same, refused, ...form } =
    useSupplierItemForm(known, back);
  const { item, page, suppliers } = known;
  const w = screenWords.value.suppliers.item;
  return (
    <form
      ref={ref}
      class="form"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      {base === null && (
        <SellerChoice
          seller={seller}
          suppliers={suppliers}
          trouble={sellerTrouble}
          onChange={form.setSeller}
        />
      )}
      <SupplierItemFields
        draft={draft}
        troubles={said}
        item={item}
        learned={page?.learned}
        packCodes={page?.packCodes ?? []}
        onChange={form.change}
      >
        {same !== undefined && (
          <p class="same-offer" role="status">
            <span>{w.same}</span>
            <Button href={paths.supplierItem(same.id)}>{w.openSame}</Button>
          </p>
        )}
      </SupplierItemFields>
      <div class="field">
        <Trouble text={refused} />
      </div>
      <div class="actions">
        <Button href={back}>{words.value.parts.cancel}</Button>
        <Button kind="primary" submits>
          {base === null ? w.create : words.value.parts.save}
        </Button>
      </div>
    </form>
  );
}
