/**
 * What is being typed into the form of an item, as text, and how it becomes fields. Text is never changed behind one's
 * back: what cannot be used stays as typed, with its trouble beside it.
 */
import type {
  GhsPictogram,
  Hazards,
  Item,
  ItemFields,
  SheetFile,
  SignalWord,
} from '../../../../shared/entities.ts';
import { noHazards, orNone } from '../../../../shared/hazards.ts';
import { toId, type CategoryId, type LocationId } from '../../../../shared/ids.ts';
import { moneyToText } from '../../../../shared/money.ts';
import { quantityToText, type Quantity } from '../../../../shared/quantity.ts';
import type { NewPhoto } from '../../../state/photo-actions.ts';
import type { PreparedSheet } from '../../../device/prepare-sheet.ts';
import { screenWords } from '../../words/screen-words.ts';
import { troubleOf } from '../../words/invalid-words.ts';
import { readMoney } from '../../words/money-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';

export interface CustomLine {
  readonly name: string;
  readonly value: string;
}

export interface ItemDraft {
  readonly name: string;
  readonly sku: string;
  readonly unit: string;
  /** "" for none. */
  readonly categoryId: string;
  readonly homeLocationId: string;
  readonly minimum: string;
  readonly lendable: boolean;
  readonly reorderQuantity: string;
  readonly unitCost: string;
  /** "" where this person may not see prices: then nothing is said of them. */
  readonly currency: string;
  readonly description: string;
  readonly notes: string;
  readonly imageUrl: string;
  readonly link: string;
  readonly ghs: readonly GhsPictogram[];
  readonly hasNfpa: boolean;
  readonly health: number;
  readonly fire: number;
  readonly instability: number;
  readonly special: string;
  readonly sdsUrl: string;
  readonly signal: SignalWord;
  readonly statements: string;
  readonly sdsFile: SheetFile | null;
  /** The bytes of `sdsFile`, where they were chosen in this form. */
  readonly sheet: PreparedSheet | null;
  readonly custom: readonly CustomLine[];
  /** Only for a new item. */
  readonly opening: string;
  readonly code: string;
  readonly photos: readonly NewPhoto[];
}

export const emptyDraft: ItemDraft = {
  name: '',
  sku: '',
  unit: 'piece',
  categoryId: '',
  homeLocationId: '',
  minimum: '0',
  lendable: false,
  reorderQuantity: '0',
  unitCost: '',
  currency: '',
  description: '',
  notes: '',
  imageUrl: '',
  link: '',
  ghs: [],
  hasNfpa: false,
  health: 0,
  fire: 0,
  instability: 0,
  special: '',
  sdsUrl: '',
  signal: '',
  statements: '',
  sdsFile: null,
  sheet: null,
  custom: [],
  opening: '',
  code: '',
  photos: [],
};

export function draftOf(item: Item): ItemDraft {
  const { hazards } = item;
  return {
    ...emptyDraft,
    name: item.name,
    sku: item.sku,
    unit: item.unit,
    categoryId: item.categoryId ?? '',
    homeLocationId: item.homeLocationId ?? '',
    minimum: quantityToText(item.minimum),
    lendable: item.lendable,
    reorderQuantity: quantityToText(item.reorderQuantity),
    unitCost: item.unitCost === null ? '' : moneyToText(item.unitCost),
    description: item.description,
    notes: item.notes,
    imageUrl: item.imageUrl,
    link: item.link,
    ghs: hazards?.ghs ?? [],
    hasNfpa: hazards !== null && hazards.nfpa !== null,
    ...hazards?.nfpa,
    sdsUrl: hazards?.sdsUrl ?? '',
    signal: hazards?.signal ?? '',
    statements: hazards?.statements ?? '',
    sdsFile: hazards?.sdsFile ?? null,
    custom: Object.entries(item.custom).map(([name, value]) => ({ name, value })),
  };
}

/** By field; `custom.<place>` for own fields. */
export type Troubles = ReadonlyMap<string, string>;

export interface ReadDraft {
  /** Complete only where there are no troubles. */
  readonly fields: Partial<ItemFields> & { readonly name: string };
  readonly opening: Quantity | null;
  readonly troubles: Troubles;
}

