/** A small rounded choice: pressed or not, or, with `onRemove`, something chosen that can be taken away. */
import type { ComponentChildren } from 'preact';
import { Icon } from './icons.tsx';

interface ToggleProps {
  readonly children: ComponentChildren;
  readonly pressed: boolean;
  readonly onToggle: () => void;
}

export function Chip({ children, pressed, onToggle }: ToggleProps) {
  return (
    <button class="chip" type="button" aria-pressed={pressed} onClick={onToggle}>
      {children}
    </button>
  );
}

interface RemovableProps {
  readonly children: ComponentChildren;
  readonly label: string;
  readonly onRemove: () => void;
}

export function RemovableChip({ children, label, onRemove }: RemovableProps) {
  return (
    <button class="chip chosen" type="button" aria-label={label} onClick={onRemove}>
      {children}
      <Icon name="close" little />
    </button>
  );
}
