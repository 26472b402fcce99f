/** What a supplier item has cost: by the unit, one chart for each currency, and all of it as a table with the changes. */
import type { PricePoint } from '../../../../shared/price-history.ts';
import { unitRateOf } from '../../../../shared/price-history.ts';
import { stampToMs } from '../../../../shared/stamps.ts';
import { useApp } from '../../app-context.ts';
import { LevelChart, type LevelPoint } from '../../parts/level-chart.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { formatDate } from '../../words/date-words.ts';
import { formatAmount, formatTime } from '../../words/format.ts';
import { formatMoney } from '../../words/money-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { formatUnitRate } from '../../words/supplier-words.ts';
import { PriceChange } from './price-change.tsx';

const rowsMax = 100;

export function PriceHistory({ history, unit }: { history: readonly PricePoint[]; unit: string }) {
  const { moment } = useApp();
  const nowMs = moment().nowMs;
  const w = screenWords.value.suppliers;
  const byCurrency = Map.groupBy(history, ({ fact }) => fact.price.currency);
  return (
    <Section title={w.history.title}>
      {history.length === 0 && <p class="quiet">{w.history.none}</p>}
      <div class="use-section price-history">
        {[...byCurrency].map(
          ([currency, points]) =>
            points.length > 1 && (
              <Chart key={currency} currency={currency} points={points} nowMs={nowMs} />
            ),
        )}
        {history.length > 0 && <Lines history={history} unit={unit} />}
      </div>
    </Section>
  );
}

interface ChartProps {
  readonly currency: string;
  readonly points: readonly PricePoint[];
  readonly nowMs: number;
}

function Chart({ currency, points, nowMs }: ChartProps) {
  const w = screenWords.value.suppliers.history;
  const levels = points.map(({ fact }): LevelPoint => {
    return { at: stampToMs(fact.stamp), level: unitRateOf(fact), isCount: false };
  });
  return (
    <div class="one-chart">
      <h3>{w.chart(currency)}</h3>
      <LevelChart
        label={w.chart(currency)}
        points={levels}
        minimum={0}
        nowMs={nowMs}
        formatLevel={(rate) => formatUnitRate(rate, currency)}
        formatDay={formatDate}
        textOf={({ at, level }) => w.point(formatTime(at, nowMs), formatUnitRate(level, currency))}
      />
    </div>
  );
}

interface LinesProps {
  readonly history: readonly PricePoint[];
  readonly unit: string;
}

function Lines({ history, unit }: LinesProps) {
  const { history: w, price } = screenWords.value.suppliers;
  const newest = history.slice(-rowsMax).toReversed();
  return (
    <Table
      caption={w.title}
      columns={[
        { text: w.when },
        { text: w.unitPrice, number: true },
        { text: w.change },
        { text: w.packPrice, number: true },
        { text: w.pack, number: true },
        { text: w.from },
      ]}
      rows={newest.map(({ fact, change }) => ({
        key: fact.id,
        cells: [
          formatDate(stampToMs(fact.stamp)),
          formatUnitRate(unitRateOf(fact), fact.price.currency),
          change === null ? (
            <span class="quiet">{price.first}</span>
          ) : (
            <PriceChange change={change} short />
          ),
          formatMoney(fact.price),
          formatAmount(fact.packQuantity, unit),
          w.sources[fact.source],
        ],
      }))}
    />
  );
}
