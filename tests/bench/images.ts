/**
 * What pictures cost: how long a person waits to save an item while 2,000 pictures are queued, and how much of what bare
 * sharp could do the whole product does, from an address in a push to a picture that is ready. Real pictures, a server
 * process on durable PGlite, and the web on loopback.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Image } from '../../shared/entities.ts';
import { must } from '../../shared/result.ts';
import { openPictureServer, type PictureServer } from '../support/picture-server.ts';
import { findFreePort, joinServer, startServer } from '../support/server-process.ts';
import { newId, SyncClient } from '../support/sync-client.ts';
import { percentile, type Figure } from './figures.ts';
import { pictureAt, readPictures } from './real-pictures.ts';

const queued = 2000;
const saves = 300;
const slowMs = 2000;
/** Each of the 61 photos so many times, in bytes of its own. */
const copies = 10;
const rounds = 3;
const bareSharp = fileURLToPath(new URL('bare-sharp.ts', import.meta.url));

export async function* measureImages(): AsyncGenerator<Figure> {
  const pictures = await readPictures();
  yield* measureSaves(pictures);
  yield* measureDrain(pictures);
}

interface Stage {
  readonly client: SyncClient;
  readonly web: PictureServer;
  remove(): Promise<void>;
}

async function setStage(answer: Parameters<typeof openPictureServer>[0]): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bincard-bench-'));
  const web = await openPictureServer(answer);
  const port = await findFreePort();
  const server = await startServer({ dataDir, port, env: { IMAGE_FETCH_ALLOW: web.host } });
  const { token } = await joinServer(must(server.joinLink, 'a join link'), 'Bench');
  const send = (path: string, init: RequestInit): Promise<Response> =>
    fetch(`${server.url}${path}`, init).catch((cause: unknown) => {
      throw new Error(`The server does not answer. It said:\n${server.output()}`, { cause });
    });
  const client = new SyncClient(send, token);
  await client.sync();
  return {
    client,
    web,
    async remove() {
      await server.stop();
      await web.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function makeItem({ client, web }: Stage, path: string) {
  const fields = { name: `Item ${path}`, imageUrl: `${web.url}/${path}` };
  return client.make('item.create', { id: newId<'item'>(), fields });
}

/** Items with a picture each, in pushes of what a request may hold. */
async function fill(stage: Stage, name: string, count: number): Promise<void> {
  for (let start = 0; start < count; start += 1000) {
    const length = Math.min(1000, count - start);
    await stage.client.sync(
      Array.from({ length }, (_, place) => makeItem(stage, `${name}/${start + place}`)),
    );
  }
}

function imagesOf({ client }: Stage, state: Image['state']): Image[] {
  return client.all('image').filter((image) => image.state === state);
}

/** Asks now and then, so that asking costs next to nothing. */
async function untilReady(stage: Stage, count: number): Promise<void> {
  for (;;) {
    await stage.client.sync();
    const [failed] = imagesOf(stage, 'failed');
    if (failed !== undefined) throw new Error(`${failed.source} failed: ${failed.reason}`);
    if (imagesOf(stage, 'ready').length >= count) return;
    await setTimeout(500);
  }
}

async function* measureSaves(pictures: readonly Buffer[]): AsyncGenerator<Figure> {
  let delayMs = slowMs;
  const stage = await setStage(async (path) => {
    await setTimeout(delayMs);
    return { status: 200, body: pictureAt(pictures, path) };
  });
  try {
    await fill(stage, 'queued', queued);
    await untilReady(stage, 1);
    yield { ...savesFigure, what: `${savesFigure.what}, slow hosts`, values: await save(stage) };
    delayMs = 0;
    await untilReady(stage, imagesOf(stage, 'ready').length + 50);
    await fill(stage, 'more', imagesOf(stage, 'ready').length);
    yield { ...savesFigure, what: `${savesFigure.what}, quick hosts`, values: await save(stage) };
  } finally {
    await stage.remove();
  }
}

const savesFigure = {
  what: `saving an item, ${queued.toLocaleString('en')} images queued`,
  unit: 'ms',
  judge: 'p95',
  target: 100,
} as const;

async function save(stage: Stage): Promise<number[]> {
  const times: number[] = [];
  for (let place = 0; place < saves; place++) {
    const item = makeItem(stage, `saved/${stage.client.nextMid}`);
    const start = performance.now();
    await stage.client.sync([item]);
    times.push(performance.now() - start);
  }
  const left = imagesOf(stage, 'queued').length;
  if (left < queued / 2) throw new Error(`Only ${left} images were still queued`);
  return times;
}

async function* measureDrain(pictures: readonly Buffer[]): AsyncGenerator<Figure> {
  const count = pictures.length * copies;
  const stage = await setStage((path) => ({ status: 200, body: pictureAt(pictures, path) }));
  const bare: number[] = [];
  const whole: number[] = [];
  try {
    // The first ones meet cold code and start the decoder.
    await fill(stage, 'warm-up', 20);
    await untilReady(stage, 20);
    for (let round = 0; round < rounds; round++) {
      bare.push(await drainBare(`round-${round}`, count));
      whole.push(await drain(stage, `round-${round}`, count));
    }
  } finally {
    await stage.remove();
  }
  const perSecond = (ms: number): number => (count / ms) * 1000;
  const figure = { unit: '/s', judge: 'median' } as const;
  yield {
    ...figure,
    what: `${count} pictures, three sizes of each, bare sharp on one core`,
    values: [percentile(bare.map(perSecond), 0.5)],
  };
  yield {
    ...figure,
    what: 'the same, from an address in a push to a picture that is ready',
    values: [percentile(whole.map(perSecond), 0.5)],
  };
  const ratios = bare.map((ms, round) => ms / must(whole[round], 'a round'));
  yield {
    what: 'the one as a part of the other',
    values: [percentile(ratios, 0.5)],
    unit: '×',
    judge: 'median',
    floor: 0.9,
  };
}

/** Milliseconds from the push to the change that says that the last of them is ready, by the server's clock. */
async function drain(stage: Stage, name: string, count: number): Promise<number> {
  const before = imagesOf(stage, 'ready').length;
  const start = Date.now();
  await fill(stage, name, count);
  await untilReady(stage, before + count);
  const readyAt = imagesOf(stage, 'ready').map(({ changedAt }) => changedAt);
  return Math.max(...readyAt) - start;
}

/** In a process of its own, with the priority that the product gives its decoder: what else runs here slows both alike. */
async function drainBare(name: string, count: number): Promise<number> {
  const child = fork(bareSharp, [name, String(count)]);
  setPriority(must(child.pid, 'a process'), constants.priority.PRIORITY_BELOW_NORMAL);
  const [ms] = (await once(child, 'message')) as [number];
  return ms;
}
