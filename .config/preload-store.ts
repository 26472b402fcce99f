/**
 * Has the browser fetch the database's code together with the first load, instead of when that asks for it: on a first
 * visit this spares a trip to the server. It is not waited for; the first screen is drawn without it.
 */
import type { Plugin } from 'vite';

export function preloadStore(chunkName: string): Plugin {
  return {
    name: 'preload-store',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunk = Object.values(bundle).find(
          (each) => each.type === 'chunk' && each.name === chunkName,
        );
        if (chunk === undefined) return [];
        const attrs = { rel: 'modulepreload', crossorigin: true, href: `/${chunk.fileName}` };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}
