/**
 * The language on screen, as a signal: a screen that reads `words.value` follows a change at once. English is built in,
 * others are fetched when chosen. Plain typed objects instead of paraglide: its compiler fetches its plugins from a CDN
 * and adds a generated folder, and all it would spare us is a few hundred bytes of texts that a screen does not use.
 */
import { signal } from '@preact/signals';
import { en, type Words } from './en.ts';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

export const words = signal<Words>(en);
export const language = signal<Language>('en');
/** What Intl is asked with: the browser's own region where it speaks the chosen language. */
export const locale = signal(regionOf('en'));

const loaders: { readonly [Key in Language]: () => Promise<Words> } = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de.ts')).de,
};

/** `wanted`: null follows the browser. */
export async function speak(wanted: string | null): Promise<void> {
  const chosen = chooseLanguage(wanted === null ? navigator.languages : [wanted]);
  words.value = await loaders[chosen]();
  locale.value = regionOf(chosen);
  language.value = chosen;
  document.documentElement.lang = chosen;
}

export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const known = languages.find((each) => tag.toLowerCase().split('-')[0] === each);
    if (known !== undefined) return known;
  }
  return 'en';
}

function regionOf(spoken: Language): string {
  return navigator.languages.find((tag) => tag.toLowerCase().startsWith(spoken)) ?? spoken;
}
