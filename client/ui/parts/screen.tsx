/**
 * The frame of a screen: a bar with its name, the status chip and its few tools, and below it what scrolls. On a phone
 * the name takes the focus when the screen opens, so that a screen reader says where one is.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isWide } from '../../device/this-device.ts';
import { useApp } from '../app-context.ts';
import { words } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import { StatusChip } from './status-chip.tsx';

export interface ScreenProps {
  readonly title: string;
  /** Where the arrow leads; none on the four main screens. */
  readonly back?: string;
  readonly tools?: ComponentChildren;
  /** The screen shows its name itself, larger. */
  readonly isTitleHidden?: boolean;
  /** Beside a list on wide screens. */
  readonly isDetail?: boolean;
  /** Lies behind its detail: it neither names the page nor takes the focus. */
  readonly isBehind?: boolean;
  /** Below the bar, and not scrolling. */
  readonly head?: ComponentChildren;
  /** Brings its own scrolling box. */
  readonly bare?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function Screen({
  title,
  back,
  tools,
  isDetail = false,
  head,
  bare = false,
  isBehind = false,
  ...rest
}: ScreenProps) {
  const { sync } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isBehind) document.title = `${title} · ${words.value.app.name}`;
  }, [title, isBehind]);
  useEffect(() => {
    if (!isBehind && !isWide()) heading.current?.focus({ preventScroll: true });
  }, [isBehind]);
  return (
    <section class={isDetail ? 'pane detail' : 'pane'} aria-label={title}>
      <div>
        <div class={back === undefined ? 'bar' : 'bar back'}>
          {back !== undefined && (
            <IconButton class="go-back" icon="back" label={words.value.parts.back} href={back} />
          )}
          <h1 ref={heading} tabIndex={-1} class={rest.isTitleHidden ? 'for-readers' : undefined}>
            {title}
          </h1>
          <StatusChip view={sync.value} />
          {tools !== undefined && tools !== false && <div class="tools">{tools}</div>}
        </div>
        {head}
      </div>
      {bare ? (
        rest.children
      ) : (
        <div class="scroll">
          <div class={rest.class === undefined ? 'page' : `page ${rest.class}`}>
            {rest.children}
          </div>
        </div>
      )}
    </section>
  );
}
