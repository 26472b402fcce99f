/** The wire of safety data sheets: up by hash, down by path. The service worker keeps them, on their way through it. */
import { sheetCacheName } from '../../shared/kept-sheets.ts';
import type { SyncEnvironment } from './environment.ts';
import { exchange, type Reply } from './exchange.ts';
import { fetchKept, readKeptPaths, type Fetched } from './fetch-kept.ts';

export interface SheetLine {
  send(sha256: string, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Reply>;
  /** To be kept on this phone. */
  fetch(path: string, signal: AbortSignal): Promise<Fetched>;
  /** Whether the server has it, whatever lies on this phone. */
  look(path: string, signal: AbortSignal): Promise<Fetched>;
  /** Paths of those that are kept on this phone; null where none are to be fetched in advance. */
  readKept(): Promise<ReadonlySet<string> | null>;
  forget(paths: readonly string[]): Promise<void>;
  /** The person has left. */
  forgetAll(): Promise<void>;
}

/** 15 MB over a bad mobile network. */
const timeoutMs = 5 * 60_000;
const type = 'application/pdf';

export function makeSheetLine(environment: SyncEnvironment, origin = ''): SheetLine {
  return {
    send: (sha256, bytes, signal) =>
      exchange(
        { environment, url: `${origin}/api/files/${sha256}`, timeoutMs },
        { method: 'PUT', headers: { 'content-type': type }, body: bytes },
        signal,
      ),
    fetch: (path, signal) =>
      fetchKept(environment, { url: `${origin}${path}`, timeoutMs, type }, signal),
    look: (path, signal) =>
      fetchKept(
        environment,
        { url: `${origin}${path}`, timeoutMs: 30_000, type, method: 'HEAD' },
        signal,
      ),
    readKept: () => readKeptPaths(sheetCacheName),
    forget: async (paths) => {
      const cache = await caches.open(sheetCacheName);
      await Promise.all(paths.map((path) => cache.delete(path)));
    },
    forgetAll: async () => {
      if ('caches' in globalThis) await caches.delete(sheetCacheName);
    },
  };
}
