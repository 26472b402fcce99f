/** An order as text for a message, as rows for a spreadsheet. */
import { unitsOf } from '../../../../shared/orders.ts';
import { moneyToText } from '../../../../shared/money.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import { meantBy, type OrderLineView } from '../../../state/orders.ts';
import { formatAmount, formatDay } from '../../words/format.ts';
import { formatMoney, formatSums } from '../../words/money-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import type { KnownPage } from './order-screen.tsx';

const oneUnit = 1000;

/** "3 packs of 100 pieces"; just the amount where a pack is one unit. */
export function packsOfLine({ line, item }: Pick<OrderLineView, 'line' | 'item'>): string {
  const w = screenWords.value.orders;
  const unit = item?.unit ?? 'piece';
  if (line.packQuantity === oneUnit) return formatAmount(unitsOf(line), unit);
  return w.packsOf(w.packs(line.packs), formatAmount(line.packQuantity, unit));
}

/** Reads without the app, too: who, where, which number of theirs, how much. */
export function orderText(page: KnownPage, spaceName: string): string {
  const { order, supplier, lines, totals } = page;
  const w = screenWords.value.orders;
  const number = order.number === '' ? w.page.order : order.number;
  const head = [
    `${number} · ${supplier?.name ?? w.unknownSupplier}`,
    spaceName,
    ...((supplier?.customerNumber ?? '') === ''
      ? []
      : [`${w.page.customerNumber}: ${supplier?.customerNumber ?? ''}`]),
    ...(order.reference === '' ? [] : [`${w.page.reference}: ${order.reference}`]),
    ...(order.orderedOn === '' ? [] : [`${w.page.orderedOn}: ${formatDay(order.orderedOn)}`]),
  ];
  const body = lines.map((view) => {
    const { line, item, supplierItem } = view;
    const { price } = line;
    const sum = price === null ? undefined : { ...price, amount: price.amount * line.packs };
    return [
      [supplierItem?.sku ?? '', item?.name ?? w.unknownItem].filter(Boolean).join(' '),
      packsOfLine(view),
      ...(sum === undefined ? [] : [formatMoney(sum)]),
      ...(line.note === '' ? [] : [line.note]),
      ...((supplierItem?.link ?? '') === '' ? [] : [supplierItem?.link ?? '']),
    ].join(' · ');
  });
  const sum = formatSums(totals);
  const foot = [
    ...(sum === '' ? [] : [`${w.page.total}: ${sum}`]),
    ...(order.note === '' ? [] : [order.note]),
  ];
  return [...head, '', ...body.map((text) => `- ${text}`), '', ...foot].join('\n').trim();
}

/** Figures as machines read them. */
export function orderRows({ order, supplier, lines }: KnownPage): readonly (readonly string[])[] {
  const w = screenWords.value.orders.csv.head;
  const rows = lines.map(({ line, item, supplierItem }) => [
    order.number,
    supplier?.name ?? '',
    supplierItem?.sku ?? '',
    item?.name ?? '',
    String(line.packs),
    quantityToText(line.packQuantity),
    quantityToText(meantBy(line)),
    item?.unit ?? '',
    line.price === null ? '' : moneyToText(line.price),
    line.price?.currency ?? '',
    quantityToText(line.received),
    quantityToText(line.damaged),
    supplierItem?.link ?? '',
    line.note,
  ]);
  return [Object.values(w), ...rows];
}
