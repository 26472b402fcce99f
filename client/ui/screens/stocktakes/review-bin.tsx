/** One bin under review: what the books said, each counter's figure, and which of them is to hold. */
import { hasBatch } from '../../../../shared/batches.ts';
import { worthOf } from '../../../../shared/money.ts';
import type { BinReview, Figure } from '../../../../shared/stocktake-figures.ts';
import { chosenFigure, isUndecided } from '../../../../shared/stocktake-result.ts';
import { stampToMs } from '../../../../shared/stamps.ts';
import { shownFigure } from '../../../state/review-kinds.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { BatchName } from '../../parts/batch-name.tsx';
import { Card } from '../../parts/card.tsx';
import { formatAmount, formatChange, formatTime } from '../../words/format.ts';
import { formatMoney } from '../../words/money-words.ts';
import { colourOf, placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import type { ReviewView } from './review-screen.tsx';
import { Choices, Outcome } from './review-choices.tsx';
import { figureWords } from './stocktake-words.ts';

export interface ReviewBinProps {
  readonly bin: BinReview;
  readonly view: ReviewView;
}

export function ReviewBin({ bin, view }: ReviewBinProps) {
  const { categories, locations } = useApp();
  const { review, choices } = view;
  const item = review.itemsById.get(bin.itemId);
  const unit = item?.unit ?? 'piece';
  const w = screenWords.value.stocktake.review;
  const isOpen = review.stocktake?.state === 'open';
  const figure = shownFigure(bin, choices);
  const isUnsettled = isOpen && isUndecided(bin, choices);
  const isLeft = isOpen && chosenFigure(bin, choices) === null && bin.accepted === null;
  return (
    <Card edged colour={colourOf(categories.value, item?.categoryId ?? null)} class="review-bin">
      <header>
        <h2>
          {item === undefined ? w.flags.deletedItem : <a href={paths.item(item.id)}>{item.name}</a>}
        </h2>
        <p class="quiet small">
          {placePath(locations.value, bin.locationId)}
          {item?.sku ? ` · ${item.sku}` : ''}
        </p>
        {hasBatch(bin) && (
          <p class="small">
            <BatchName batch={bin} />
          </p>
        )}
        <Flags bin={bin} view={view} unit={unit} />
      </header>
      <dl class="review-figures">
        <div>
          <dt>{w.expected}</dt>
          <dd>{expectedWords(bin, figure, unit)}</dd>
        </div>
        {figure !== null && (
          <div>
            <dt>{w.counted}</dt>
            <dd>{isUnsettled ? allWords(bin, unit) : figureWords(figure, unit)}</dd>
          </div>
        )}
        {figure !== null && !isUnsettled && (
          <Difference figure={figure} bin={bin} view={view} isQuiet={isLeft} />
        )}
      </dl>
      {isOpen ? (
        <Choices bin={bin} view={view} unit={unit} name={item?.name ?? ''} />
      ) : (
        <Outcome bin={bin} view={view} unit={unit} name={item?.name ?? ''} />
      )}
    </Card>
  );
}

function expectedWords(bin: BinReview, figure: Figure | null, unit: string): string {
  if (figure === null) return formatAmount(bin.stockNow, unit);
  return figure.expected === null
    ? screenWords.value.stocktake.review.expectedUnknown
    : formatAmount(figure.expected, unit);
}

/** Each figure once: "18 pieces / 15 pieces". */
function allWords({ figures }: BinReview, unit: string): string {
  return [...new Set(figures.map((figure) => figureWords(figure, unit)))].join(' / ');
}

interface DifferenceProps extends ReviewBinProps {
  readonly figure: Figure;
  readonly isQuiet: boolean;
}

function Difference({ figure, bin, view, isQuiet }: DifferenceProps) {
  const w = screenWords.value.stocktake.review;
  const { difference } = figure;
  if (difference === null) return null;
  const cost = view.review.rows?.costs.get(bin.itemId);
  const tone = isQuiet || difference === 0 ? '' : difference > 0 ? 'up' : 'down';
  return (
    <div class={tone}>
      <dt>{w.difference}</dt>
      <dd>
        {difference === 0 ? '±0' : formatChange(difference)}
        {cost !== undefined && difference !== 0 && (
          <small> {formatMoney(worthOf(difference, cost))}</small>
        )}
      </dd>
    </div>
  );
}

interface FlagsProps extends ReviewBinProps {
  readonly unit: string;
}

function Flags({ bin, view, unit }: FlagsProps) {
  const { locations } = useApp();
  const { itemsById } = view.review;
  const w = screenWords.value.stocktake.review.flags;
  const item = itemsById.get(bin.itemId);
  const place = locations.value.row(bin.locationId);
  const { newerCount, accepted } = bin;
  const flags: { readonly text: string; readonly tone: string }[] = [];
  const add = (is: boolean, text: string, tone = 'low'): void => {
    if (is) flags.push({ text, tone });
  };
  add(bin.agreement === 'differ', w.differ, 'out');
  if (newerCount !== null && accepted === null) {
    const when = formatTime(stampToMs(newerCount.stamp));
    add(true, w.newer(formatAmount(newerCount.quantity, unit), when));
  }
  add(
    bin.figures.some(({ isLate, isAccepted }) => isLate && !isAccepted),
    w.late,
  );
  add(bin.isFoundElsewhere, w.elsewhere);
  add(item?.active === false, w.inactiveItem, 'inactive');
  add(place !== undefined && place.deletedAt !== null, w.deletedPlace, 'inactive');
  add(place?.deletedAt === null && !place.active, w.inactivePlace, 'inactive');
  add(!bin.isInScope && item !== undefined && !bin.isFoundElsewhere, w.outside, 'inactive');
  add(bin.figures.length === 0 && accepted === null, w.notCounted, 'inactive');
  if (flags.length === 0) return null;
  return (
    <p class="flags">
      {flags.map(({ text, tone }) => (
        <span key={text} class={`state ${tone}`}>
          {text}
        </span>
      ))}
    </p>
  );
}
