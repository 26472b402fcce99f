/** Escape and Ctrl or ⌘ with A, where nobody types and no dialog is open: there both keys have their own meaning. */
import { useEffect } from 'preact/hooks';

export interface SelectionKeys {
  readonly onAll: () => void;
  readonly onLeave?: (() => void) | undefined;
}

export function useSelectionKeys({ onAll, onLeave }: SelectionKeys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTaken(event.target)) return;
      const isAll = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a';
      const run = isAll ? onAll : event.key === 'Escape' ? onLeave : undefined;
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], [popover]:popover-open:not(.toasts)') !== null)
    return true;
  return (
    target instanceof Element &&
    target.closest('input:not([type=checkbox]), select, textarea') !== null
  );
}
