/** The usual amounts as one tap each. */
import { quantityToText, type Quantity } from '../../../../shared/quantity.ts';
import { Chip } from '../../parts/chip.tsx';
import { formatQuantity } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';

const usual: readonly Quantity[] = [1000, 2000, 5000, 10_000];

export interface AmountPicksProps {
  readonly text: string;
  /** Offered as "all" when it is more than nothing. */
  readonly all: Quantity;
  readonly onPick: (text: string) => void;
}

export function AmountPicks({ text, all, onPick }: AmountPicksProps) {
  const w = screenWords.value.deeds;
  const amounts = usual.filter((amount) => amount !== all);
  return (
    <div class="chips wrap" role="group" aria-label={w.quick}>
      {amounts.map((amount) => (
        <Chip
          key={amount}
          pressed={text === quantityToText(amount)}
          onToggle={() => onPick(quantityToText(amount))}
        >
          {formatQuantity(amount)}
        </Chip>
      ))}
      {all > 0 && (
        <Chip pressed={text === quantityToText(all)} onToggle={() => onPick(quantityToText(all))}>
          {w.all(formatQuantity(all))}
        </Chip>
      )}
    </div>
  );
}
