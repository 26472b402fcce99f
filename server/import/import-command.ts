/**
 * `bincard import <folder or file>`: arguments to a job, and its outcome to an exit code. Ctrl-C breaks the
 * one request off, and the server then keeps nothing of it; once it is kept, only the pictures stop.
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { SpaceId } from '../../shared/ids.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import type { ConsoleRequest } from './ask-server.ts';
import { textEncodings } from './decode-text.ts';
import { findImageFolder } from './find-image-folder.ts';
import { findImportFiles } from './find-import-files.ts';
import { parseImagesFrom, type ImagesFrom } from './images-from.ts';
import { makeProgress, type ProgressTarget } from './import-progress.ts';
import { importSources } from './item-columns.ts';
import { runImport, type RunImport } from './run-import.ts';

const usage = `bincard import <folder or CSV file> [options]

Takes in items, places, categories, codes and opening stock from CSV files: all of them or, if anything is
wrong with them, nothing. A folder may hold parts.csv or items.csv, locations.csv and categories.csv. The
same file a second time changes only what differs; empty cells and existing stock are left as they are.
Pictures from a folder are sent last; the same import a second time sends those that are still missing.

  --dry-run                 say what would be done, and do nothing
  --source inventree|plain  what the columns are; told from the header if left out
  --encoding windows-1252   for files that are not UTF-8
  --images <url or folder>  where the pictures are that the file names
  --strict                  items may only name places and categories that exist already`;

type Options = Pick<RunImport, 'dryRun' | 'strict' | 'encoding' | 'source' | 'images'>;

/** What a shell says of a program that Ctrl-C has ended. */
const stoppedCode = 130;

interface ImportArguments extends Options {
  readonly path: string;
}

/** What `openConsole` opens: the server, with the rights of whoever owns the machine. */
export interface ImportConsole {
  readonly spaceId: SpaceId;
  readonly request: ConsoleRequest;
  close(): Promise<void>;
}

export interface ImportCommandDeps {
  readonly openConsole: () => Promise<ImportConsole>;
  readonly print: (line: string) => void;
  /** Where the progress bar is drawn, if not on standard error. */
  readonly progressTo?: ProgressTarget;
}

export const importCommand = {
  summary: 'take in items, places and stock from CSV files',
  usage,
  /** Answers the exit code: 0 if all went well, 1 if nothing was written or pictures are missing, 130 after Ctrl-C. */
  async run(
    args: readonly string[],
    { openConsole, print, progressTo = process.stderr }: ImportCommandDeps,
  ): Promise<number> {
    const parsed = parseImportArguments(args);
    if (!parsed.ok) {
      print(parsed.failure);
      return 1;
    }
    const { path, ...options } = parsed.value;
    const found = await findImportFiles(path);
    const images = await findImages(options.images);
    if (!found.ok || !images.ok) {
      for (const one of [found, images]) if (!one.ok) print(one.failure);
      return 1;
    }
    const stopped = new AbortController();
    const stop = (): void => stopped.abort();
    process.once('SIGINT', stop);
    const door = await openConsole();
    try {
      const isDone = await runImport({
        ...options,
        images: images.value,
        found: found.value,
        spaceId: door.spaceId,
        request: door.request,
        print,
        progress: makeProgress(progressTo),
        now: Date.now,
        pause: (ms, signal) => setTimeout(ms, undefined, { signal }),
        signal: stopped.signal,
      });
      if (stopped.signal.aborted) return stoppedCode;
      return isDone ? 0 : 1;
    } catch (error) {
      if (!stopped.signal.aborted) throw error;
      print('Stopped: nothing was written.');
      return stoppedCode;
    } finally {
      process.off('SIGINT', stop);
      await door.close();
    }
  },
};

/** Of a folder, the place it really is. Fails with what to print. */
async function findImages(images: ImagesFrom | null): Promise<Result<ImagesFrom | null, string>> {
  if (images?.kind !== 'folder') return succeed(images);
  const found = await findImageFolder(images.folder);
  return found.ok ? succeed({ kind: 'folder', folder: found.value }) : found;
}

/** Fails with what to print. */
export function parseImportArguments(args: readonly string[]): Result<ImportArguments, string> {
  const read = readArguments(args);
  if (!read.ok) return read;
  const { positionals, values } = read.value;
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) return fail(usage);
  const encoding = textEncodings.find((name) => name === (values.encoding ?? 'utf-8'));
  if (encoding === undefined) {
    return fail(
      `--encoding must be one of ${textEncodings.join(', ')} (it is "${values.encoding}").`,
    );
  }
  const source = importSources.find((name) => name === values.source) ?? null;
  if (source === null && values.source !== undefined) {
    return fail(`--source must be one of ${importSources.join(', ')} (it is "${values.source}").`);
  }
  const images = values.images === undefined ? null : parseImagesFrom(values.images);
  if (images === undefined) {
    return fail(
      `--images must be a folder, or an address that begins with http:// or https:// (it is "${values.images}").`,
    );
  }
  const { strict, 'dry-run': dryRun } = values;
  return succeed({ path, encoding, source, images, strict, dryRun });
}

function readArguments(args: readonly string[]) {
  try {
    const options = {
      'dry-run': { type: 'boolean', default: false },
      source: { type: 'string' },
      encoding: { type: 'string' },
      images: { type: 'string' },
      strict: { type: 'boolean', default: false },
    } as const;
    return succeed(parseArgs({ args: [...args], options, allowPositionals: true }));
  } catch (error) {
    // parseArgs throws on an unknown option, and says which.
    if (error instanceof TypeError) return fail(`${error.message}\n\n${usage}`);
    throw error;
  }
}
