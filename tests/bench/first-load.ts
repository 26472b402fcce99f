/** What a phone fetches before the first screen, compressed as the server sends it. The budget is size-limit's own. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { buildClientIfStale } from '../../server/build-client.ts';
import type { Figure } from './figures.ts';

export async function* measureFirstLoad(): AsyncGenerator<Figure> {
  await buildClientIfStale();
  const { default: budgets } = await import('../../.size-limit.ts');
  for (const { name, path, limit } of budgets) {
    const bytes = [path]
      .flat()
      .map((file) => brotliCompressSync(readFileSync(file)).length)
      .reduce((sum, size) => sum + size, 0);
    yield {
      what: `${name}, brotli`,
      values: [bytes / 1000],
      unit: 'kB',
      judge: 'median',
      target: Number.parseFloat(limit),
    };
  }
}
