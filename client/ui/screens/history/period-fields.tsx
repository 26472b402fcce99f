/** From which day to which: the usual spans in one tap, or two days of the calendar. Either may be left open. */
import { useState } from 'preact/hooks';
import { addDays } from '../../../state/days.ts';
import type { HistoryFilters } from '../../../state/history-filters.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { Chip } from '../../parts/chip.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { screenWords } from '../../words/screen-words.ts';
import '../../styles/history.css';

export type Period = Pick<HistoryFilters, 'since' | 'until'>;

export interface PeriodFieldsProps {
  readonly filters: Period;
  readonly onChoose: (period: Period) => void;
}

export function isPeriod({ since, until }: Period): boolean {
  return since === '' || until === '' || since <= until;
}

export function PeriodFields({ filters: { since, until }, onChoose }: PeriodFieldsProps) {
  const { moment } = useApp();
  const [broken, setBroken] = useState<readonly (keyof Period)[]>([]);
  const w = screenWords.value.history.filters;
  const today = toDay(moment().nowMs);
  const spans = [
    { text: w.today, since: today },
    { text: w.week, since: addDays(today, -6) },
    { text: w.month, since: addDays(today, -29) },
  ];
  const take = (name: keyof Period, day: string | null): void => {
    setBroken(broken.filter((each) => each !== name).concat(day === null ? [name] : []));
    // Half a date is no date: what was chosen before is in force no longer.
    onChoose({ since, until, [name]: day ?? '' });
  };
  const troubleOf = (name: keyof Period) => (broken.includes(name) ? w.wrongDay : undefined);
  return (
    <div class="field">
      <span class="label" id="history-period">
        {w.period}
      </span>
      <div class="chips wrap" role="group" aria-labelledby="history-period">
        {spans.map((span) => {
          const isOn = since === span.since && until === '';
          return (
            <Chip
              key={span.text}
              pressed={isOn}
              onToggle={() => onChoose({ since: isOn ? '' : span.since, until: '' })}
            >
              {span.text}
            </Chip>
          );
        })}
      </div>
      <div class="period-days">
        <DayField
          label={w.since}
          value={broken.includes('since') ? null : since}
          trouble={troubleOf('since')}
          onInput={(day) => take('since', day)}
        />
        <DayField
          label={w.until}
          value={broken.includes('until') ? null : until}
          trouble={troubleOf('until')}
          onInput={(day) => take('until', day)}
        />
      </div>
      <Trouble text={isPeriod({ since, until }) ? undefined : w.wrongPeriod} />
    </div>
  );
}
