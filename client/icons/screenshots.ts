/**
 * Real pictures of the app for its manifest and the README. `npm run screenshots` takes them anew; the build only copies
 * them, under stable names and outside what the service worker keeps.
 */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** All of one form have the same shape, and none is longer than 2.3 times its width: else browsers show none. */
export const screenshotForms = {
  narrow: { width: 360, height: 780, scale: 2 },
  wide: { width: 1280, height: 800, scale: 1 },
} as const;

export const screenshots = [
  { name: 'items', form: 'narrow', label: 'Every item, found as you type' },
  { name: 'item', form: 'narrow', label: 'An item: how many, where, and what to mind' },
  { name: 'take', form: 'narrow', label: 'Take some, also without a network' },
  { name: 'rack', form: 'wide', label: 'On a laptop: the list and the item side by side' },
] as const satisfies readonly {
  readonly name: string;
  readonly form: keyof typeof screenshotForms;
  readonly label: string;
}[];

export const manifestScreenshots = screenshots.map(({ name, form, label }) => {
  const { width, height, scale } = screenshotForms[form];
  return {
    src: `/screenshots/${name}.webp`,
    sizes: `${width * scale}x${height * scale}`,
    type: 'image/webp',
    form_factor: form,
    label,
  };
});

export function copyScreenshots(): Plugin {
  return {
    name: 'bincard:screenshots',
    async generateBundle() {
      await Promise.all(
        screenshots.map(async ({ name }) => {
          const source = await readFile(new URL(`./screenshots/${name}.webp`, import.meta.url));
          this.emitFile({ type: 'asset', fileName: `screenshots/${name}.webp`, source });
        }),
      );
    },
  };
}
