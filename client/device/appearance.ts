/**
 * The theme on the page. It is also kept in localStorage, the one store that can be read before the first paint, so
 * that a dark shed is not lit up by a white flash at each start; IndexedDB holds the true setting.
 */
export type Theme = 'system' | 'light' | 'dark';

const key = 'theme';
const paper = { light: '#FAF8F4', dark: '#161514' } as const;

export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  for (const tag of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    const own = tag.media.includes('dark') ? 'dark' : 'light';
    tag.content = paper[theme === 'system' ? own : theme];
  }
  try {
    localStorage.setItem(key, theme);
  } catch (error) {
    // Blocked storage costs a flash of the other theme, no more.
    if (!(error instanceof DOMException)) throw error;
  }
}

export function rememberedTheme(): Theme {
  try {
    const held = localStorage.getItem(key);
    return held === 'light' || held === 'dark' ? held : 'system';
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return 'system';
  }
}
