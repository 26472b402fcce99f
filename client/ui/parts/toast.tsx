/**
 * What has just been done, with a way back. Toasts stay eight seconds, longer while one points at or tabs into them;
 * whatever they offer can also be done elsewhere (history, attention), so missing one loses nothing.
 */
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words/words.ts';
import { Icon } from './icons.tsx';

const shownMs = 8_000;
const shownAtOnceMax = 3;

export interface ToastProps {
  readonly text: string;
  readonly undo?: (() => void) | undefined;
}
interface ShownToast extends ToastProps {
  readonly key: number;
}

const shown = signal<readonly ShownToast[]>([]);
let nextKey = 1;

export function showToast(toast: ToastProps): void {
  shown.value = [...shown.value, { ...toast, key: nextKey++ }].slice(-shownAtOnceMax);
}

function dismiss(key: number): void {
  shown.value = shown.value.filter((toast) => toast.key !== key);
}

/** A manual popover, so that a toast is seen even while a dialog is open. */
export function Toasts() {
  const ref = useRef<HTMLDivElement>(null);
  const anyShown = shown.value.length > 0;
  useEffect(() => {
    if (anyShown) ref.current?.showPopover();
    else ref.current?.hidePopover();
  }, [anyShown]);
  return (
    <div ref={ref} class="toasts" popover="manual" role="status">
      {shown.value.map((toast) => (
        <Toast
          key={toast.key}
          text={toast.text}
          undo={toast.undo}
          onGone={() => dismiss(toast.key)}
        />
      ))}
    </div>
  );
}

export function Toast({ text, undo, onGone }: ToastProps & { onGone: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(
        () => (ref.current?.matches(':hover, :focus-within') ? wait() : onGone()),
        shownMs,
      );
    };
    wait();
    return () => clearTimeout(timer);
  }, []);
  return (
    <div ref={ref} class="toast" style={{ '--toast-time': `${shownMs}ms` }}>
      <p>{text}</p>
      {undo !== undefined && (
        <button
          type="button"
          onClick={() => {
            onGone();
            undo();
          }}
        >
          {words.value.parts.undo}
        </button>
      )}
      <button type="button" aria-label={words.value.parts.close} onClick={onGone}>
        <Icon name="close" little />
      </button>
      <span class="time" />
    </div>
  );
}
