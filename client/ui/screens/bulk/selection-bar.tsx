/**
 * What is selected, and what to do with it: where the thumb is, below the list. Escape ends it, Ctrl or ⌘ with A takes
 * all that the list shows. What a filter hides stays selected, and is said.
 */
import { useState } from 'preact/hooks';
import type { ListedItem } from '../../../state/listed-item.ts';
import type { Selection } from '../../../state/selection.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { BulkChanges } from './bulk-changes.tsx';
import { BulkSheet } from './bulk-sheet.tsx';
import { useSelectionKeys } from './use-selection-keys.ts';
import '../../styles/bulk.css';

export interface SelectionBarProps {
  readonly selection: Selection;
  /** What the list shows now. */
  readonly shown: readonly ListedItem[];
}

export function SelectionBar({ selection, shown }: SelectionBarProps) {
  const { browse } = useApp();
  const [open, setOpen] = useState<'change' | 'history' | null>(null);
  const w = screenWords.value.bulk.bar;
  const { size } = selection;
  const inSight = selection.countIn(shown);
  const isAll = shown.length > 0 && inSight === shown.length;
  const leave = (): void => {
    browse.selection.value = null;
  };
  useSelectionKeys({ onAll: () => selection.addAll(shown), onLeave: leave });
  return (
    <div class="selection-bar" role="group" aria-label={w.label}>
      <IconButton icon="close" label={w.leave} onClick={leave} />
      <p role="status">
        <strong>{size === 0 ? w.none : w.selected(size)}</strong>
        {size > inSight && <span>{w.hidden(size - inSight)}</span>}
      </p>
      {shown.length > 0 && (
        <Button
          kind="bare"
          label={isAll ? w.clear : w.allOf(shown.length)}
          onClick={() => (isAll ? selection.clear() : selection.addAll(shown))}
        >
          {isAll ? w.clear : w.all}
        </Button>
      )}
      {size === 0 ? (
        <IconButton icon="history" label={w.history} onClick={() => setOpen('history')} />
      ) : (
        <Button kind="primary" onClick={() => setOpen('change')}>
          {w.change}
        </Button>
      )}
      {open === 'change' && (
        <BulkSheet
          ids={selection.ids}
          onClose={() => setOpen(null)}
          onHistory={() => setOpen('history')}
          onDeleted={leave}
        />
      )}
      {open === 'history' && <BulkChanges onClose={() => setOpen(null)} />}
    </div>
  );
}
