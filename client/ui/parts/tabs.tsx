/** Two or three views of one thing. Left and right arrows change between them, as the ARIA tabs pattern has it. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface TabsProps<Key extends string> {
  readonly label: string;
  readonly chosen: Key;
  readonly tabs: readonly { readonly key: Key; readonly text: string }[];
  readonly onChoose: (key: Key) => void;
  readonly children: ComponentChildren;
}

export function Tabs<Key extends string>({
  label,
  chosen,
  tabs,
  onChoose,
  children,
}: TabsProps<Key>) {
  const id = useId();
  const step = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const at = tabs.findIndex((tab) => tab.key === chosen) + (event.key === 'ArrowRight' ? 1 : -1);
    const next = tabs.at(at % tabs.length);
    if (next === undefined) return;
    onChoose(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <div>
      <div class="tabs" role="tablist" aria-label={label}>
        {tabs.map(({ key, text }) => (
          <button
            key={key}
            id={`${id}-${key}`}
            type="button"
            role="tab"
            aria-selected={key === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={key === chosen ? 0 : -1}
            onClick={() => onChoose(key)}
            onKeyDown={step}
          >
            {text}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${chosen}`} tabIndex={-1}>
        {children}
      </div>
    </div>
  );
}
