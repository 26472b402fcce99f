/** Something that concerns the whole app, across the top, for as long as it is so. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons.tsx';

export interface BannerProps {
  readonly kind: 'note' | 'bad';
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
}

export function Banner({ kind, icon, title, children, action }: BannerProps) {
  return (
    <div class={`banner ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <p>
        <strong>{title}</strong>
        {children}
      </p>
      {action}
    </div>
  );
}
