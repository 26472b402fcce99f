/** A finger that stays on a row of a list: what a phone has instead of a right mouse button. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const heldAfterMs = 450;
const slipPx = 10;

/** `within`: something in the pane whose rows are meant. They carry their `data-index`. */
export function useLongPress(
  within: RefObject<Element | null>,
  onHold: (index: number) => void,
): void {
  const hold = useRef(onHold);
  hold.current = onHold;
  useEffect(() => {
    const over = new AbortController();
    const pane = within.current?.closest<HTMLElement>('.pane');
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isHeld = false;
    let from = { x: 0, y: 0 };
    const options = { signal: over.signal, capture: true, passive: true };
    const letGo = (): void => clearTimeout(timer);
    pane?.addEventListener(
      'touchstart',
      ({ target, touches: [touch] }) => {
        isHeld = false;
        letGo();
        const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
        if (row === null || touch === undefined) return;
        from = { x: touch.clientX, y: touch.clientY };
        timer = setTimeout(() => {
          isHeld = true;
          hold.current(Number(row.dataset['index']));
        }, heldAfterMs);
      },
      options,
    );
    pane?.addEventListener(
      'touchmove',
      ({ touches: [touch] }) => {
        if (touch === undefined) return;
        if (Math.hypot(touch.clientX - from.x, touch.clientY - from.y) > slipPx) letGo();
      },
      options,
    );
    for (const end of ['touchend', 'touchcancel'] as const)
      pane?.addEventListener(end, letGo, options);
    // What the browser makes of the same finger: its own menu, or a tap.
    for (const name of ['contextmenu', 'click'] as const) {
      pane?.addEventListener(
        name,
        (event) => {
          if (!isHeld) return;
          event.preventDefault();
          event.stopPropagation();
          if (name === 'click') isHeld = false;
        },
        { signal: over.signal, capture: true },
      );
    }
    return () => {
      letGo();
      over.abort();
    };
  }, []);
}
