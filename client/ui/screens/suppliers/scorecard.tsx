/** How well a supplier has done in the last twelve months: a few figures, a chart by month, and the same as a table. */
import { useMemo } from 'preact/hooks';
import type { LeadTime } from '../../../../shared/entities.ts';
import type { SupplierId } from '../../../../shared/ids.ts';
import type { Money } from '../../../../shared/money.ts';
import {
  judgedMin,
  readScorecard,
  type Month,
  type Scorecard as Card,
} from '../../../state/scorecard.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { BarChart } from '../../parts/bar-chart.tsx';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Table } from '../../parts/table.tsx';
import { useLive } from '../../use-live.ts';
import { formatNumber } from '../../words/format.ts';
import { formatMoney, formatSums } from '../../words/money-words.ts';
import { formatMonth, formatShare } from '../../words/month-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { daysWords, priceChangeWords } from '../../words/supplier-words.ts';
import '../../styles/supply.css';

export function Scorecard({ supplierId }: { supplierId: SupplierId }) {
  const { moment } = useApp();
  const today = toDay(moment().nowMs);
  const card = useLive((db) => readScorecard(db, supplierId, today), [supplierId, today]);
  const w = screenWords.value.supply.score;
  return (
    <Section title={w.title} hint={w.hint}>
      <div class="scorecard">
        {card === undefined ? <Skeleton rows={2} /> : <Figures card={card} />}
        {card !== undefined && <Months months={card.months} spend={card.spend} />}
      </div>
    </Section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly more: readonly string[];
}

function Figure({ name, value, more }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {more.map((line) => (
        <dd key={line} class="more">
          {line}
        </dd>
      ))}
    </div>
  );
}

function Figures({ card }: { card: Card }) {
  const w = screenWords.value.supply.score;
  if (card.orders === 0 && card.spend.length === 0 && !hasLearned(card.lead)) {
    return <p class="quiet">{w.none}</p>;
  }
  const { damagedShare, spend, priceChange, pricedItems } = card;
  return (
    <dl class="figures-grid">
      <Figure name={w.orders} value={formatNumber(card.orders)} more={[]} />
      <Figure name={w.onTime} {...onTimeWords(card)} />
      <Figure name={w.lead} {...leadFigures(card.lead)} />
      <Figure
        name={w.damaged}
        value={damagedShare === null ? w.nothingCame : formatShare(damagedShare)}
        more={damagedShare === null ? [] : [w.damagedMore]}
      />
      <Figure
        name={w.spend}
        value={spend.length === 0 ? w.noPrices : formatSums(spend)}
        more={spend.length === 0 ? [] : [w.spendMore]}
      />
      <Figure
        name={w.prices}
        value={priceChange === null ? w.noChange : priceChangeWords(priceChange).text}
        more={[priceChange === null ? w.noChangeMore : w.pricesMore(pricedItems)]}
      />
    </dl>
  );
}

/** Two of two on time is luck: with fewer than three nothing is said of shares. */
function onTimeWords({ onTime, late, lateDays }: Card): Omit<FigureProps, 'name'> {
  const w = screenWords.value.supply.score;
  const judged = onTime + late;
  const lateness = lateDays === null ? w.neverLate : w.lateBy(lateDays);
  if (judged === 0) return { value: w.tooFew, more: [w.undated] };
  if (judged < judgedMin) {
    const told = lateDays === null ? [] : [lateness];
    return { value: w.tooFew, more: [w.tooFewMore(judged), ...told] };
  }
  const share = w.ofJudged(formatNumber(onTime), formatNumber(judged));
  return { value: formatShare(onTime / judged), more: [share, lateness] };
}

function hasLearned(lead: LeadTime | undefined): boolean {
  return lead !== undefined && lead.samples > 0;
}

function leadFigures(lead: LeadTime | undefined): Omit<FigureProps, 'name'> {
  const w = screenWords.value.supply.lead;
  const leftOut = lead !== undefined && lead.leftOut > 0 ? [w.leftOut(lead.leftOut)] : [];
  if (lead === undefined || lead.samples === 0) {
    return { value: w.unknown, more: [w.unknownMore, ...leftOut] };
  }
  const { medianDays, p80Days, samples, windowDays } = lead;
  const from = w.learnedFrom(samples, windowDays);
  return { value: daysWords(medianDays), more: [w.p80(p80Days), from, ...leftOut] };
}

/** The chart is of the currency with the largest sum; the table has all. */
function Months({ months, spend }: { months: readonly Month[]; spend: readonly Money[] }) {
  const w = screenWords.value.supply.score;
  const [main] = useMemo(() => spend.toSorted((one, other) => other.amount - one.amount), [spend]);
  const isBare = months.every((each) => each.onTime + each.late === 0);
  if (main === undefined && isBare) return null;
  return (
    <div class="one-chart">
      {main !== undefined && <SpendChart months={months} currency={main.currency} />}
      <details>
        <summary>{w.table}</summary>
        <Table
          caption={w.caption}
          columns={[
            { text: w.columns.month },
            { text: w.columns.onTime, number: true },
            { text: w.columns.late, number: true },
            { text: w.columns.spend, number: true },
          ]}
          rows={months.toReversed().map((each) => ({
            key: each.month,
            cells: [
              formatMonth(each.month),
              formatNumber(each.onTime),
              formatNumber(each.late),
              each.spend.length === 0 ? '' : formatSums(each.spend),
            ],
          }))}
        />
      </details>
    </div>
  );
}

function SpendChart({ months, currency }: { months: readonly Month[]; currency: string }) {
  const w = screenWords.value.supply.score;
  const bars = months.map(({ month, spend }) => ({
    key: month,
    value: spend.find((each) => each.currency === currency)?.amount ?? 0,
  }));
  const money = (amount: number): string => formatMoney({ amount, currency });
  return (
    <>
      <h3>{w.chart(currency)}</h3>
      <BarChart
        label={w.chart(currency)}
        bars={bars}
        format={money}
        from={formatMonth(months[0]?.month ?? '')}
        to={formatMonth(months.at(-1)?.month ?? '')}
        textOf={({ key, value }, isOver) =>
          (isOver ? w.monthPoint : w.thisMonth)(
            formatMonth(key),
            value === 0 ? w.nothing : money(value),
          )
        }
      />
    </>
  );
}
