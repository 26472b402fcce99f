/** A button that shows only an icon. Its label is what a screen reader says and what hovering shows. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons.tsx';

export interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly disabled?: boolean;
  readonly class?: string;
  readonly href?: string;
  /** Such as a badge on its corner. */
  readonly children?: ComponentChildren;
  readonly onClick?: () => void;
}

export function IconButton({ icon, label, pressed, href, children, ...rest }: IconButtonProps) {
  const look = rest.class === undefined ? 'icon-button' : `icon-button ${rest.class}`;
  const inside = (
    <>
      <Icon name={icon} />
      {children}
    </>
  );
  if (href !== undefined) {
    return (
      <a class={look} href={href} aria-label={label} title={label}>
        {inside}
      </a>
    );
  }
  return (
    <button
      class={look}
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={rest.expanded}
      disabled={rest.disabled}
      onClick={rest.onClick}
    >
      {inside}
    </button>
  );
}
