/**
 * How fast an item goes: use per week, how long the rest lasts, and the arithmetic of both; then how much there was over
 * time, and what was used week by week. Each chart is a table, too.
 */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Item } from '../../../../shared/entities.ts';
import {
  addUses,
  daysOfCover,
  lastWeeks,
  useRate,
  weekStart,
  type UseByWeek,
} from '../../../../shared/use-weeks.ts';
import { makeHistory } from '../../../state/history.ts';
import type { ItemPage } from '../../../state/item-page.ts';
import { readServerNow } from '../../../state/server-now.ts';
import { useApp } from '../../app-context.ts';
import { BarChart } from '../../parts/bar-chart.tsx';
import { LevelChart, type LevelPoint } from '../../parts/level-chart.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { useLive } from '../../use-live.ts';
import { coverWords, rateWords, reckoningWords } from '../../words/cover-words.ts';
import { formatAmount, formatQuantity, formatTime } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { formatDate } from '../../words/date-words.ts';
import { ChartKeys } from './chart-keys.tsx';

const rowsMax = 100;

export function ItemUse({ item, page }: { item: Item; page: ItemPage }) {
  const { moment } = useApp();
  const { stock } = page;
  const w = screenWords.value.low.use;
  const nowMs = useLive((db) => readServerNow(db, moment()), [stock]) ?? moment().nowMs;
  const points = useMemo(() => pointsOf(page), [page]);
  const used = addUses(stock.map((bin) => bin.used));
  const isUsed = Object.keys(used).length > 0;
  if (!isUsed && points.length < 2) return null;
  return (
    <Section title={w.title}>
      <div class="use-section">
        {isUsed ? (
          <Figures item={item} stock={stock} used={used} nowMs={nowMs} />
        ) : (
          <p class="quiet">{w.never}</p>
        )}
        {points.length > 1 && <Levels item={item} points={points} nowMs={nowMs} />}
        {isUsed && <Weeks item={item} used={used} nowMs={nowMs} />}
      </div>
    </Section>
  );
}

function pointsOf(page: ItemPage): readonly LevelPoint[] {
  return makeHistory(page)
    .flatMap(({ at, level, kind }): LevelPoint[] =>
      level === null ? [] : [{ at, level, isCount: kind === 'count' }],
    )
    .toReversed();
}

interface UseFacts {
  readonly item: Item;
  readonly used: UseByWeek;
  readonly nowMs: number;
}

function Figures({ item, stock, used, nowMs }: UseFacts & Pick<ItemPage, 'stock'>) {
  const w = screenWords.value.low.use;
  const available = stock.reduce((sum, { quantity }) => sum + quantity, 0);
  const rate = useRate(used, nowMs);
  const days = daysOfCover(available, rate);
  return (
    <div>
      <dl class="use-figures">
        <div>
          <dt>{w.perWeek}</dt>
          <dd>{rateWords(rate, item.unit)}</dd>
        </div>
        {days !== null && (
          <div>
            <dt>{w.lasts}</dt>
            <dd>{available <= 0 ? w.nothingLeft : coverWords(days)}</dd>
          </div>
        )}
      </dl>
      <p class="reckoning">{reckoningWords(rate, { available, unit: item.unit })}</p>
    </div>
  );
}

function Levels(props: {
  readonly item: Item;
  readonly points: readonly LevelPoint[];
  readonly nowMs: number;
}) {
  const { item, points, nowMs } = props;
  const w = screenWords.value.low.charts;
  const newest = points.slice(-rowsMax).toReversed();
  return (
    <OneChart title={w.level}>
      <LevelChart
        label={w.level}
        points={points}
        minimum={item.minimum}
        nowMs={nowMs}
        formatLevel={formatQuantity}
        formatDay={formatDate}
        textOf={({ at, level, isCount }) => {
          const say = isCount ? w.countedPoint : w.point;
          return say(formatTime(at, nowMs), formatAmount(level, item.unit));
        }}
      />
      <ChartKeys
        hasCount={points.some(({ isCount }) => isCount)}
        hasNegative={points.some(({ level }) => level < 0)}
        minimum={item.minimum > 0 ? w.minimum(formatAmount(item.minimum, item.unit)) : null}
      />
      <details>
        <summary>{w.table}</summary>
        <Table
          caption={newest.length < points.length ? w.newest(newest.length) : w.level}
          columns={[{ text: w.when }, { text: w.what }, { text: w.level1, number: true }]}
          rows={newest.map(({ at, level, isCount }, place) => ({
            key: String(place),
            cells: [
              formatTime(at, nowMs),
              isCount ? w.counted : w.moved,
              formatAmount(level, item.unit),
            ],
          }))}
        />
      </details>
    </OneChart>
  );
}

function Weeks({ item, used, nowMs }: UseFacts) {
  const w = screenWords.value.low.charts;
  const weeks = lastWeeks(used, nowMs);
  const dayOfWeek = (week: number): string => formatDate(weekStart(week));
  return (
    <OneChart title={w.weeks}>
      <BarChart
        label={w.weeks}
        bars={weeks.map(({ week, used: value }) => ({ key: String(week), week, value }))}
        format={formatQuantity}
        from={dayOfWeek(weeks[0]?.week ?? 0)}
        to={w.unfinished}
        textOf={(bar, isOver) =>
          (isOver ? w.weekPoint : w.thisWeekPoint)(
            dayOfWeek(bar.week),
            formatAmount(bar.value, item.unit),
          )
        }
      />
      <details>
        <summary>{w.table}</summary>
        <Table
          caption={w.weeks}
          columns={[{ text: w.week }, { text: w.used, number: true }]}
          rows={weeks.toReversed().map((bar, place) => ({
            key: String(bar.week),
            cells: [
              place === 0 ? w.unfinished : dayOfWeek(bar.week),
              formatAmount(bar.used, item.unit),
            ],
          }))}
        />
      </details>
    </OneChart>
  );
}

function OneChart({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="one-chart">
      <h3>{title}</h3>
      {children}
    </div>
  );
}
