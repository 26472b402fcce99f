/**
 * Where InvenTree's demo data lies: in `shared/data` beside this checkout, or beside a folder that holds it.
 * Without it the tests on real input fail; they are never skipped.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export function findDemoFolder(): string {
  const checkout = fileURLToPath(new URL('../../', import.meta.url));
  for (let folder = dirname(checkout); ; folder = dirname(folder)) {
    const demo = join(folder, 'shared', 'data', 'inventree-demo');
    if (existsSync(join(demo, 'parts.csv'))) return demo;
    if (folder === dirname(folder)) break;
  }
  throw new Error(
    `shared/data/inventree-demo stands neither beside ${checkout} nor beside a folder above it`,
  );
}
