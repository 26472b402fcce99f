/** A titled part of a screen, with what can be done to it beside its title. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface SectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly tools?: ComponentChildren;
  readonly id?: string;
  readonly children: ComponentChildren;
}

export function Section({ title, hint, tools, id, children }: SectionProps) {
  const titleId = useId();
  return (
    <section class="section" aria-labelledby={titleId} id={id}>
      <header>
        <h2 id={titleId}>{title}</h2>
        {tools}
        {hint !== undefined && <p>{hint}</p>}
      </header>
      {children}
    </section>
  );
}
