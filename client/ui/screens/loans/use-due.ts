/** The last day of a loan while it is being chosen. One that is over is asked about once, and then taken as meant. */
import { useState } from 'preact/hooks';
import { screenWords } from '../../words/screen-words.ts';

export interface Due {
  /** "" for none; null where what stands there is no whole date. */
  readonly value: string | null;
  readonly choose: (day: string | null) => void;
  /** That it is over has been asked. */
  readonly isAsked: boolean;
  /** Answers the day that is meant, or undefined where there is something to say first. */
  readonly take: () => string | undefined;
  readonly trouble: string | undefined;
}

/** `agreed`: a day that may be over, because nobody chooses it now. */
export function useDue(
  first: string,
  { today, agreed }: { readonly today: string; readonly agreed?: string },
): Due {
  const [value, setValue] = useState<string | null>(first);
  const [wasTried, setTried] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const w = screenWords.value.loans.lend;
  const isLate = value !== null && value !== '' && value !== agreed && value < today;
  return {
    value,
    isAsked: isLate && isAsked,
    choose: (day) => {
      setAsked(false);
      setValue(day);
    },
    take: () => {
      setTried(true);
      if (isLate && !isAsked) {
        setAsked(true);
        return undefined;
      }
      return value ?? undefined;
    },
    trouble: value === null && wasTried ? w.dueWrong : isLate ? w.dueOver : undefined,
  };
}
