/**
 * The words of every screen but the first, following the language on screen. Only lazy screens import this, so the build
 * keeps these texts (4 kB brotli) out of the first load; lazy-screen.tsx waits for them before it shows a screen.
 */
import { effect, signal } from '@preact/signals';
import { enScreens, type ScreenWords } from './en-screens.ts';
import { language, type Language } from './words.ts';

export const screenWords = signal<ScreenWords>(enScreens);

const loaders: { readonly [Key in Language]: () => Promise<ScreenWords> } = {
  en: () => Promise.resolve(enScreens),
  de: async () => (await import('./de-screens.ts')).deScreens,
};

let isLoading = Promise.resolve();

effect(() => {
  const wanted = language.value;
  isLoading = loaders[wanted]().then((loaded) => {
    if (language.peek() === wanted) screenWords.value = loaded;
  });
});

export function screenWordsLoaded(): Promise<void> {
  return isLoading;
}
