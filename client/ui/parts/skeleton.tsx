/** Rows that are still being read from this phone. Shown only for what takes longer than a blink. */
import { words } from '../words/words.ts';

export function Skeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="for-readers">{words.value.parts.loading}</span>
      {Array.from({ length: rows }, (_, index) => (
        <i key={index} />
      ))}
    </div>
  );
}
