/** The mark of a change that is on this phone and not yet at the server. */
import { words } from '../words/words.ts';
import { Icon } from './icons.tsx';

export function PendingMark() {
  const label = words.value.parts.pending;
  return (
    <span class="pending" title={label}>
      <Icon name="waiting" />
      <span class="for-readers">{label}</span>
    </span>
  );
}
