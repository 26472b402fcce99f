/**
 * The size budget, brotli. "First load" is what a phone needs before the first screen: the entry chunk and what it
 * imports statically, read from Vite's manifest, so that a new chunk cannot slip past. The database comes with it, and is
 * needed for the second screen and for every change. The scanner loads on demand.
 */
import { readFileSync } from 'node:fs';

interface Chunk {
  file: string;
  name?: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

const manifest: Record<string, Chunk> = JSON.parse(
  readFileSync('dist/.vite/manifest.json', 'utf8'),
);

const firstLoad = withImports(({ isEntry = false }) => isEntry);
const store = withImports(({ name }) => name === 'store').filter(
  (each) => !firstLoad.includes(each),
);
if (store.length === 0) throw new Error("Vite's manifest holds no chunk of the database");

function withImports(isMeant: (chunk: Chunk) => boolean): Chunk[] {
  const found = new Set(Object.values(manifest).filter(isMeant));
  for (const chunk of found) {
    for (const key of chunk.imports ?? []) {
      const imported = manifest[key];
      if (!imported) throw new Error(`Vite's manifest lists an import it does not hold: ${key}`);
      found.add(imported);
    }
  }
  return [...found];
}

const scriptsOf = (chunks: Chunk[]): string[] => chunks.map(({ file }) => `dist/${file}`);
const styles = [...new Set(firstLoad.flatMap((chunk) => chunk.css ?? []))].map(
  (file) => `dist/${file}`,
);

export default [
  { name: 'JavaScript of the first load', path: scriptsOf(firstLoad), limit: '40 kB' },
  { name: 'JavaScript of the database', path: scriptsOf(store), limit: '40 kB' },
  { name: 'CSS of the first load', path: styles, limit: '12 kB' },
  { name: 'Service worker', path: 'dist/sw.js', limit: '12 kB' },
];
