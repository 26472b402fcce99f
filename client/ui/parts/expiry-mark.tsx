/** A batch that will soon be past its last good day, or is: an hourglass with or without sand, a colour, and the day. */
import { expiryWords } from '../words/expiry-words.ts';

const glass = 'M2 1h12v2L9 8l5 5v2H2v-2l5-5-5-5z';
const sand = 'M8 9.5l-3.5 4h7zM5 3.5h6L8 6.5z';

export function ExpiryMark({ expiry, today }: { expiry: string; today: string }) {
  const isOver = expiry < today;
  return (
    <span class={isOver ? 'state out' : 'state low'}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={isOver ? glass : glass + sand} fill-rule="evenodd" />
      </svg>
      {expiryWords(expiry, today)}
    </span>
  );
}
