/** One line of the settings: what it is, a word about it, and the control. */
import type { ComponentChildren } from 'preact';

export interface SettingProps {
  readonly title: string;
  readonly hint?: ComponentChildren;
  /** The control goes below instead of beside. */
  readonly stacked?: boolean;
  readonly children?: ComponentChildren;
}

export function Setting({ title, hint, stacked = false, children }: SettingProps) {
  return (
    <div class={stacked ? 'setting stacked' : 'setting'}>
      <div>
        <strong>{title}</strong>
        {hint !== undefined && hint !== '' && <p>{hint}</p>}
      </div>
      {children}
    </div>
  );
}
