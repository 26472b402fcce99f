/**
 * A few rarer deeds behind one button: a popover, placed by hand below its button (anchor positioning is not yet in
 * every browser we serve). Arrow keys walk, Escape closes, as the ARIA menu pattern has it.
 */
import { useId, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icons.tsx';

export interface MenuEntry {
  readonly icon: IconName;
  readonly text: string;
  readonly danger?: boolean;
  readonly onChoose: () => void;
}

export function Menu({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const place = () => {
    const at = button.current?.getBoundingClientRect();
    const box = menu.current;
    if (!at || !box) return;
    box.style.top = `${Math.min(at.bottom + 4, innerHeight - box.offsetHeight - 8)}px`;
    box.style.left = `${Math.max(8, Math.min(at.right, innerWidth - 8) - box.offsetWidth)}px`;
    box.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  };
  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const all = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = all.findIndex((each) => each === document.activeElement);
    all.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % all.length)?.focus();
  };

  return (
    <>
      <button
        ref={button}
        class="icon-button"
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        popovertarget={id}
      >
        <Icon name="dots" />
      </button>
      <div
        ref={menu}
        id={id}
        class="menu"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        popover="auto"
        onToggle={(event) => event.newState === 'open' && place()}
        onKeyDown={walk}
      >
        {entries.map((entry) => (
          <button
            key={entry.text}
            type="button"
            role="menuitem"
            class={entry.danger ? 'danger' : undefined}
            onClick={() => {
              menu.current?.hidePopover();
              entry.onChoose();
            }}
          >
            <Icon name={entry.icon} />
            {entry.text}
          </button>
        ))}
      </div>
    </>
  );
}
