/**
 * A native <dialog>: the browser keeps the focus inside, closes it on Escape and gives the focus back. As a sheet it
 * comes up from the bottom on a phone. It is in the page only while open, so each opening starts afresh.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { words } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly sheet?: boolean;
  /** Makes it a form: Enter in any entry does it, too. */
  readonly onSubmit?: () => void;
  /** Buttons that stay in sight below what scrolls. */
  readonly footer?: ComponentChildren;
}

export function Dialog({ title, onClose, children, sheet = false, onSubmit, footer }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      class={sheet ? 'dialog sheet' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={words.value.parts.close} onClick={onClose} />
      </header>
      <form
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <div class="body">{children}</div>
        {footer !== undefined && <footer>{footer}</footer>}
      </form>
    </dialog>
  );
}
