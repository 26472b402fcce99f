/** Runs files through the real decoder, one after the other, and counts what became of them and what it cost. */
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openDecoder } from '../../server/images/decoder.ts';
import { quietLog } from '../support/quiet-log.ts';
import type { HostileFile } from './hostile-pictures.ts';

export interface Judgement {
  files: number;
  decoded: number;
  /** How many for which reason. */
  readonly refused: Map<string, number>;
  /** Files over which the child was lost. */
  readonly lost: string[];
  slowest: { name: string; ms: number };
  /** What the server's own process holds more at the end than after the first files, all garbage collected. */
  grownBytes: number;
  serverRssBytesMost: number;
  /** 0 where there is no /proc. */
  childRssBytesMost: number;
}

const warmUpFiles = 100;

export async function judgeFiles(
  files: AsyncIterable<HostileFile> | Iterable<HostileFile>,
  onProgress: (judgement: Judgement) => void = () => {},
): Promise<Judgement> {
  const decoder = openDecoder({ log: quietLog });
  const judgement: Judgement = {
    files: 0,
    decoded: 0,
    refused: new Map(),
    lost: [],
    slowest: { name: '', ms: 0 },
    grownBytes: 0,
    serverRssBytesMost: 0,
    childRssBytesMost: 0,
  };
  let rssBytesBefore: number | undefined;
  try {
    for await (const { name, bytes } of files) {
      const startedAt = performance.now();
      const result = await decoder.decode(bytes);
      const ms = performance.now() - startedAt;
      judgement.files += 1;
      if (ms > judgement.slowest.ms) judgement.slowest = { name, ms };
      if (result.ok) {
        judgement.decoded += 1;
      } else {
        const { reason, isPassing } = result.failure;
        judgement.refused.set(reason, (judgement.refused.get(reason) ?? 0) + 1);
        if (isPassing) judgement.lost.push(name);
      }
      await readMemory(judgement, decoder.childPid);
      if (judgement.files === warmUpFiles) rssBytesBefore = readCleanRss();
      onProgress(judgement);
    }
    judgement.grownBytes = Math.max(0, readCleanRss() - (rssBytesBefore ?? Infinity));
    return judgement;
  } finally {
    await decoder.close();
  }
}

async function readMemory(judgement: Judgement, pid: number | undefined): Promise<void> {
  const own = process.memoryUsage.rss();
  judgement.serverRssBytesMost = Math.max(judgement.serverRssBytesMost, own);
  if (process.platform !== 'linux' || pid === undefined) return;
  // It may be gone by now.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const most = 1024 * Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1] ?? 0);
  judgement.childRssBytesMost = Math.max(judgement.childRssBytesMost, most);
}

function readCleanRss(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') for (let round = 0; round < 3; round++) collect();
  return process.memoryUsage.rss();
}
