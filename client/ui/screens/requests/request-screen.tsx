/** One request: what it is for, how far it is, who asked, what came, and what can be done about it now. */
import type { Item, Stock } from '../../../../shared/entities.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import { outstandingOf, readRequestPage, type RequestPage } from '../../../state/requests.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useLive } from '../../use-live.ts';
import { formatAmount, formatDay, formatQuantity, formatUnit } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { colourOf } from '../../words/place-words.ts';
import { isLate } from './is-late.ts';
import { RequestDeeds } from './request-deeds.tsx';
import { PriorityMark, RequestMark } from './request-mark.tsx';
import { Asks, Marks, Receipts } from './request-story.tsx';

export function RequestScreen({ itemId, cycle }: { itemId: ItemId; cycle: number }) {
  const page = useLive((db) => readRequestPage(db, itemId, cycle), [itemId, cycle]);
  const w = screenWords.value.requests.page;
  return (
    <Screen title={page?.item?.name ?? w.title} back={paths.requests} class="request-page">
      {page === undefined && <Skeleton rows={3} />}
      {page !== undefined && page.reorder === undefined && (
        <EmptyState icon="search" title={w.missing}>
          {w.missingMore}
        </EmptyState>
      )}
      {page?.reorder !== undefined && <Story page={page} reorder={page.reorder} />}
    </Screen>
  );
}

interface StoryProps {
  readonly page: RequestPage;
  readonly reorder: NonNullable<RequestPage['reorder']>;
}

function Story({ page, reorder }: StoryProps) {
  const { categories, moment } = useApp();
  const { item, stock, asks, receipts } = page;
  const w = screenWords.value.requests;
  const unit = item?.unit ?? 'piece';
  return (
    <>
      <Card edged colour={item ? colourOf(categories.value, item.categoryId) : ''} class="bin-card">
        <p class="facts-line">
          <RequestMark state={reorder.state} />
          <PriorityMark priority={reorder.priority} />
          {isLate(reorder, moment().nowMs) && <span class="state out">{w.overdue}</span>}
        </p>
        <p class="big" data-quantity={reorder.quantity}>
          <span class="number">{formatQuantity(reorder.quantity)}</span>{' '}
          <span class="unit">
            {formatUnit(reorder.quantity, unit)} {w.wanted.toLowerCase()}
          </span>
        </p>
        <p class="quiet">{w.stateHints[reorder.state]}</p>
        <Facts reorder={reorder} item={item} stock={stock} />
        {item !== undefined && (
          <div class="toolbar">
            <Button href={paths.item(item.id)}>{w.page.toItem}</Button>
          </div>
        )}
      </Card>
      <RequestDeeds reorder={reorder} item={item} stock={stock} asks={asks} />
      <Asks reorder={reorder} asks={asks} unit={unit} />
      <Receipts receipts={receipts} unit={unit} />
      <Marks reorder={reorder} />
    </>
  );
}

interface FactsProps {
  readonly reorder: StoryProps['reorder'];
  readonly item: Item | undefined;
  readonly stock: readonly Stock[];
}

function Facts({ reorder, item, stock }: FactsProps) {
  const w = screenWords.value.requests;
  const unit = item?.unit ?? 'piece';
  const here = stock.reduce((sum, { quantity }) => sum + quantity, 0);
  const isComing = reorder.state === 'ordered' || reorder.state === 'partlyReceived';
  const lines: [string, string][] = [[w.here, formatAmount(here, unit)]];
  if (item !== undefined && item.minimum > 0)
    lines.push([w.minimum, formatAmount(item.minimum, unit)]);
  if (isComing) lines.push([w.stillToCome, formatAmount(outstandingOf(reorder), unit)]);
  if (reorder.damaged > 0) lines.push([w.damaged, formatAmount(reorder.damaged, unit)]);
  if (reorder.expectedOn !== '') lines.push([w.expectedLabel, formatDay(reorder.expectedOn)]);
  return (
    <dl class="facts">
      {lines.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
