/** Why a supplier is suggested: the points of each, added up so that anybody can check them. */
import type { Money } from '../../../../shared/money.ts';
import { costPerUnit, weights, type Candidate } from '../../../state/suggest-supplier.ts';
import type { ToOrder } from '../../../state/to-order.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { formatNumber } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { formatUnitRate } from '../../words/supplier-words.ts';

export interface WhySheetProps {
  readonly wanted: Pick<ToOrder, 'item' | 'suggestion'>;
  readonly onClose: () => void;
}

export function WhySheet({ wanted, onClose }: WhySheetProps) {
  const { candidates, isPriceLeftOut } = wanted.suggestion;
  const w = screenWords.value.orders.why;
  return (
    <Dialog sheet title={w.title(wanted.item.name)} onClose={onClose}>
      <p class="quiet">{w.intro}</p>
      {isPriceLeftOut && <p class="note">{w.currencies}</p>}
      {candidates.map((candidate) => (
        <section key={candidate.supplierItem.id} class="points" data-points={candidate.total}>
          <h3>
            <span>{candidate.supplier.name}</span>
            <span class="total">
              {candidate.total} {w.total}
            </span>
          </h3>
          <dl class="facts">
            {partsOf(candidate, wanted.suggestion).map(([name, sum]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{sum}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

function partsOf(
  candidate: Candidate,
  { candidates, isPriceLeftOut }: ToOrder['suggestion'],
): readonly [string, string][] {
  const w = screenWords.value.orders.why;
  const { points, lead, onTime, supplierItem } = candidate;
  const costs = candidates.map(costPerUnit).filter((cost) => cost !== undefined);
  const cheapest = costs.toSorted((one, other) => one.amount - other.amount)[0];
  const own = costPerUnit(candidate);
  const days = candidates.map((each) => each.lead?.medianDays ?? Infinity);
  const fastest = Math.min(...days);
  const rate = ({ amount, currency }: Money): string => formatUnitRate(amount, currency);
  const price =
    own === undefined || cheapest === undefined
      ? w.unknown
      : isPriceLeftOut
        ? `${rate(own)}: 0`
        : w.priceSum(rate(cheapest), rate(own), String(points.price));
  const leadSum =
    lead === undefined
      ? w.unknown
      : `${w.leadSum(formatNumber(fastest), formatNumber(lead.medianDays), String(points.lead))} (${w.of[lead.from]})`;
  const onTimeSum =
    onTime.orders === 0
      ? w.unknown
      : w.onTimeSum(String(onTime.onTime), String(onTime.orders), String(points.onTime));
  return [
    [`${w.price} (${weights.price})`, price],
    [`${w.lead} (${weights.lead})`, leadSum],
    [`${w.preferred} (${weights.preferred})`, supplierItem.preferred ? '20' : '0'],
    [`${w.onTime} (${weights.onTime})`, onTimeSum],
  ];
}
