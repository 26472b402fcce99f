/**
 * Forms that hold something typed and not saved: what an update, a reload or a closed tab would take away. While there is
 * one, the browser asks before it leaves the page.
 */
import { computed, effect, signal } from '@preact/signals';

/** By what they edit. */
const forms = signal<ReadonlySet<string>>(new Set());

export const isAnythingUnsaved = computed(() => forms.value.size > 0);

export function setUnsaved(form: string, isUnsaved: boolean): void {
  if (forms.peek().has(form) === isUnsaved) return;
  const others = [...forms.peek()].filter((other) => other !== form);
  forms.value = new Set(isUnsaved ? [...others, form] : others);
}

export function forgetUnsaved(): void {
  forms.value = new Set();
}

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

// Only while it is needed: with such a listener a page is not kept for going back.
effect(() => {
  if (isAnythingUnsaved.value) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
});
