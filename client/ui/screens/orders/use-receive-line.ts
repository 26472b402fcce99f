/**
 * The form for goods that came for an order line. What is unusual, more than was ordered or a day before the order, is
 * asked about once and then kept as it was said.
 */
import { useRef, useState } from 'preact/hooks';
import type { LineArrival } from '../../../state/receive-actions.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import {
  countIn,
  readReceived,
  startReceiving,
  type ReceiveDraft,
  type ReceiveStart,
} from './receive-draft.ts';

export function useReceiveLine(start: ReceiveStart) {
  const { moment } = useApp();
  const today = toDay(moment().nowMs);
  const [draft, setDraft] = useState(() => startReceiving(start, today));
  const [wasTried, setTried] = useState(false);
  const [question, setQuestion] = useState<'over' | 'early' | null>(null);
  const asked = useRef(new Set<string>());
  const isSent = useRef(false);
  const w = screenWords.value.orders.receive;
  const read = readReceived(draft, start, today);
  const { over, isEarly } = read;

  /** Undefined while something is missing or asked; and once it was sent: a second tap does nothing. */
  const take = (): LineArrival | undefined => {
    setTried(true);
    if (isSent.current || read.arrival === undefined) return undefined;
    const doubts: ['over' | 'early', string][] = [];
    if (over > 0) doubts.push(['over', `over ${over}`]);
    if (isEarly) doubts.push(['early', `early ${draft.receivedOn}`]);
    for (const [kind, key] of doubts) {
      if (asked.current.has(key)) continue;
      asked.current.add(key);
      setQuestion(kind);
      return undefined;
    }
    isSent.current = true;
    return read.arrival;
  };
  const isOverAsked = question === 'over' && over > 0;
  return {
    draft,
    good: read.good,
    change: (more: Partial<ReceiveDraft>) => setDraft((before) => ({ ...before, ...more })),
    count: (unit: ReceiveDraft['unit']) => setDraft((before) => countIn(before, unit, start.line)),
    troubles: wasTried ? read.troubles : undefined,
    overQuestion: isOverAsked ? w.overAsked(formatAmount(over, start.item.unit)) : undefined,
    earlyQuestion: question === 'early' && isEarly ? w.earlyAsked : undefined,
    take,
  };
}

export type ReceiveForm = ReturnType<typeof useReceiveLine>;
