/**
 * The built app, read into memory once (about 2 MB): a running server serves one build to the end, even
 * while the next one is being written, and no request can name a file that was not there. Files with a
 * hash in their name are good for ever; all others are asked for again each time, and mostly not sent.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Context } from 'hono';
import { getMimeType } from 'hono/utils/mime';

interface Variant {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

interface StaticFile {
  readonly type: string;
  readonly plain: Variant;
  readonly brotli: Variant | undefined;
}

/** By path, such as "/assets/main-Bx3f.js". */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

/** Nothing of what begins with a dot is for anyone else; a folder that is not there holds no files. */
export async function readStaticFiles(folder: string): Promise<StaticFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    },
  );
  const contents = new Map<string, Variant>();
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    if (!entry.isFile() || path.includes('/.')) continue;
    const bytes = new Uint8Array(await readFile(file));
    contents.set(path, makeVariant(bytes));
  }
  const files = new Map<string, StaticFile>();
  for (const [path, plain] of contents) {
    if (path.endsWith('.br') && contents.has(path.slice(0, -3))) continue;
    const type = getMimeType(path) ?? 'application/octet-stream';
    files.set(path, { type, plain, brotli: contents.get(`${path}.br`) });
  }
  return files;
}

/** A file that is not in the build. */
export function makeTextFile(type: string, text: string): StaticFile {
  return { type, plain: makeVariant(new TextEncoder().encode(text)), brotli: undefined };
}

function makeVariant(bytes: Uint8Array<ArrayBuffer>): Variant {
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { bytes, etag: `"${hash}"` };
}

/** Serves a file, or the app itself to whoever navigates to one of its places. */
export function sendStatic(c: Context, files: StaticFiles): Response {
  const { path } = c.req;
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  const file = isRead ? (files.get(path) ?? findPage(c, files)) : undefined;
  if (file === undefined) return c.text('Not found', 404, { 'cache-control': 'no-store' });

  const brotli = acceptsBrotli(c.req.header('accept-encoding')) ? file.brotli : undefined;
  const { bytes, etag } = brotli ?? file.plain;
  c.header('vary', 'Accept-Encoding');
  c.header('etag', etag);
  c.header(
    'cache-control',
    path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  if (
    c.req
      .header('if-none-match')
      ?.split(/\s*,\s*/)
      .includes(etag)
  )
    return c.body(null, 304);
  c.header('content-type', file.type);
  c.header('content-length', String(bytes.byteLength));
  if (brotli !== undefined) c.header('content-encoding', 'br');
  return c.body(bytes);
}

function findPage(c: Context, files: StaticFiles): StaticFile | undefined {
  const isPage = c.req.header('accept')?.includes('text/html') ?? false;
  return isPage && !c.req.path.startsWith('/assets/') ? files.get('/index.html') : undefined;
}

function acceptsBrotli(header = ''): boolean {
  return header.split(',').some((part) => {
    const [name = '', quality = 'q=1'] = part.trim().split(/\s*;\s*/);
    return name === 'br' && !/^q=0(\.0*)?$/.test(quality);
  });
}
