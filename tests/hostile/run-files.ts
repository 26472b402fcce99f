/**
 * `npm run hostile -- <folder>`: every file in it, and in the folders below, through the real decoder. Without a folder it
 * makes its own: `npm run hostile -- --count 20000 --seed 7`. Ends with 1 when a picture took more than 20 s, when the
 * process grew by more than 50 MB, and, as any program, when it crashed.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { limits } from '../../shared/protocol.ts';
import { makeHostileFiles } from './hostile-files.ts';
import type { HostileFile } from './hostile-pictures.ts';
import { judgeFiles, type Judgement } from './judge-files.ts';

const jobMsMax = 20_000;
const grownBytesMax = 50_000_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '4000' },
    seed: { type: 'string', default: '20261124' },
  },
});
const [folder] = positionals;
const seed = Number(values.seed);
const count = Number(values.count);

let tooBig = 0;

async function* readFolder(root: string): AsyncGenerator<HostileFile> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if ((await stat(path)).size > limits.imageBytesMax) tooBig += 1;
    else yield { name: relative(root, path), bytes: await readFile(path) };
  }
}

const startedAt = performance.now();
const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

function showProgress({ files, decoded, lost }: Judgement): void {
  if (!process.stderr.isTTY && files % 500 !== 0) return;
  const line = `${files} files, ${decoded} decoded, ${lost.length} lost, ${inSeconds(performance.now() - startedAt)}`;
  process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`);
}

function show(judgement: Judgement): void {
  const { files, decoded, refused, lost, slowest } = judgement;
  const rows: [string, string][] = [
    ['files', `${files} in ${inSeconds(performance.now() - startedAt)}`],
    ['decoded', String(decoded)],
    ...[...refused]
      .toSorted(([, one], [, other]) => other - one)
      .map(([reason, times]): [string, string] => [`refused: ${reason}`, String(times)]),
    ['bigger than we take', String(tooBig)],
    ['child lost', String(lost.length)],
    ['slowest', `${inSeconds(slowest.ms)} (${slowest.name})`],
    ['server, most memory', inMegabytes(judgement.serverRssBytesMost)],
    ['server, grown by', inMegabytes(judgement.grownBytes)],
    ['child, most memory', inMegabytes(judgement.childRssBytesMost)],
  ];
  console.log(rows.map(([what, value]) => `${what.padEnd(30)}${value}`).join('\n'));
  for (const name of lost.slice(0, 20)) console.log(`  lost over: ${name}`);
}

console.log(folder === undefined ? `${count} files made from seed ${seed}` : folder);
const files = folder === undefined ? makeHostileFiles({ seed, count }) : readFolder(folder);
const judgement = await judgeFiles(files, showProgress);
if (process.stderr.isTTY) process.stderr.write('\r');
show(judgement);
if (judgement.slowest.ms > jobMsMax || judgement.grownBytes > grownBytesMax) process.exitCode = 1;
