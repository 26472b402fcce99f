/**
 * A supplier item as it is being typed, and what can be read of it. The price is typed for the pack or for one unit; the
 * other one follows from it, also when the pack changes. Every entry that cannot be used is told, all at once.
 */
import type { SupplierItem } from '../../../../shared/entities.ts';
import { emptyFields } from '../../../../shared/entities.ts';
import { moneyToText, type Money } from '../../../../shared/money.ts';
import { parseUnitPrice, unitPriceToText } from '../../../../shared/price-history.ts';
import { quantityToText, type Quantity } from '../../../../shared/quantity.ts';
import { fail, succeed, type Result } from '../../../../shared/result.ts';
import { leadDaysMax, packsMax } from '../../../../shared/suppliers.ts';
import type { SupplierItemPatch } from '../../../state/supplier-actions.ts';
import { formatNumber } from '../../words/format.ts';
import { troubleOf } from '../../words/invalid-words.ts';
import { readMoney } from '../../words/money-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface SupplierItemDraft {
  readonly sku: string;
  readonly link: string;
  readonly description: string;
  readonly packQuantity: string;
  /** Which of the two prices was typed, and what. */
  readonly pricedBy: 'pack' | 'unit';
  readonly price: string;
  readonly currency: string;
  readonly minimumPacks: string;
  readonly packCode: string;
  readonly leadDays: string;
  readonly lengthMm: string;
  readonly widthMm: string;
  readonly heightMm: string;
  readonly weightG: string;
  readonly notes: string;
  readonly preferred: boolean;
  readonly active: boolean;
}

export type Troubles = ReadonlyMap<string, string>;

export interface ReadSupplierItem {
  /** Complete only where there is no trouble. */
  readonly fields: SupplierItemPatch;
  readonly troubles: Troubles;
}

/** More than a million in one pack is as likely a slip. */
const plausiblePackMax: Quantity = 1_000_000_000;

const sizes = ['lengthMm', 'widthMm', 'heightMm', 'weightG'] as const;
const sizesMax = { lengthMm: 1e6, widthMm: 1e6, heightMm: 1e6, weightG: 1e9 } as const;
const texts = ['sku', 'link', 'description', 'notes'] as const;

export function draftOf(sold: SupplierItem | null, currency: string): SupplierItemDraft {
  const row = sold ?? emptyFields.supplierItem;
  const { sku, link, description, packQuantity, price, notes, preferred, active } = row;
  const sizeText = (value: number): string => (value === 0 ? '' : String(value));
  return {
    sku,
    link,
    description,
    packQuantity: quantityToText(packQuantity),
    pricedBy: 'pack',
    price: price === null ? '' : moneyToText(price),
    currency: price?.currency ?? currency,
    minimumPacks: String(row.minimumPacks),
    packCode: '',
    leadDays: row.leadDays === null ? '' : String(row.leadDays),
    lengthMm: sizeText(row.lengthMm),
    widthMm: sizeText(row.widthMm),
    heightMm: sizeText(row.heightMm),
    weightG: sizeText(row.weightG),
    notes,
    preferred,
    active,
  };
}

/** The price of the pack, from whichever was typed; null where none was. */
export function readPackPrice(draft: SupplierItemDraft): Result<Money | null, string> {
  const { price, currency, pricedBy, packQuantity } = draft;
  const whole = readMoney(price, currency);
  if (pricedBy === 'pack' || (whole.ok && whole.value === null)) return whole;
  const pack = readQuantity(packQuantity, 1);
  const read = parseUnitPrice(price, currency, pack.ok ? pack.value : 1000);
  if (read.ok) return succeed(read.value);
  if (read.failure === 'empty') return succeed(null);
  return fail(screenWords.value.low.worth.wrong[read.failure]);
}

/** Both prices as entries show them: the one that was typed as it was, the other one worked out. */
export function priceTexts(draft: SupplierItemDraft): {
  readonly pack: string;
  readonly unit: string;
} {
  const { price, pricedBy } = draft;
  const read = readPackPrice(draft);
  const pack = readQuantity(draft.packQuantity, 1);
  const money = read.ok && pack.ok ? read.value : null;
  if (pricedBy === 'unit') return { pack: money === null ? '' : moneyToText(money), unit: price };
  if (money === null || !pack.ok) return { pack: price, unit: '' };
  return { pack: price, unit: unitPriceToText({ price: money, packQuantity: pack.value }) };
}

export function isAbsurdPack(draft: SupplierItemDraft): boolean {
  const pack = readQuantity(draft.packQuantity, 1);
  return pack.ok && pack.value > plausiblePackMax;
}

export function readSupplierItem(draft: SupplierItemDraft): ReadSupplierItem {
  const w = screenWords.value.suppliers.item;
  const troubles = new Map<string, string>();
  /** Undefined, and told, where it cannot be used. */
  const take = <Value>(field: string, read: Result<Value, string>): Value | undefined => {
    if (read.ok) return read.value;
    troubles.set(field, read.failure);
    return undefined;
  };
  const said = Object.fromEntries(texts.map((field) => [field, draft[field].trim()]));
  for (const field of texts) {
    const trouble = troubleOf('supplierItem', field, said[field]);
    if (trouble !== undefined) troubles.set(field, trouble);
  }
  const measured = Object.fromEntries(
    sizes.map((field) => {
      const max = sizesMax[field];
      return [field, take(field, readWhole(draft[field], 0, max, w.whole(formatNumber(max)))) ?? 0];
    }),
  );
  const packsWrong = w.wholePacks(formatNumber(packsMax));
  const daysWrong = w.wholeDays(formatNumber(leadDaysMax));
  const fields: SupplierItemPatch = {
    ...said,
    ...measured,
    packQuantity: take('packQuantity', readQuantity(draft.packQuantity, 1)) ?? 1000,
    price: take('price', readPackPrice(draft)) ?? null,
    minimumPacks: take('minimumPacks', readWhole(draft.minimumPacks, 1, packsMax, packsWrong)) ?? 1,
    leadDays: take('leadDays', readWhole(draft.leadDays, 0, leadDaysMax, daysWrong)) ?? null,
    preferred: draft.preferred,
    active: draft.active,
  };
  const codeTrouble =
    draft.packCode.length > 500 ? screenWords.value.wrong.tooLong(500) : undefined;
  if (codeTrouble !== undefined) troubles.set('packCode', codeTrouble);
  return { fields, troubles };
}

/** Nothing typed is nothing said: null. */
function readWhole(
  text: string,
  min: number,
  max: number,
  wrong: string,
): Result<number | null, string> {
  const typed = text.trim();
  if (typed === '') return succeed(null);
  const value = /^\d+$/.test(typed) ? Number(typed) : Number.NaN;
  return value >= min && value <= max ? succeed(value) : fail(wrong);
}
