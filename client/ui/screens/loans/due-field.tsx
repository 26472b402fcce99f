/** The last day of a loan: one tap for the usual ones, a date for all others, or none. */
import { addDays } from '../../../state/days.ts';
import { Chip } from '../../parts/chip.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { wholeDay } from '../../words/near-day.ts';
import { screenWords } from '../../words/screen-words.ts';
import '../../styles/loans.css';

const usualDays = [0, 3, 7, 28] as const;

export interface DueFieldProps {
  /** "" for none; null where what stands there is no whole date. */
  readonly value: string | null;
  readonly today: string;
  readonly trouble: string | undefined;
  readonly onChange: (day: string | null) => void;
}

export function DueField({ value, today, trouble, onChange }: DueFieldProps) {
  const w = screenWords.value.loans.lend;
  const isWhole = value !== null && value !== '';
  return (
    <fieldset class="field due-field">
      <legend>{w.due}</legend>
      <div class="chips wrap">
        {usualDays.map((days) => (
          <Chip
            key={days}
            pressed={value === addDays(today, days)}
            onToggle={() => onChange(addDays(today, days))}
          >
            {usualWords(days)}
          </Chip>
        ))}
        <Chip pressed={value === ''} onToggle={() => onChange('')}>
          {w.dueNone}
        </Chip>
      </div>
      <DayField
        label={w.dueDay}
        value={value}
        hint={isWhole ? wholeDay(value) : undefined}
        trouble={trouble}
        onInput={onChange}
      />
    </fieldset>
  );
}

function usualWords(days: (typeof usualDays)[number]): string {
  const w = screenWords.value.loans.lend;
  if (days === 0) return w.dueToday;
  return days % 7 === 0 ? w.dueWeeks(days / 7) : w.dueDays(days);
}
