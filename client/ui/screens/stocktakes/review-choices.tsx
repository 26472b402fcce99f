/** Whose figure holds for a bin: chosen before the close, used by a tap after it, or counted once more by the reviewer. */
import { useId, useState } from 'preact/hooks';
import { must } from '../../../../shared/result.ts';
import type { Figure } from '../../../../shared/stocktake-figures.ts';
import { chosenFigure, isUndecided, lineOf } from '../../../../shared/stocktake-result.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { formatAmount, formatChange, formatTime } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import type { ReviewBinProps } from './review-bin.tsx';
import { counterName, figureWords } from './stocktake-words.ts';
import { TallySheet } from './tally-sheet.tsx';
import { useStocktakeActions } from './use-stocktake.ts';

export interface ChoicesProps extends ReviewBinProps {
  readonly unit: string;
  readonly name: string;
}

export function Choices({ bin, view, unit, name }: ChoicesProps) {
  const { choices, choose } = view;
  const group = useId();
  const w = screenWords.value.stocktake.review;
  const chosen = chosenFigure(bin, choices);
  const isLeft = chosen === null && !isUndecided(bin, choices) && bin.accepted === null;
  return (
    <div class="review-choices">
      {bin.figures.length > 0 && (
        <div role="radiogroup" aria-label={w.choose(name)}>
          {bin.figures.map((figure) => (
            <label key={figure.tallyId} class="check">
              <input
                type="radio"
                name={group}
                checked={chosen === null ? figure.isAccepted : figure === chosen}
                onChange={() => choose(bin.id, figure.tallyId)}
              />
              <FigureWords figure={figure} view={view} unit={unit} />
            </label>
          ))}
          <label class="check">
            <input
              type="radio"
              name={group}
              checked={isLeft}
              onChange={() => choose(bin.id, 'leave')}
            />
            <span>{w.leave(formatAmount(bin.stockNow, unit))}</span>
          </label>
        </div>
      )}
      <Recount bin={bin} view={view} />
    </div>
  );
}

interface FigureWordsProps extends Pick<ChoicesProps, 'view' | 'unit'> {
  readonly figure: Figure;
}

function FigureWords({ figure, view, unit }: FigureWordsProps) {
  const w = screenWords.value.stocktake.review;
  const who = counterName(figure, view.names, view.review.own);
  const { movedSince, note, at, now } = figure;
  return (
    <span class="figure">
      <span>
        <strong>{figureWords(figure, unit)}</strong> · {who}, {formatTime(at)}
      </span>
      {figure.kind === 'finish' && <span class="under">{w.notThereBy(who)}</span>}
      {movedSince !== 0 && (
        <span class="under">{w.movedSince(formatChange(movedSince), formatAmount(now, unit))}</span>
      )}
      {note !== '' && <span class="under">{note}</span>}
    </span>
  );
}

function Recount({ bin, view }: ReviewBinProps) {
  const [isOpen, setOpen] = useState(false);
  const w = screenWords.value.stocktake;
  const { review } = view;
  const { places = [], own } = review;
  const { id: stocktakeId } = must(review.stocktake ?? undefined, 'the stocktake under review');
  const place = places.find(({ locationId }) => locationId === bin.locationId);
  if (place === undefined) return null;
  return (
    <>
      <Button kind="bare" icon="count" onClick={() => setOpen(true)}>
        {w.review.recount}
      </Button>
      {isOpen && (
        <TallySheet
          shelf={{ stocktakeId, locationId: bin.locationId }}
          place={place}
          own={own}
          isBlind={false}
          itemId={bin.itemId}
          batch={bin}
          hint={w.sheet.recount}
          onSaid={(tallyId) => view.choose(bin.id, tallyId)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

export function Outcome({ bin, view, unit, name }: ChoicesProps) {
  const { onTrouble } = useApp();
  const { does, perform } = useStocktakeActions();
  const { review, names } = view;
  const w = screenWords.value.stocktake.review;
  const stocktake = must(review.stocktake ?? undefined, 'the stocktake under review');
  const { accepted } = bin;
  const others = bin.figures.filter(({ isAccepted }) => !isAccepted);
  const accept = (figure: Figure): void => {
    const said = w.usedNow(name, formatAmount(figure.now, unit));
    perform(does.accept(stocktake.id, [lineOf(bin, figure)]), said).catch(onTrouble);
  };
  return (
    <ul class="review-outcome">
      {accepted !== null && (
        <li>
          <FigureWords figure={accepted} view={view} unit={unit} />
          <span class="state fine">{w.used}</span>
        </li>
      )}
      {others.map((figure) => (
        <li key={figure.tallyId}>
          <FigureWords figure={figure} view={view} unit={unit} />
          {stocktake.state === 'closed' ? (
            <Button
              label={`${w.use}: ${w.takeIt(figureWords(figure, unit), counterName(figure, names, review.own))}`}
              onClick={() => accept(figure)}
            >
              {w.use}
            </Button>
          ) : (
            <span class="state inactive">{w.notUsed}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
