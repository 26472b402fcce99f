/** What there is to order, one card for each supplier: ticked, in packs, and made into a draft with one tap. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import type { Supplier } from '../../../../shared/entities.ts';
import { paths } from '../../../state/route.ts';
import type { ToOrderView } from '../../../state/to-order.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Section } from '../../parts/section.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useActions } from '../../use-actions.ts';
import { formatSums } from '../../words/money-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import {
  chooseLine,
  lineKey,
  sumOfLines,
  supplierOf,
  toOrderLine,
  type ChosenLine,
  type LineChoice,
} from './chosen-offer.ts';
import { ToOrderLine } from './to-order-line.tsx';

/** Each line has a list of suppliers to choose from: hundreds of them at once would keep a phone busy. */
const shownMax = 30;

interface Group {
  /** Undefined for what nobody is known to sell. */
  readonly supplier: Supplier | undefined;
  readonly lines: readonly ChosenLine[];
}

export function ToOrderBoard({ view }: { view: ToOrderView }) {
  const [choices, setChoices] = useState<ReadonlyMap<string, LineChoice>>(new Map());
  const w = screenWords.value.orders.board;
  if (view.lines.length === 0) {
    return (
      <EmptyState
        icon="check"
        title={w.none}
        action={<Button href={paths.requests}>{w.toRequests}</Button>}
      >
        {w.noneMore}
      </EmptyState>
    );
  }
  const change = (key: string, more: LineChoice): void =>
    setChoices((before) => new Map(before).set(key, { ...before.get(key), ...more }));
  const lines = view.lines.map((wanted) =>
    chooseLine(wanted, choices.get(lineKey(wanted)) ?? {}, view.suppliers),
  );
  return (
    <div class="to-order">
      {groupLines(lines).map((group) => (
        <SupplierGroup
          key={group.supplier?.id ?? ''}
          group={group}
          suppliers={view.suppliers}
          onChange={change}
        />
      ))}
    </div>
  );
}

/** By the names of the suppliers; what has none comes last. */
function groupLines(lines: readonly ChosenLine[]): readonly Group[] {
  const groups = Map.groupBy(lines, ({ offered }) => offered && supplierOf(offered).id);
  return [...groups.values()]
    .map((own): Group => {
      const offered = own[0]?.offered;
      return { supplier: offered && supplierOf(offered), lines: own };
    })
    .toSorted((one, other) => {
      if (one.supplier === undefined || other.supplier === undefined)
        return one.supplier === undefined ? 1 : -1;
      return one.supplier.name.localeCompare(other.supplier.name);
    });
}

interface SupplierGroupProps {
  readonly group: Group;
  readonly suppliers: readonly Supplier[];
  readonly onChange: (key: string, change: LineChoice) => void;
}

function SupplierGroup({ group, suppliers, onChange }: SupplierGroupProps) {
  const { supplier, lines } = group;
  const { route } = useLocation();
  const { actions, perform } = useActions();
  const [wasTried, setTried] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const w = screenWords.value.orders.board;
  const picked = lines.filter(({ isPicked }) => isPicked);
  const sum = formatSums(sumOfLines(picked));

  const makeOrder = async (): Promise<void> => {
    if (supplier === undefined) return;
    if (picked.length === 0) return showToast({ text: w.pickFirst });
    setTried(true);
    const made = picked.flatMap(({ wanted, offered, packs }) =>
      offered === undefined || packs === undefined ? [] : [toOrderLine(wanted, offered, packs)],
    );
    if (made.length < picked.length) return;
    const done = await perform(actions.draftOrder(supplier.id, made), w.made(supplier.name));
    if (done !== undefined) route(paths.order(done.id));
  };
  return (
    <Section
      title={`${supplier?.name ?? w.noSupplier} (${lines.length})`}
      {...(supplier === undefined && { hint: w.noSupplierHint })}
    >
      <ul class="list to-order-lines">
        {(isWhole ? lines : lines.slice(0, shownMax)).map((line) => (
          <li key={line.key}>
            <ToOrderLine
              line={line}
              suppliers={suppliers}
              wasTried={wasTried}
              onChange={(change) => onChange(line.key, change)}
            />
          </li>
        ))}
      </ul>
      {!isWhole && lines.length > shownMax && (
        <Button kind="bare" onClick={() => setWhole(true)}>
          {w.showAll(lines.length)}
        </Button>
      )}
      {supplier !== undefined && (
        <div class="toolbar wrap to-order-foot">
          <Button
            kind="primary"
            label={`${w.makeOrder(picked.length)}: ${supplier.name}`}
            onClick={() => void makeOrder()}
          >
            {w.makeOrder(picked.length)}
          </Button>
          {sum !== '' && <span class="order-sum">{sum}</span>}
        </div>
      )}
    </Section>
  );
}
