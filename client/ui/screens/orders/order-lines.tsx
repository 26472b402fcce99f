/** The lines of an order: what, how many packs, what it costs, and how much of it is here. */
import { useState } from 'preact/hooks';
import { outstandingOf } from '../../../../shared/orders.ts';
import { meantBy, totalOf, type OrderLineView } from '../../../state/orders.ts';
import { paths } from '../../../state/route.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Section } from '../../parts/section.tsx';
import { formatAmount } from '../../words/format.ts';
import { formatMoney } from '../../words/money-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { AddLineSheet } from './add-line-sheet.tsx';
import { LineSheet } from './line-sheet.tsx';
import type { KnownPage } from './order-screen.tsx';
import { packsOfLine } from './order-text.ts';
import { ReceiveLineSheet } from './receive-line-sheet.tsx';

export function OrderLines({ page }: { page: KnownPage }) {
  const [isAdding, setAdding] = useState(false);
  const { order, lines } = page;
  const w = screenWords.value.orders.page;
  const isOpen = order.state === 'draft' || order.state === 'ordered';
  const add = isOpen && (
    <Button icon="plus" onClick={() => setAdding(true)}>
      {w.addLine}
    </Button>
  );
  return (
    <Section title={`${w.lines} (${lines.length})`} tools={add}>
      {lines.length === 0 ? (
        <EmptyState icon="file" title={w.noLines}>
          {isOpen && w.noLinesMore}
        </EmptyState>
      ) : (
        <ul class="list order-lines">
          {lines.map((view) => (
            <li key={view.line.id}>
              <Line view={view} page={page} />
            </li>
          ))}
        </ul>
      )}
      {isAdding && <AddLineSheet page={page} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function Line({ view, page }: { view: OrderLineView; page: KnownPage }) {
  const [sheet, setSheet] = useState<'edit' | 'receive' | null>(null);
  const { line, item, supplierItem } = view;
  const { order } = page;
  const w = screenWords.value.orders;
  const name = item?.name ?? w.unknownItem;
  const total = totalOf(line);
  const isOpen = order.state === 'draft' || order.state === 'ordered';
  const canEdit = isOpen && line.ordered === 0;
  const canReceive = order.state === 'ordered' && line.ordered > 0 && item !== undefined;
  return (
    <div class="order-line" data-line={name}>
      <div class="what">
        <a class="name" href={paths.item(line.itemId)}>
          {name}
        </a>
        <p class="under">
          {[supplierItem?.sku ?? '', packsOfLine(view), line.note].filter(Boolean).join(' · ')}
        </p>
        <LineState view={view} page={page} />
      </div>
      <div class="side">
        <span class="order-sum">{total === undefined ? w.noPrice : formatMoney(total)}</span>
        {line.price !== null && line.packs > 1 && (
          <span class="under">{w.page.perPack(formatMoney(line.price))}</span>
        )}
      </div>
      <div class="line-deeds">
        {canReceive && (
          <Button icon="receive" label={w.receive.openOf(name)} onClick={() => setSheet('receive')}>
            {w.receive.open}
          </Button>
        )}
        {canEdit && (
          <IconButton icon="edit" label={w.line.edit(name)} onClick={() => setSheet('edit')} />
        )}
      </div>
      {sheet === 'edit' && <LineSheet view={view} onClose={() => setSheet(null)} />}
      {sheet === 'receive' && item !== undefined && (
        <ReceiveLineSheet line={line} order={order} item={item} onClose={() => setSheet(null)} />
      )}
    </div>
  );
}

function LineState({ view, page }: { view: OrderLineView; page: KnownPage }) {
  const { line, item, isLeft, over, orderedElsewhere } = view;
  const w = screenWords.value.orders.page;
  const amount = (quantity: number): string => formatAmount(quantity, item?.unit ?? 'piece');
  const isPlaced = page.order.state !== 'draft' && line.ordered > 0;
  const isAllHere = isPlaced && outstandingOf(line) === 0;
  const notes: [string, string][] = [];
  if (line.deletedAt !== null) notes.push(['low', w.removed]);
  if (isLeft) notes.push(['low', w.left]);
  if (isAllHere) notes.push(['fine', w.allHere]);
  if (isPlaced && !isAllHere && line.received > 0)
    notes.push(['coming', w.come(amount(line.received), amount(meantBy(line)))]);
  if (line.damaged > 0) notes.push(['out', w.damaged(amount(line.damaged))]);
  if (isPlaced && over > 0) notes.push(['needs-count', w.over(amount(over))]);
  if (orderedElsewhere > 0 && line.ordered === 0 && page.progress !== 'cancelled')
    notes.push(['low', w.elsewhere(amount(orderedElsewhere))]);
  if (notes.length === 0) return null;
  return (
    <p class="facts-line">
      {notes.map(([look, text]) => (
        <span key={text} class={`state ${look}`}>
          {text}
        </span>
      ))}
    </p>
  );
}
