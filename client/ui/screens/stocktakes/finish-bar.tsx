/** "This shelf is finished": the one word by which what was not counted is said not to be there. Asked where it matters. */
import { useState } from 'preact/hooks';
import type { Stocktake } from '../../../../shared/entities.ts';
import type { PlaceReview } from '../../../../shared/stocktake-review.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icons.tsx';
import { formatAmount } from '../../words/format.ts';
import { placeName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { ownFigure } from './bin-lists.tsx';
import { useStocktakeActions, type Counting } from './use-stocktake.ts';

export interface FinishBarProps {
  readonly stocktake: Stocktake;
  readonly counting: Counting;
  readonly place: PlaceReview;
}

const namedMax = 8;

export function FinishBar({ stocktake, counting, place }: FinishBarProps) {
  const { locations, onTrouble } = useApp();
  const { does, perform } = useStocktakeActions();
  const [isAsking, setAsking] = useState(false);
  const w = screenWords.value.stocktake.place;
  const { own, itemsById } = counting;
  const { locationId } = place;
  const shelf = { stocktakeId: stocktake.id, locationId };
  const name = placeName(locations.value, locationId);
  const isFinished = place.finishes.some(({ counter }) => counter === own);
  const left = place.bins.filter(
    (bin) => bin.isInScope && bin.stockNow !== 0 && ownFigure(bin, own) === undefined,
  );
  const finish = (): void => {
    setAsking(false);
    perform(does.finishShelf(shelf), w.finished(name)).catch(onTrouble);
  };
  if (isFinished) {
    return (
      <div class="finish-bar">
        <p class="state fine wraps" role="status">
          <Icon name="check" little />
          {w.finishedNow}
        </p>
        <Button
          onClick={() => void perform(does.resumeShelf(shelf), w.resumed(name)).catch(onTrouble)}
        >
          {w.resume}
        </Button>
      </div>
    );
  }
  return (
    <div class="finish-bar">
      <Button
        kind="primary"
        wide
        icon="check"
        onClick={() => (left.length === 0 ? finish() : setAsking(true))}
      >
        {w.finish}
      </Button>
      {isAsking && (
        <Dialog
          sheet
          title={w.finishTitle(name)}
          onClose={() => setAsking(false)}
          onSubmit={finish}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{w.keepCounting}</Button>
              <Button kind="primary" submits>
                {w.finishDo}
              </Button>
            </>
          }
        >
          <p>{w.finishLeft(left.length)}</p>
          <ul class="plain-list">
            {left.slice(0, namedMax).map((bin) => {
              const item = itemsById.get(bin.itemId);
              const amount = formatAmount(bin.stockNow, item?.unit ?? 'piece');
              return (
                <li key={bin.id}>
                  {item?.name}
                  {!stocktake.blind && <span class="quiet"> · {amount}</span>}
                </li>
              );
            })}
            {left.length > namedMax && <li class="quiet">{w.left(left.length - namedMax)}</li>}
          </ul>
        </Dialog>
      )}
    </div>
  );
}
