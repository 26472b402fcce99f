/**
 * The size budget, brotli. "First load" is what a phone needs before the first screen: the entry chunk and what it
 * imports statically, read from Vite's manifest, so that a new chunk cannot slip past. The scanner loads on demand.
 */
import { readFileSync } from 'node:fs';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

const manifest: Record<string, Chunk> = JSON.parse(
  readFileSync('dist/.vite/manifest.json', 'utf8'),
);

const firstLoad = new Set<Chunk>();
for (const chunk of Object.values(manifest)) if (chunk.isEntry) addWithImports(chunk);

function addWithImports(chunk: Chunk): void {
  if (firstLoad.has(chunk)) return;
  firstLoad.add(chunk);
  for (const key of chunk.imports ?? []) {
    const imported = manifest[key];
    if (!imported) throw new Error(`Vite's manifest lists an import it does not hold: ${key}`);
    addWithImports(imported);
  }
}

const scripts = [...firstLoad].map((chunk) => `dist/${chunk.file}`);
const styles = [...new Set([...firstLoad].flatMap((chunk) => chunk.css ?? []))].map(
  (file) => `dist/${file}`,
);

export default [
  { name: 'JavaScript of the first load', path: scripts, limit: '60 kB' },
  { name: 'CSS of the first load', path: styles, limit: '12 kB' },
  { name: 'Service worker', path: 'dist/sw.js', limit: '12 kB' },
];
