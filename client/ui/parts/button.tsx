/** A button with words, or a link that looks like one. One primary at a time on a screen; danger only for what takes away. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons.tsx';

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly kind?: 'plain' | 'primary' | 'danger' | 'bare';
  readonly icon?: IconName;
  readonly href?: string | undefined;
  /** Leads to somebody else's page, which gets its own tab and does not learn where one came from. */
  readonly isOutside?: boolean;
  /** For a screen reader, where the words alone do not say which one. Begins with them. */
  readonly label?: string;
  readonly wide?: boolean;
  readonly disabled?: boolean;
  readonly submits?: boolean;
  readonly focusFirst?: boolean;
  readonly onClick?: () => void;
}

export function Button(props: ButtonProps) {
  const { kind = 'plain', icon, href, wide = false, children } = props;
  const look = `button ${kind}${wide ? ' wide' : ''}`;
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </>
  );
  if (href !== undefined) {
    return (
      <a
        class={look}
        href={href}
        target={props.isOutside ? '_blank' : undefined}
        rel={props.isOutside ? 'noreferrer' : undefined}
        onClick={props.onClick}
      >
        {inside}
      </a>
    );
  }
  return (
    <button
      class={look}
      type={props.submits ? 'submit' : 'button'}
      aria-label={props.label}
      disabled={props.disabled}
      autofocus={props.focusFirst}
      onClick={props.onClick}
    >
      {inside}
    </button>
  );
}
