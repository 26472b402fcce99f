/** A sheet of card. With a colour it has the bin card's coloured top edge. */
import type { ComponentChildren } from 'preact';

export interface CardProps {
  readonly children: ComponentChildren;
  readonly edged?: boolean;
  /** The category's; "" for none. */
  readonly colour?: string;
  readonly class?: string;
}

export function Card({ children, edged = false, colour = '', ...rest }: CardProps) {
  const look = ['card', edged ? 'edged' : '', rest.class ?? ''].filter(Boolean).join(' ');
  return (
    <div class={look} style={categoryStyle(colour)}>
      <div class="inside">{children}</div>
    </div>
  );
}

/** Hands a category's colour to the styles, which use it for edges and dots only. */
export function categoryStyle(colour: string) {
  return colour === '' ? undefined : { '--category': colour };
}
