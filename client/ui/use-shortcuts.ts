/** Single keys that work anywhere but where one types, or while a dialog is open. Modifier keys are the browser's. */
import { useEffect } from 'preact/hooks';

export type Shortcuts = Readonly<Record<string, () => void>>;

export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const run = shortcuts[event.key];
      if (run === undefined || event.defaultPrevented) return;
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  return (
    target instanceof Element && target.closest('input, select, textarea, [role=menu]') !== null
  );
}
