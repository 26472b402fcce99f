/** One thing to order: whether, from whom, and how many packs, with what that makes in units and money. */
import { useState } from 'preact/hooks';
import type { Supplier } from '../../../../shared/entities.ts';
import { paths } from '../../../state/route.ts';
import { Button } from '../../parts/button.tsx';
import { Select, type SelectOption } from '../../parts/select.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { formatAmount } from '../../words/format.ts';
import { formatMoney } from '../../words/money-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { PriorityMark, RequestMark } from '../requests/request-mark.tsx';
import {
  offeredId,
  priceOf,
  unitsOfLine,
  type ChosenLine,
  type LineChoice,
} from './chosen-offer.ts';
import { WhySheet } from './why-sheet.tsx';

export interface ToOrderLineProps {
  readonly line: ChosenLine;
  readonly suppliers: readonly Supplier[];
  readonly wasTried: boolean;
  readonly onChange: (change: LineChoice) => void;
}

export function ToOrderLine({ line, suppliers, wasTried, onChange }: ToOrderLineProps) {
  const { wanted, offered, packs, isPicked } = line;
  const { item, reorder, draft } = wanted;
  const [isAsking, setAsking] = useState(false);
  const w = screenWords.value.orders.board;
  const { candidates } = wanted.suggestion;
  const isBad = isPicked && packs === undefined && wasTried;
  return (
    <div class={isPicked ? 'to-order-line picked' : 'to-order-line'} data-line={item.name}>
      <label class="pick">
        <input
          type="checkbox"
          checked={isPicked}
          disabled={offered === undefined}
          aria-label={w.pick(item.name)}
          onChange={(event) => onChange({ isPicked: event.currentTarget.checked })}
        />
      </label>
      <div class="what">
        <a
          class="name"
          href={reorder === undefined ? paths.item(item.id) : paths.request(item.id, wanted.cycle)}
        >
          {item.name}
        </a>
        <p class="facts-line">
          {reorder !== undefined && <RequestMark state={reorder.state} />}
          {reorder !== undefined && <PriorityMark priority={reorder.priority} />}
          {reorder === undefined && <span class="state low">{w.low}</span>}
        </p>
        <p class="under">
          {w.wanted(formatAmount(wanted.wanted, item.unit))} ·{' '}
          {w.here(formatAmount(wanted.here, item.unit))}
        </p>
        {draft !== undefined && (
          <p class="under">
            <a href={paths.order(draft.id)}>{w.inDraft(draft.supplierName)}</a>
          </p>
        )}
      </div>
      <div class="how">
        <Select
          label={screenWords.value.orders.now.supplier}
          value={offered === undefined ? '' : offeredId(offered)}
          options={supplierOptions(wanted, suppliers, offered === undefined)}
          onChange={(from) => onChange({ from, packs: undefined, isPicked: true })}
        />
        {offered !== undefined && (
          <Stepper
            label={screenWords.value.orders.now.packs}
            value={line.packsText}
            least={1000}
            onInput={(text) => onChange({ packs: text })}
            hint={packsWords(line)}
            trouble={isBad ? w.needsNumber : undefined}
          />
        )}
      </div>
      {candidates.length > 0 && (
        <Button kind="bare" label={`${w.why}: ${item.name}`} onClick={() => setAsking(true)}>
          {w.why}
        </Button>
      )}
      {isAsking && <WhySheet wanted={wanted} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** "= 200 pieces · €12.40". */
export function packsWords({ offered, packs, wanted }: ChosenLine): string | undefined {
  if (offered === undefined || packs === undefined) return undefined;
  const o = screenWords.value.orders;
  const price = priceOf(offered);
  const least = offered.kind === 'known' ? offered.candidate.supplierItem.minimumPacks : 1;
  return [
    o.board.gives(formatAmount(unitsOfLine(offered, packs), wanted.item.unit)),
    price === null ? o.noPrice : formatMoney({ ...price, amount: price.amount * packs }),
    ...(packs < least ? [o.board.least(o.packs(least))] : []),
  ].join(' · ');
}

/** Those who are known to sell it first, the suggested one on top; then everybody else. */
export function supplierOptions(
  { suggestion }: Pick<ChosenLine['wanted'], 'suggestion'>,
  suppliers: readonly Supplier[],
  isNoneChosen: boolean,
): SelectOption[] {
  const w = screenWords.value.orders.board;
  const { candidates } = suggestion;
  const known = new Set(candidates.map(({ supplier }) => supplier.id));
  return [
    ...(isNoneChosen ? [{ value: '', text: w.chooseSupplier }] : []),
    ...candidates.map(({ supplierItem, supplier }, place) => {
      const sku = supplierItem.sku === '' ? '' : ` · ${supplierItem.sku}`;
      const name = place === 0 ? w.suggested(supplier.name) : supplier.name;
      return { value: supplierItem.id, text: `${name}${sku}` };
    }),
    ...suppliers
      .filter(({ id }) => !known.has(id))
      .map(({ id, name }) => ({ value: id, text: w.notYet(name) })),
  ];
}
