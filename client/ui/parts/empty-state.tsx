/** A screen with nothing on it yet, nothing found, or no right to see it: what that means and what one can do. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons.tsx';

export interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {action !== undefined && <div class="toolbar">{action}</div>}
    </div>
  );
}
