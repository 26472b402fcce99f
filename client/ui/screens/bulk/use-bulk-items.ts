/** The rows of the chosen items for the preview: read when the sheet opens, and again when rows have changed since. */
import { useEffect, useState } from 'preact/hooks';
import type { ItemId } from '../../../../shared/ids.ts';
import { readBulkItems } from '../../../state/bulk-actions.ts';
import type { BulkItem } from '../../../state/bulk-plan.ts';
import { useApp } from '../../app-context.ts';

/** `isPaused`: while the sheet itself changes them, thousands of rows need not be read at each step. */
export function useBulkItems(
  ids: readonly ItemId[],
  isPaused: boolean,
): readonly BulkItem[] | undefined {
  const { db, readUpTo, onTrouble } = useApp();
  const [items, setItems] = useState<readonly BulkItem[]>();
  const touched = readUpTo.value;
  useEffect(() => {
    if (isPaused) return;
    let isOver = false;
    readBulkItems(db, ids).then((read) => {
      if (!isOver) setItems(read);
    }, onTrouble);
    return () => {
      isOver = true;
    };
  }, [db, ids, touched, isPaused]);
  return items;
}
