/** Saves the form of a supplier item: a new one, perhaps with its supplier, or what was changed of a known one. */
import type { Item, SupplierItem } from '../../../../shared/entities.ts';
import { toId } from '../../../../shared/ids.ts';
import { changedFields } from '../../../state/changed-fields.ts';
import type { SupplierItemPatch } from '../../../state/supplier-actions.ts';
import { showToast } from '../../parts/toast.tsx';
import type { UseActions } from '../../use-actions.ts';
import { failureWords } from '../../words/failure-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { newSeller, type Seller } from './seller-choice.tsx';

export interface SupplierItemToKeep {
  readonly item: Item;
  /** Null for a new one. */
  readonly base: SupplierItem | null;
  readonly seller: Seller;
  readonly fields: SupplierItemPatch;
  readonly packCode: string;
}

export type Kept = { readonly ok: true } | { readonly ok: false; readonly words: string };

export function keepSupplierItem(doer: UseActions, keep: SupplierItemToKeep): Promise<Kept> {
  return keep.base === null ? create(doer, keep) : edit(doer, keep, keep.base);
}

async function create(
  { actions, perform }: UseActions,
  { item, seller, fields, packCode }: SupplierItemToKeep,
): Promise<Kept> {
  const isNew = seller.id === newSeller;
  const name = seller.name.trim();
  const said = { ...fields, itemId: item.id };
  const made = await actions.createSupplierItem(
    isNew
      ? { ...said, newSupplier: { name, kind: seller.kind } }
      : { ...said, supplierId: toId<'supplier'>(seller.id) },
    { packCode },
  );
  if (!made.ok) return { ok: false, words: failureWords(made.failure) };
  const w = screenWords.value.suppliers.item;
  void perform(Promise.resolve(made), isNew ? w.created(name) : w.saved);
  return { ok: true };
}

async function edit(
  { actions, perform }: UseActions,
  { fields, packCode }: SupplierItemToKeep,
  base: SupplierItem,
): Promise<Kept> {
  const { item: w, form } = screenWords.value.suppliers;
  const patch = changedFields<SupplierItemPatch>(base, fields);
  if (Object.keys(patch).length === 0 && packCode.trim() === '') {
    showToast({ text: form.unchanged });
    return { ok: true };
  }
  const saved = await actions.editSupplierItem(base, patch, { packCode });
  if (saved.ok) {
    void perform(Promise.resolve(saved), w.saved);
    return { ok: true };
  }
  const isDeleted = saved.failure.kind === 'rowDeleted';
  return { ok: false, words: isDeleted ? form.deletedMeanwhile : failureWords(saved.failure) };
}
