/** "14 items: 12 will change, 2 have it already", and by name what somebody should know before. */
import type { BulkPreview as Preview } from '../../../state/bulk-preview.ts';
import { screenWords } from '../../words/screen-words.ts';
import type { BulkKind } from './bulk-draft.ts';

const namedMax = 3;

export function BulkPreview({ kind, preview }: { kind: BulkKind; preview: Preview }) {
  const w = screenWords.value.bulk.preview;
  const { of, change, already, gone, unknown, nothing, below } = preview;
  const said = [
    w.change(change),
    already > 0 && alreadyWords(kind, already),
    gone > 0 && w.gone(gone),
    unknown > 0 && w.unknown(unknown),
  ].filter((part) => part !== false);
  return (
    <div class="bulk-preview" role="status" aria-label={w.title}>
      <p>
        <strong>{w.items(of)}:</strong> {said.join(', ')}
      </p>
      {nothing.length > 0 && <p>{w.nothing(nameSome(nothing))}</p>}
      {below.length > 0 && <p class="warning">{w.below(nameSome(below))}</p>}
    </div>
  );
}

function alreadyWords(kind: BulkKind, count: number): string {
  const w = screenWords.value.bulk.preview;
  if (kind === 'move') return w.alreadyThere(count);
  if (kind === 'delete') return w.alreadyGone(count);
  return kind === 'restore' ? w.alreadyHere(count) : w.already(count);
}

function nameSome(names: readonly string[]): string {
  const some = names.slice(0, namedMax).join(', ');
  const more = names.length - namedMax;
  return more > 0 ? screenWords.value.bulk.preview.andMore(some, more) : some;
}
