/**
 * A server's worker as a process of its own: the real worker with the real network, decoder and disk, which kills its own process
 * (SIGKILL, no goodbye) when it comes to a given step for the nth time. Without one it ends when nothing is left to do.
 */
import fs from 'node:fs/promises';
import { openDiskBlobs } from '../../server/images/disk-blobs.ts';
import { openDecoder } from '../../server/images/decoder.ts';
import { makeImageFetcher } from '../../server/images/fetch-image.ts';
import { parseFetchAllowList } from '../../server/images/fetch-allow-list.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import { openPostgres } from '../../server/db/open-postgres.ts';
import { imageFetchHandler } from '../../server/jobs/image-fetch-handler.ts';
import { imageMakeHandler } from '../../server/jobs/image-make-handler.ts';
import { imageSweepHandler } from '../../server/jobs/image-sweep-handler.ts';
import type { JobHandler } from '../../server/jobs/job-handler.ts';
import { startWorker } from '../../server/jobs/worker.ts';
import { must } from '../../shared/result.ts';
import { allHandlers } from './all-handlers.ts';
import { quietLog } from './quiet-log.ts';
import { quickLimits, type Step, type WorkerTask } from './worker-process-limits.ts';

const task = JSON.parse(process.argv[2] ?? '') as WorkerTask;
let steps = 0;

async function reach(step: Step): Promise<void> {
  if (step !== task.killAt || ++steps < task.killAfter) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
}

const db =
  task.databaseUrl === undefined
    ? await openPglite({ dataDir: task.dataDir, log: quietLog })
    : await openPostgres({ url: task.databaseUrl, log: quietLog });
const blobs = await openDiskBlobs(task.dataDir, {
  ...fs,
  async rename(from, to) {
    await reach('beforeRename');
    await fs.rename(from, to);
    await reach('afterRename');
  },
});
const realFetcher = makeImageFetcher({
  allow: must(parseFetchAllowList(`127.0.0.1:${task.imagePort}`), 'a list'),
});
const realDecoder = openDecoder({ log: quietLog });
const rollDice = Math.random;
const deps = {
  db: db.kysely,
  blobs,
  rollDice,
  decoder: {
    ...realDecoder,
    async decode(bytes: Uint8Array, signal?: AbortSignal) {
      const decoding = realDecoder.decode(bytes, signal);
      await reach('decode');
      return decoding;
    },
    childPid: undefined,
  },
};
const fetcher = {
  ...realFetcher,
  async fetch(url: string, signal: AbortSignal) {
    const fetched = await realFetcher.fetch(url, signal);
    await reach('fetch');
    return fetched;
  },
};

function mortal(handler: JobHandler): JobHandler {
  return {
    ...handler,
    async run(job, signal) {
      await reach('claim');
      const end = await handler.run(job, signal);
      return {
        ...end,
        effect: async (turn) => {
          await end.effect?.(turn);
          await reach('beforeCommit');
        },
      };
    },
  };
}

const worker = await startWorker({
  db,
  handlers: allHandlers([
    mortal(imageFetchHandler({ ...deps, fetcher })),
    imageMakeHandler(deps),
    imageSweepHandler({ db: db.kysely, blobs, now: Date.now }),
  ]),
  log: quietLog,
  now: Date.now,
  rollDice,
  isOwnHost: () => true,
  limits: quickLimits,
});

async function isAllDone(): Promise<boolean> {
  const waiting = await db.kysely
    .selectFrom('job')
    .select('id')
    .where('state', 'in', ['queued', 'running'])
    .limit(1)
    .executeTakeFirst();
  return waiting === undefined;
}
while (!(await isAllDone())) {
  await new Promise((resolve) => setTimeout(resolve, quickLimits.pollMs));
}
await worker.stop();
await Promise.all([realDecoder.close(), realFetcher.close()]);
await db.close();
