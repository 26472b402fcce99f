/**
 * Draws every icon of the app from one file, app-icon.svg, at build time: so there is one drawing to change and no
 * PNG in the repository. Names are stable (no hash), because manifests and home screens remember them.
 * In development the same pictures are drawn on request.
 */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Plugin } from 'vite';

const drawing = new URL('./app-icon.svg', import.meta.url);

/** Wide enough that every raster is drawn from vectors, never enlarged. */
const drawingPx = 512;

type Draw = (svg: string) => Promise<Buffer | string>;

/** Strokes on a 24-px grid, as in client/ui/parts/icons.tsx. */
const shortcuts = {
  scan: 'M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M8 9v6M12 9v6M16 9v6',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5',
  requests:
    'M3 7h10v10H3zM13 10h4.5l3.5 3.5V17h-8M6.5 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM17 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  add: 'M12 5v14M5 12h14',
} as const;

/** name below /icons/ → how it is drawn. */
const icons: Record<string, Draw> = {
  'favicon.svg': async (svg) => svg.replace(/<!--.*?-->\s*/s, ''),
  'icon-192.png': (svg) => toPng(svg, 192),
  'icon-512.png': (svg) => toPng(svg, 512),
  // Android may cut a maskable icon down to a circle of 80 % (W3C manifest, "safe zone").
  'maskable-512.png': (svg) => toPng(toFullBleed(svg, 0.8), 512),
  // iOS rounds the corners itself and paints transparency black, so this one is square and opaque.
  'apple-touch-180.png': (svg) => toPng(toFullBleed(svg, 1), 180),
  'monochrome-512.png': toMonochrome,
  ...Object.fromEntries(
    Object.entries(shortcuts).map(([name, strokes]) => [
      `shortcut-${name}-96.png`,
      () => drawShortcut(strokes),
    ]),
  ),
};

/** What the web app manifest lists; paths are relative to the root. */
export const manifestIcons = [
  { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
  { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
  { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  { src: '/icons/monochrome-512.png', sizes: '512x512', type: 'image/png', purpose: 'monochrome' },
] as const;

export function shortcutIcon(name: keyof typeof shortcuts) {
  return { src: `/icons/shortcut-${name}-96.png`, sizes: '96x96', type: 'image/png' };
}

export function makeIcons(): Plugin {
  return {
    name: 'bincard:icons',
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'icon', type: 'image/svg+xml', href: '/icons/favicon.svg' } },
      { tag: 'link', attrs: { rel: 'apple-touch-icon', href: '/icons/apple-touch-180.png' } },
    ],
    async generateBundle() {
      const svg = await readFile(drawing, 'utf8');
      await Promise.all(
        Object.entries(icons).map(async ([name, draw]) => {
          this.emitFile({ type: 'asset', fileName: `icons/${name}`, source: await draw(svg) });
        }),
      );
    },
    configureServer(server) {
      server.middlewares.use('/icons', (request, response, next) => {
        const name = (request.url ?? '').slice(1).split('?')[0] ?? '';
        const draw = icons[name];
        if (!draw) return next();
        response.setHeader('content-type', name.endsWith('.svg') ? 'image/svg+xml' : 'image/png');
        readFile(drawing, 'utf8')
          .then(draw)
          .then((picture) => response.end(picture), next);
      });
    },
  };
}

/** A disc, which fills what launchers cut out; the strokes stay within its middle. */
function drawShortcut(strokes: string): Promise<Buffer> {
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="96" height="96">
      <circle cx="24" cy="24" r="24" fill="#c2410c" />
      <path transform="translate(12 12)" d="${strokes}" fill="none" stroke="#faf8f4"
        stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />
    </svg>`),
  )
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}

function toPng(svg: string, sizePx: number): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: (72 * sizePx) / drawingPx })
    .resize(sizePx, sizePx)
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}

/** The ground reaches every edge and the motif shrinks towards the middle. */
function toFullBleed(svg: string, scale: number): string {
  const shift = (drawingPx * (1 - scale)) / 2;
  return mustReplace(
    mustReplace(svg, ' rx="116"', ''),
    '<g id="motif">',
    `<g id="motif" transform="translate(${shift} ${shift}) scale(${scale})">`,
  );
}

/** Only the alpha of a monochrome icon is shown: what is light in a black-and-white drawing becomes opaque. */
async function toMonochrome(svg: string): Promise<Buffer> {
  const inBlackAndWhite = mustReplace(
    toFullBleed(svg, 0.8),
    /<style>.*<\/style>/s,
    `<style>
      .ground { fill: #000 }
      .paper, .bin, .edge { fill: #fff }
      .bin ~ .paper { fill: #000 }
      .tally { fill: none; stroke: #000; stroke-width: 22; stroke-linecap: round }
      .gap { fill: none; stroke: #000; stroke-width: 28 }
    </style>`,
  );
  const alpha = await sharp(Buffer.from(inBlackAndWhite))
    .extractChannel(0)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return sharp({ create: { width: drawingPx, height: drawingPx, channels: 3, background: '#fff' } })
    .joinChannel(alpha, { raw: { width: drawingPx, height: drawingPx, channels: 1 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

function mustReplace(svg: string, what: string | RegExp, by: string): string {
  const replaced = svg.replace(what, by);
  if (replaced === svg) throw new Error(`app-icon.svg no longer contains ${String(what)}`);
  return replaced;
}
