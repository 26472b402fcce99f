/** One item that somebody should see to: its row as everywhere, and below it how long it lasts, with the sum on a tap. */
import { useState } from 'preact/hooks';
import { toDay } from '../../../state/to-day.ts';
import type { OnOrder } from '../../../state/coming.ts';
import { isLow } from '../../../state/low-count.ts';
import type { LowLine as Line } from '../../../state/low-stock.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { coverWords, rateWords, reckoningWords } from '../../words/cover-words.ts';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { ItemRow } from '../items/item-row.tsx';
import { onOrderWords } from './low-words.ts';

const shownAtFirst = 50;

export function LowLines({ label, lines }: { label: string; lines: readonly Line[] }) {
  const [shown, setShown] = useState(shownAtFirst);
  return (
    <>
      <ul class="list low-lines" aria-label={label}>
        {lines.slice(0, shown).map((line) => (
          <li key={line.item.id}>
            <LowLine line={line} />
          </li>
        ))}
      </ul>
      {lines.length > shown && (
        <Button onClick={() => setShown(shown + 4 * shownAtFirst)}>
          {words.value.parts.showMore}
        </Button>
      )}
    </>
  );
}

function LowLine({ line }: { line: Line }) {
  const w = screenWords.value.low;
  const { item, isUsed, rate, coverDays, onLoan, onOrder } = line;
  const { quantity, minimum, unit } = item;
  const facts = [
    minimum > 0 ? w.low.minimum(formatAmount(minimum, unit)) : w.low.noMinimumSet,
    ...(onLoan > 0 ? [w.low.onLoan(formatAmount(onLoan, unit))] : []),
  ];
  const isCovered = coverDays !== null && quantity > 0;
  return (
    <>
      <ItemRow item={item} isOpen={false} />
      <div class="low-facts">
        <p>{facts.join(' · ')}</p>
        {onOrder !== null && <OnOrderLine line={line} onOrder={onOrder} />}
        {item.state === 'needsCount' && <p class="state needsCount">{w.low.needsCount}</p>}
        {rate === null ? (
          <p class="quiet">{isUsed ? w.use.unknownMore : w.use.never}</p>
        ) : (
          <details>
            <summary>
              <span>
                {isCovered && <strong>{w.use.left(coverWords(coverDays))}</strong>}
                {isCovered && ' · '}
                {rateWords(rate, unit)}
              </span>
            </summary>
            <p class="reckoning">{reckoningWords(rate, { available: quantity, unit })}</p>
          </details>
        )}
      </div>
    </>
  );
}

function OnOrderLine({ line, onOrder }: { line: Line; onOrder: OnOrder }) {
  const { moment } = useApp();
  const { item, isCovered } = line;
  const w = screenWords.value.low.low;
  return (
    <p class="on-order">
      <Icon name="receive" little />
      <span>
        <strong>{onOrderWords(onOrder, item.unit, toDay(moment().nowMs))}</strong>
        {isCovered && isLow(item) && ` · ${w.enough}`}
      </span>
    </p>
  );
}
