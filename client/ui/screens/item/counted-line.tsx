/** Who counted a bin last and when; and what was made before that and came too late to change it. */
import type { Movement, Stock } from '../../../../shared/entities.ts';
import { stampToMs } from '../../../../shared/stamps.ts';
import { changeAt } from '../../../../shared/stock.ts';
import { lateMovement, type LastCounts } from '../../../state/last-counts.ts';
import { useApp } from '../../app-context.ts';
import { usePeople } from '../../use-people.ts';
import { formatChange, formatTime } from '../../words/format.ts';
import { formatShortTime } from '../../words/format-short-time.ts';
import { personName } from '../../words/person-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface CountedLineProps {
  readonly bin: Stock;
  readonly counts: LastCounts;
  readonly movements: readonly Movement[];
}

export function CountedLine({ bin, counts, movements }: CountedLineProps) {
  const { session } = useApp();
  const people = usePeople();
  const ownId = session.value?.personId ?? null;
  const w = screenWords.value.item;
  if (bin.countStamp === null) return <span class="under">{w.neverCounted}</span>;
  const count = counts.get(bin.id);
  const when = formatShortTime(stampToMs(bin.countStamp));
  const personId = count?.personId ?? null;
  const late = lateMovement(bin, count, movements);
  return (
    <>
      <span class="under">
        {personId === null
          ? w.lastCounted(when)
          : personId === ownId
            ? w.lastCountedByYou(when)
            : w.lastCountedBy(when, personName(people, personId, ownId))}
      </span>
      {late !== undefined && (
        <span class="under">
          {w.late(
            formatChange(changeAt(bin, late)),
            formatTime(stampToMs(late.stamp)),
            formatTime(stampToMs(bin.countStamp)),
          )}
        </span>
      )}
    </>
  );
}
