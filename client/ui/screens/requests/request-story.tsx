/** The lines of a request: who asked and why, what came and where it went, and what was decided when. */
import type { Ask, Receipt, Reorder } from '../../../../shared/entities.ts';
import { stampToMs } from '../../../../shared/stamps.ts';
import { nobody, readPeople } from '../../../state/people.ts';
import { useApp } from '../../app-context.ts';
import { Section } from '../../parts/section.tsx';
import { useLive } from '../../use-live.ts';
import { formatAmount, formatTime } from '../../words/format.ts';
import { personName } from '../../words/person-words.ts';
import { placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';

type Whose = Ask['personId'];

function useNames(): (id: Whose) => string {
  const { session } = useApp();
  const people = useLive(readPeople, []) ?? nobody;
  return (id) => personName(people, id, session.value?.personId ?? null);
}

interface AsksProps {
  readonly reorder: Reorder;
  readonly asks: readonly Ask[];
  readonly unit: string;
}

export function Asks({ reorder, asks, unit }: AsksProps) {
  const nameOf = useNames();
  const w = screenWords.value.requests;
  const inOrder = asks.toSorted((one, other) => (one.stamp < other.stamp ? -1 : 1));
  const hidden = reorder.askCount - asks.filter(({ isWithdrawn }) => !isWithdrawn).length;
  return (
    <Section title={w.page.asks}>
      {inOrder.length > 0 && (
        <ul class="list lines">
          {inOrder.map((ask) => (
            <li key={ask.id} class={ask.isWithdrawn ? 'undone' : undefined}>
              <span class="what">
                {nameOf(ask.personId)}: {formatAmount(ask.quantity, unit)}
              </span>
              <span class="under">
                {[
                  formatTime(stampToMs(ask.stamp)),
                  w.priorities[ask.priority],
                  ...(ask.isWithdrawn ? [w.page.withdrawn] : []),
                  ...(ask.note === '' ? [] : [ask.note]),
                ].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p class="quiet small">{w.page.asksHidden(hidden + (reorder.askCount - hidden))}</p>
      )}
    </Section>
  );
}

export function Receipts({ receipts, unit }: { receipts: readonly Receipt[]; unit: string }) {
  const { locations } = useApp();
  const nameOf = useNames();
  const w = screenWords.value.requests.page;
  if (receipts.length === 0) return null;
  const inOrder = receipts.toSorted((one, other) => (one.stamp < other.stamp ? -1 : 1));
  return (
    <Section title={w.receipts}>
      <ul class="list lines">
        {inOrder.map((receipt) => (
          <li key={receipt.id} class={receipt.isUndone ? 'undone' : undefined}>
            <span class="what">
              {[
                ...(receipt.quantity > 0
                  ? [
                      w.receiptLine(
                        formatAmount(receipt.quantity, unit),
                        placePath(locations.value, receipt.locationId),
                      ),
                    ]
                  : []),
                ...(receipt.damaged > 0
                  ? [w.damagedLine(formatAmount(receipt.damaged, unit))]
                  : []),
                ...(receipt.expired > 0
                  ? [w.expiredLine(formatAmount(receipt.expired, unit))]
                  : []),
              ].join(', ')}
            </span>
            <span class="under">
              {[
                formatTime(stampToMs(receipt.stamp)),
                nameOf(receipt.personId),
                ...(receipt.isUndone ? [w.undone] : []),
                ...(receipt.note === '' ? [] : [receipt.note]),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Marks({ reorder }: { reorder: Reorder }) {
  const nameOf = useNames();
  const w = screenWords.value.requests;
  return (
    <Section title={w.page.history}>
      <ol class="list lines">
        {reorder.marks.map((mark) => (
          <li key={`${mark.state} ${mark.at}`}>
            <span class="what">{w.states[mark.state]}</span>
            <span class="under">
              {[
                formatTime(mark.at),
                nameOf(mark.personId),
                ...(mark.note === '' ? [] : [mark.note]),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
