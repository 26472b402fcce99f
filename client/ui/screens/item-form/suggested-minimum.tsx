/** Beside the minimum of an item, for staff: what its use and its supplier suggest, or why nothing does. */
import type { ItemId } from '../../../../shared/ids.ts';
import { parseQuantity, quantityToText } from '../../../../shared/quantity.ts';
import { readMinimumFacts, suggestMinimum } from '../../../state/suggested-minimum.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { useLive } from '../../use-live.ts';
import { formatAmount } from '../../words/format.ts';
import { minimumReasons, minimumSum } from '../../words/minimum-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import '../../styles/supply.css';

export interface SuggestedMinimumProps {
  readonly itemId: ItemId;
  readonly unit: string;
  /** As it stands in the form. */
  readonly minimum: string;
  readonly onUse: (minimum: string) => void;
}

export function SuggestedMinimum({ itemId, unit, minimum, onUse }: SuggestedMinimumProps) {
  const { moment } = useApp();
  const facts = useLive((db) => readMinimumFacts(db, itemId, moment()), [itemId]);
  const w = screenWords.value.supply.minimum;
  if (facts === undefined) return null;
  const suggested = suggestMinimum(facts, unit.trim());
  if (!suggested.ok) {
    return (
      <details class="suggested-minimum">
        <summary>{w.none}</summary>
        <p>{w.why[suggested.failure]}</p>
      </details>
    );
  }
  const { value } = suggested;
  const typed = parseQuantity(minimum);
  const isUsed = typed.ok && typed.value === value.minimum;
  return (
    <div class="suggested-minimum">
      <div class="suggestion">
        <p>
          <strong>{w.suggested(formatAmount(value.minimum, unit))}</strong>
        </p>
        {isUsed ? (
          <span class="quiet">{w.used}</span>
        ) : (
          <Button onClick={() => onUse(quantityToText(value.minimum))}>{w.use}</Button>
        )}
      </div>
      <details>
        <summary>{minimumSum(value, unit)}</summary>
        {minimumReasons(value).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        {value.minimum !== value.exact && <p>{w.rounded}</p>}
      </details>
    </div>
  );
}
