/** Long work in numbers. Without a known end it shows how much is done, not a bar that lies. */
import { useId } from 'preact/hooks';

export interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  readonly of: number | null;
}

export function ProgressBar({ label, done, of }: ProgressBarProps) {
  const id = useId();
  return (
    <div class="progress">
      <label for={id} class="figures">
        {label}
      </label>
      <progress id={id} value={of === null ? undefined : done} max={of ?? 1} />
    </div>
  );
}
