/** What was scanned last and what it amounts to now, with a way to put that right at once. */
import { parseQuantity, quantityToText } from '../../../../shared/quantity.ts';
import { Icon } from '../../parts/icons.tsx';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import type { LastScan, ShelfScans } from './use-shelf-scans.ts';

const one = 1000;

export function LastScanned({ scans }: { scans: ShelfScans }) {
  const last = scans.latest.value;
  return (
    <>
      <p class="for-readers" role="status">
        {last !== null && saidWords(last)}
      </p>
      {last !== null && <Line key={last.bin.itemId} last={last} scans={scans} />}
    </>
  );
}

function Line({ last, scans }: { last: LastScan; scans: ShelfScans }) {
  const w = screenWords.value.stocktake;
  const { item, quantity } = last;
  return (
    <div class="last-scanned" role="group" aria-label={w.place.last}>
      <strong>{item.name}</strong>
      <div class="stepper small-stepper">
        <button
          type="button"
          aria-label={words.value.parts.oneLess}
          disabled={quantity < one}
          onClick={() => scans.correct(Math.max(0, quantity - one))}
        >
          <Icon name="minus" />
        </button>
        <input
          type="text"
          inputMode="decimal"
          autocomplete="off"
          aria-label={w.place.figure(item.name)}
          value={quantityToText(quantity)}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            const typed = parseQuantity(event.currentTarget.value);
            if (typed.ok && typed.value >= 0) scans.correct(typed.value);
            else event.currentTarget.value = quantityToText(quantity);
          }}
        />
        <button
          type="button"
          aria-label={words.value.parts.oneMore}
          onClick={() => scans.correct(quantity + one)}
        >
          <Icon name="plus" />
        </button>
      </div>
    </div>
  );
}

function saidWords({ item, quantity }: LastScan): string {
  const w = screenWords.value.stocktake.place;
  return w.counted(item.name, formatAmount(quantity, item.unit));
}
