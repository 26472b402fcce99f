/** Whether something has become dearer: an arrow and the words, so that neither colour nor shape alone says it. */
import { priceChangeWords } from '../../words/supplier-words.ts';

const arrows = { up: '▲', down: '▼', same: '=' } as const;

export interface PriceChangeProps {
  /** 0.08 is 8 % dearer; undefined where there is nothing to compare with. */
  readonly change: number | undefined;
  /** In a column that says itself what is compared. */
  readonly short?: boolean;
}

export function PriceChange({ change, short = false }: PriceChangeProps) {
  if (change === undefined) return null;
  const { way, text } = priceChangeWords(change, short);
  return (
    <span class={`price-change ${way}`}>
      <span aria-hidden="true">{arrows[way]}</span> {text}
    </span>
  );
}
