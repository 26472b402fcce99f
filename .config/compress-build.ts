/**
 * Writes `name.br` beside each text-like file of the build, once and at the highest level, so that the server never
 * compresses while someone waits. Must come after the plugin that writes the service worker.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';

const compress = promisify(brotliCompress);
const worthwhile = /\.(?:js|css|html|svg|json|webmanifest|wasm|txt)$/;
const smallestBytes = 512;

export function compressBuild(): Plugin {
  let outDir = '';
  return {
    name: 'bincard:compress-build',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const files = await readdir(outDir, { recursive: true, withFileTypes: true });
        for (const file of files) {
          if (!file.isFile() || !worthwhile.test(file.name) || file.parentPath.endsWith('.vite'))
            continue;
          await compressFile(join(file.parentPath, file.name));
        }
      },
    },
  };
}

async function compressFile(path: string): Promise<void> {
  const plain = await readFile(path);
  if (plain.length < smallestBytes) return;
  const small = await compress(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
  if (small.length < plain.length) await writeFile(`${path}.br`, small);
}
