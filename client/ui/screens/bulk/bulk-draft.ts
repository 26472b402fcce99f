/** What is being typed in the sheet for many items, as typed; it becomes a deed, or says what is wrong with which entry. */
import type { CategoryId, LocationId } from '../../../../shared/ids.ts';
import { toId } from '../../../../shared/ids.ts';
import type { MutationName } from '../../../../shared/mutations.ts';
import { assertNever, fail, succeed, type Result } from '../../../../shared/result.ts';
import type { BulkDeed, BulkFields } from '../../../state/bulk-actions.ts';
import { troubleOf } from '../../words/invalid-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export const bulkKinds = [
  'move',
  'adjust',
  'minimum',
  'category',
  'home',
  'unit',
  'lendable',
  'active',
  'delete',
  'restore',
] as const;
export type BulkKind = (typeof bulkKinds)[number];

/** What one must be allowed to do, and what one must be allowed to do to take it back. */
export const neededFor: { readonly [Kind in BulkKind]: readonly MutationName[] } = {
  move: ['movement.record'],
  adjust: ['movement.record'],
  minimum: ['item.patch'],
  category: ['item.patch'],
  home: ['item.patch'],
  unit: ['item.patch'],
  lendable: ['item.patch'],
  active: ['item.patch'],
  delete: ['item.delete', 'item.restore'],
  restore: ['item.delete', 'item.restore'],
};

export interface BulkDraft {
  /** `nothing` is "wherever it lies". */
  readonly from: string;
  /** "" while nobody has chosen. */
  readonly to: string;
  readonly isAll: boolean;
  readonly amount: string;
  readonly isAdded: boolean;
  readonly at: string;
  readonly reason: 'loss' | 'damage' | 'correction';
  readonly addReason: 'add' | 'correction';
  readonly note: string;
  readonly minimum: string;
  readonly reorder: string;
  readonly categoryId: string;
  readonly homeLocationId: string;
  readonly unit: string;
  readonly lendable: boolean;
  readonly active: boolean;
}

export const emptyDraft: BulkDraft = {
  from: 'nothing',
  to: '',
  isAll: true,
  amount: '1',
  isAdded: true,
  at: 'nothing',
  reason: 'loss',
  addReason: 'add',
  note: '',
  minimum: '',
  reorder: '',
  categoryId: '',
  homeLocationId: '',
  unit: '',
  lendable: true,
  active: false,
};

export type BulkTroubles = { readonly [Entry in keyof BulkDraft]?: string };

export function readDraft(kind: BulkKind, draft: BulkDraft): Result<BulkDeed, BulkTroubles> {
  switch (kind) {
    case 'move':
      return readMove(draft);
    case 'adjust':
      return readAdjusting(draft);
    case 'minimum':
      return readMinimum(draft);
    case 'category':
      if (draft.categoryId === '') return fail({ categoryId: chooseOne() });
      return set({ categoryId: toCategory(draft.categoryId) });
    case 'home':
      if (draft.homeLocationId === '') return fail({ homeLocationId: chooseOne() });
      return set({ homeLocationId: toPlace(draft.homeLocationId) });
    case 'unit': {
      const trouble = troubleOf('item', 'unit', draft.unit.trim());
      return trouble === undefined ? set({ unit: draft.unit.trim() }) : fail({ unit: trouble });
    }
    case 'lendable':
      return set({ lendable: draft.lendable });
    case 'active':
      return set({ active: draft.active });
    case 'delete':
    case 'restore':
      return succeed({ kind });
    default:
      return assertNever(kind);
  }
}

function readMove({ from, to, isAll, amount, note }: BulkDraft): Result<BulkDeed, BulkTroubles> {
  const w = screenWords.value.bulk.move;
  const quantity = isAll ? succeed(null) : readQuantity(amount, 1);
  const wrongTo = to === '' ? w.chooseFirst : to === from ? w.same : undefined;
  if (wrongTo !== undefined || !quantity.ok) {
    return fail({
      ...(wrongTo === undefined ? {} : { to: wrongTo }),
      ...(quantity.ok ? {} : { amount: quantity.failure }),
    });
  }
  const goal = toId<'location'>(to);
  const source = toPlace(from);
  return succeed({ kind: 'move', from: source, to: goal, amount: quantity.value, note });
}

function readAdjusting(draft: BulkDraft): Result<BulkDeed, BulkTroubles> {
  const { isAdded, amount, at, note } = draft;
  const quantity = readQuantity(amount, 1);
  if (!quantity.ok) return fail({ amount: quantity.failure });
  return succeed({
    kind: 'adjust',
    at: toPlace(at),
    change: isAdded ? quantity.value : -quantity.value,
    reason: isAdded ? draft.addReason : draft.reason,
    note,
  });
}

/** One of the two may be left empty: then it stays as it is. */
function readMinimum(draft: BulkDraft): Result<BulkDeed, BulkTroubles> {
  const read = (text: string) => (text.trim() === '' ? undefined : readQuantity(text, 0));
  const minimum = read(draft.minimum);
  const reorder = read(draft.reorder);
  if (minimum === undefined && reorder === undefined)
    return fail({ minimum: screenWords.value.bulk.fields.oneOfBoth });
  if (minimum?.ok === false || reorder?.ok === false) {
    return fail({
      ...(minimum?.ok === false ? { minimum: minimum.failure } : {}),
      ...(reorder?.ok === false ? { reorder: reorder.failure } : {}),
    });
  }
  return set({
    ...(minimum === undefined ? {} : { minimum: minimum.value }),
    ...(reorder === undefined ? {} : { reorderQuantity: reorder.value }),
  });
}

function set(fields: BulkFields): Result<BulkDeed, BulkTroubles> {
  return succeed({ kind: 'set', fields });
}

const chooseOne = (): string => screenWords.value.bulk.fields.chooseOne;

/** The choice of nothing in particular, which is not the same as no choice. */
export const nothing = 'nothing';

/** The entries hold ids that were offered, or this. */
function orNull(text: string): string | null {
  return text === nothing ? null : text;
}

function toPlace(text: string): LocationId | null {
  const chosen = orNull(text);
  return chosen === null ? null : toId<'location'>(chosen);
}

function toCategory(text: string): CategoryId | null {
  const chosen = orNull(text);
  return chosen === null ? null : toId<'category'>(chosen);
}