const texts = ['name', 'sku', 'unit', 'description', 'notes', 'imageUrl', 'link'] as const;
const amounts = ['minimum', 'reorderQuantity'] as const;

export function readDraft(draft: ItemDraft): ReadDraft {
  const troubles = new Map<string, string>();
  const check = (field: string, trouble: string | undefined): void => {
    if (trouble !== undefined) troubles.set(field, trouble);
  };
  const quantities: Partial<Record<(typeof amounts)[number], Quantity>> = {};
  for (const field of texts) check(field, troubleOf('item', field, draft[field].trim()));
  for (const field of amounts) {
    const amount = readQuantity(draft[field].trim() === '' ? '0' : draft[field], 0);
    if (amount.ok) quantities[field] = amount.value;
    else troubles.set(field, amount.failure);
  }
  const hazards = hazardsOf(draft);
  for (const [field, said] of hazardTexts(draft)) {
    check(field, troubleOf('item', 'hazards', { ...noHazards, ...said }));
  }
  const opening = draft.opening.trim() === '' ? null : readQuantity(draft.opening, 0);
  const unitCost = draft.currency === '' ? null : readMoney(draft.unitCost, draft.currency);
  if (unitCost !== null && !unitCost.ok) troubles.set('unitCost', unitCost.failure);
  if (opening !== null && !opening.ok) troubles.set('opening', opening.failure);
  return {
    troubles,
    opening: opening?.ok === true ? opening.value : null,
    fields: {
      name: draft.name.trim(),
      sku: draft.sku.trim(),
      unit: draft.unit.trim(),
      description: draft.description.trim(),
      notes: draft.notes.trim(),
      imageUrl: draft.imageUrl.trim(),
      link: draft.link.trim(),
      categoryId:
        draft.categoryId === '' ? null : (toId<'category'>(draft.categoryId) satisfies CategoryId),
      homeLocationId:
        draft.homeLocationId === ''
          ? null
          : (toId<'location'>(draft.homeLocationId) satisfies LocationId),
      ...quantities,
      ...(unitCost?.ok === true ? { unitCost: unitCost.value } : {}),
      lendable: draft.lendable,
      hazards,
      custom: readCustom(draft.custom, troubles),
    },
  };
}

function hazardsOf(draft: ItemDraft): Hazards | null {
  const { ghs, health, fire, instability, signal, sdsFile } = draft;
  const nfpa = { health, fire, instability, special: draft.special.trim() };
  return orNone({
    ghs,
    nfpa: draft.hasNfpa ? nfpa : null,
    sdsUrl: draft.sdsUrl.trim(),
    signal,
    statements: draft.statements.trim(),
    sdsFile,
  });
}

/** Each by itself, so that a trouble stands beside its entry. */
function hazardTexts(draft: ItemDraft): readonly [string, Partial<Hazards>][] {
  const special = draft.hasNfpa ? draft.special.trim() : '';
  return [
    ['sdsUrl', { sdsUrl: draft.sdsUrl.trim() }],
    ['statements', { statements: draft.statements.trim() }],
    ['special', { nfpa: { health: 0, fire: 0, instability: 0, special } }],
  ];
}

/** A line with nothing in it is no field; an emptied value takes its field away. */
function readCustom(
  lines: readonly CustomLine[],
  troubles: Map<string, string>,
): Record<string, string> {
  const w = screenWords.value.form;
  const custom: Record<string, string> = {};
  for (const [place, line] of lines.entries()) {
    const name = line.name.trim();
    const value = line.value.trim();
    if (value === '') continue;
    const trouble =
      name === ''
        ? w.customNoName
        : Object.hasOwn(custom, name)
          ? w.customTwice
          : troubleOf('item', 'custom', { [name]: value });
    if (trouble === undefined) custom[name] = value;
    else troubles.set(`custom.${place}`, trouble);
  }
  return custom;
}

/** Typed and not yet saved, by item (or "new"): whoever looks something up meanwhile finds it again. */
export const keptDrafts = new Map<string, ItemDraft>();
