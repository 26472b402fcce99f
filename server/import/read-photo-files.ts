/**
 * The picture files that lines of a file name: each is looked at once and known from then on by the hash of
 * its bytes. Only files inside the folder are read, whatever a line or a link in the folder says. Never more than a
 * piece of one file is held.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { limits } from '../../shared/protocol.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { quote, type ImportFault } from './import-faults.ts';
import { faultAt, type ItemRecord } from './item-record.ts';
import { suggest } from './suggest.ts';

export interface PhotoFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface PhotoFileReading {
  /** By the name that a line gives the file. */
  readonly files: ReadonlyMap<string, PhotoFile>;
  readonly faults: readonly ImportFault[];
}

/** `folder` as `findImageFolder` answers it. Throws the signal's reason when aborted. */
export async function readPhotoFiles(
  folder: string,
  records: readonly ItemRecord[],
  signal: AbortSignal,
): Promise<PhotoFileReading> {
  const files = new Map<string, PhotoFile>();
  const faults: ImportFault[] = [];
  const named = Map.groupBy(records, ({ photo }) => photo ?? '');
  for (const [name, lines] of named) {
    const [first] = lines;
    if (name === '' || first === undefined) continue;
    signal.throwIfAborted();
    const file = await readPhotoFile(folder, name, signal);
    if (file.ok) files.set(name, file.value);
    else faults.push(faultAt(first, 'image', file.failure + othersToText(lines.length - 1)));
  }
  return { files, faults };
}

function othersToText(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' One more line names it.' : ` ${count} more lines name it.`;
}

/** Fails with what to do. */
async function readPhotoFile(
  folder: string,
  name: string,
  signal: AbortSignal,
): Promise<Result<PhotoFile, string>> {
  const wanted = resolve(folder, name);
  if (isAbsolute(name) || !isInside(folder, wanted)) return fail(outsideAdvice);
  try {
    const path = await realpath(wanted);
    if (!isInside(folder, path)) return fail(outsideAdvice);
    const facts = await stat(path);
    if (!facts.isFile()) return fail('This is not a file. Write the name of a picture file.');
    if (facts.size === 0) return fail('The file is empty. Put the picture there anew.');
    if (facts.size > limits.imageBytesMax) return fail(tooBigAdvice);
    const { sha256, bytes } = await hashFile(path, signal);
    // It may have grown meanwhile.
    return bytes > limits.imageBytesMax ? fail(tooBigAdvice) : succeed({ path, sha256, bytes });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (missingCodes.has(code)) return fail(await missingAdvice(folder, name));
    if (code === 'EACCES' || code === 'EPERM') {
      return fail('This user may not read the file. Correct its permissions.');
    }
    throw error;
  }
}

const outsideAdvice = 'Only files inside the folder of --images are read. Copy the picture there.';
const tooBigAdvice = `The file is larger than ${limits.imageBytesMax / 1024 / 1024} MiB. Make the picture smaller.`;
/** Also names too long for any file, a file taken for a folder, and links that go in a circle. */
const missingCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP']);

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function missingAdvice(folder: string, name: string): Promise<string> {
  const likely = suggest(name, await readdir(folder));
  const hint = likely === undefined ? '' : ` Did you mean ${quote(likely)}?`;
  return `There is no such file in ${folder}.${hint} Correct the name, put the picture there, or empty the cell.`;
}

async function hashFile(
  path: string,
  signal: AbortSignal,
): Promise<Pick<PhotoFile, 'sha256' | 'bytes'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  const end = limits.imageBytesMax;
  // `end` is included, so a file that has grown is seen to be too big.
  for await (const piece of createReadStream(path, { end, signal }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}
