/** What a form of a supplier item holds and does: what was typed, what is wrong with it, and saving it. */
import { useLocation } from 'preact-iso/router';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Item, SupplierItem } from '../../../../shared/entities.ts';
import { isUuid } from '../../../../shared/ids.ts';
import {
  findSameOffer,
  type ListedSupplier,
  type Offer,
  type SupplierItemPage,
} from '../../../state/suppliers.ts';
import { setUnsaved } from '../../unsaved.ts';
import { useActions } from '../../use-actions.ts';
import { formatAmount } from '../../words/format.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { keepSupplierItem } from './keep-supplier-item.ts';
import { newSeller, type Seller } from './seller-choice.tsx';
import {
  draftOf,
  isAbsurdPack,
  readSupplierItem,
  type SupplierItemDraft,
  type Troubles,
} from './supplier-item-draft.ts';

export interface KnownForForm {
  readonly item: Item;
  readonly page: SupplierItemPage | null;
  readonly offers: readonly Offer[];
  readonly suppliers: readonly ListedSupplier[];
  readonly currency: string;
}

const noTroubles: Troubles = new Map();

export function useSupplierItemForm(known: KnownForForm, back: string) {
  const doer = useActions();
  const { route, query } = useLocation();
  const { item, page, suppliers } = known;
  // The row as it was when the form opened: what others change meanwhile is theirs.
  const [base] = useState(page?.sold ?? null);
  const [first] = useState(() => draftOf(base, known.currency));
  const [draft, setDraft] = useState(first);
  const [seller, setSeller] = useState(() => sellerOf(base, suppliers, query['supplier'] ?? ''));
  const [wasTried, setTried] = useState(false);
  const [askedPack, setAskedPack] = useState<string | null>(null);
  const [refused, setRefused] = useState<string>();
  const ref = useRef<HTMLFormElement>(null);
  const key = `supplier item ${base?.id ?? item.id}`;
  useEffect(() => setUnsaved(key, draft !== first), [key, draft, first]);
  useEffect(() => () => setUnsaved(key, false), [key]);

  const w = screenWords.value.suppliers.item;
  const read = readSupplierItem(draft);
  const offer = { supplierId: seller.id, sku: draft.sku, except: base?.id ?? null };
  const same = findSameOffer(known.offers, offer);
  const sellerTrouble = sellerTroubleOf(seller);
  const isAbsurd = isAbsurdPack(draft);
  const wasAsked = askedPack === draft.packQuantity;
  const troubles = new Map(read.troubles);
  if (same !== undefined) troubles.set('sku', w.same);
  const count = troubles.size + (sellerTrouble === undefined ? 0 : 1);
  if (isAbsurd && wasAsked) troubles.set('packQuantity', absurdWords(draft, item));

  const save = async (): Promise<void> => {
    setTried(true);
    setRefused(undefined);
    if (isAbsurd) setAskedPack(draft.packQuantity);
    if (count > 0 || (isAbsurd && !wasAsked)) {
      requestAnimationFrame(() =>
        ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
      );
      return;
    }
    const { fields } = read;
    const { packCode } = draft;
    const kept = await keepSupplierItem(doer, { item, base, seller, fields, packCode });
    if (kept.ok) route(back, true);
    else setRefused(kept.words);
  };
  return {
    ref,
    base,
    draft,
    seller,
    same,
    save,
    setSeller,
    change: (change: Partial<SupplierItemDraft>): void =>
      setDraft((now) => ({ ...now, ...change })),
    said: wasTried ? troubles : noTroubles,
    sellerTrouble: wasTried ? sellerTrouble : undefined,
    refused: refused ?? (wasTried && count > 0 ? w.fixFirst(count) : undefined),
  };
}

function absurdWords({ packQuantity }: SupplierItemDraft, { unit }: Item): string {
  const pack = readQuantity(packQuantity, 1);
  return pack.ok ? screenWords.value.suppliers.item.absurd(formatAmount(pack.value, unit)) : '';
}

/** Where nobody is known yet, a name is asked for at once. */
function sellerOf(
  base: SupplierItem | null,
  suppliers: readonly ListedSupplier[],
  asked: string,
): Seller {
  const isKnown = isUuid(asked) && suppliers.some(({ supplier }) => supplier.id === asked);
  const start = suppliers.length === 0 ? newSeller : isKnown ? asked : '';
  return { id: base?.supplierId ?? start, name: '', kind: 'online' };
}

function sellerTroubleOf({ id, name }: Seller): string | undefined {
  if (id === '') return screenWords.value.suppliers.item.chooseSupplier;
  return id === newSeller && name.trim() === '' ? screenWords.value.wrong.empty : undefined;
}
