/**
 * The decoding child, and what may happen to it. A child that is stopped by SIGSTOP holds a picture for as long as a test
 * wants, so every one of these hits the child in the middle of its work.
 * In one file, because they share that child and its limits.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDecoder, type Decoder } from '../../../server/images/decoder.ts';
import { must } from '../../../shared/result.ts';
import { makeDataDir } from '../../support/data-dir.ts';
import { findDemoFolder } from '../../support/demo-folder.ts';
import { failureOf } from '../../support/failure-of.ts';
import { makePicture, makePng } from '../../support/make-picture.ts';

type Options = Parameters<typeof openDecoder>[0];

let picture: Buffer;
beforeAll(async () => {
  picture = await makePicture(200, 150).jpeg().toBuffer();
});

interface Logged {
  readonly level: string;
  readonly facts: object;
  readonly sentence: string;
}

function open(options: Omit<Options, 'log'> = {}): { decoder: Decoder; logged: Logged[] } {
  const logged: Logged[] = [];
  const write = (level: string) => (facts: object, sentence: string) => {
    logged.push({ level, facts, sentence });
  };
  const log = {
    debug: () => {},
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
  const decoder = openDecoder({ log, ...options });
  onTestFinished(() => decoder.close());
  return { decoder, logged };
}

/** With a warm child. */
async function openWarm(options: Omit<Options, 'log'> = {}) {
  const opened = open(options);
  expect(await opened.decoder.decode(picture)).toMatchObject({ ok: true });
  return { ...opened, pid: must(opened.decoder.childPid, 'a child') };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

const untilGone = (pid: number): Promise<void> =>
  vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 20_000, interval: 10 });

const lost = { ok: false, failure: { reason: 'too_hard', isPassing: true } };
const absent = { ok: false, failure: { reason: 'no_decoder', isPassing: true } };
const abortError = { name: 'AbortError' };

describe('in peace', () => {
  test('a picture is decoded in another process, which stays warm for the next', async () => {
    const { decoder } = open();
    expect(decoder.childPid).toBeUndefined();
    const result = await decoder.decode(picture);
    expect(result).toMatchObject({ ok: true, value: { format: 'jpeg', width: 200, height: 150 } });
    const pid = decoder.childPid;
    expect(pid).not.toBe(process.pid);
    await decoder.decode(picture);
    expect(decoder.childPid).toBe(pid);
  });

  test('every photo of the demo is decoded, however many wait at once', async () => {
    const { decoder } = open();
    const folder = join(findDemoFolder(), 'images');
    const files = await readdir(folder);
    const results = await Promise.all(
      files.map(async (file) => decoder.decode(await readFile(join(folder, file)))),
    );
    expect(files.length).toBe(61);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('a file that is at fault is refused for good', async () => {
    const { decoder, pid } = await openWarm();
    for (const [bytes, reason] of [
      [Buffer.from('no picture'), 'not_an_image'],
      [picture.subarray(0, 2000), 'broken'],
      [makePng({ width: 60_000, height: 60_000 }), 'too_many_pixels'],
    ] as const) {
      const failure = { reason, isPassing: false };
      expect(await decoder.decode(bytes)).toEqual({ ok: false, failure });
    }
    expect(decoder.childPid).toBe(pid);
  });

  test('after so many pictures there is a new child', async () => {
    const { decoder } = open({ limits: { jobsPerChildMax: 2 } });
    const pids: (number | undefined)[] = [];
    for (let job = 0; job < 5; job++) {
      expect(await decoder.decode(picture)).toMatchObject({ ok: true });
      pids.push(decoder.childPid);
    }
    expect([...new Set(pids)]).toHaveLength(3);
    expect(pids[0]).toBe(pids[1]);
    expect(pids[2]).toBe(pids[3]);
    await untilGone(must(pids[0], 'a child'));
  });

  test('a child that holds too much memory is replaced before the next picture', async () => {
    const { decoder, pid } = await openWarm({ limits: { rssBytesMax: 1_000_000 } });
    expect(isRunning(pid)).toBe(true);
    expect(await decoder.decode(picture)).toMatchObject({ ok: true });
    expect(decoder.childPid).not.toBe(pid);
    expect(isRunning(pid)).toBe(false);
  });
});

describe('a child that is lost', () => {
  test.each(['SIGSEGV', 'SIGKILL', 'SIGTERM', 'SIGABRT'] as const)(
    'by %s costs the picture that it was at, and no other',
    async (signal) => {
      const { decoder, logged, pid } = await openWarm();
      process.kill(pid, 'SIGSTOP');
      const jobs = [decoder.decode(picture), decoder.decode(picture), decoder.decode(picture)];
      process.kill(pid, signal);
      process.kill(pid, 'SIGCONT');
      expect(await Promise.all(jobs)).toMatchObject([lost, { ok: true }, { ok: true }]);
      expect(decoder.childPid).not.toBe(pid);
      expect(logged).toMatchObject([{ level: 'warn', facts: { pid, imageBytes: picture.length } }]);
    },
  );

  test('while it is idle costs nothing', async () => {
    const { decoder, logged, pid } = await openWarm();
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => decoder.childPid).toBeUndefined();
    expect(await decoder.decode(picture)).toMatchObject({ ok: true });
    expect(logged).toEqual([]);
  });

  test('because it takes too long is killed, and costs that picture', async () => {
    const { decoder, logged, pid } = await openWarm({ limits: { jobMs: 2_000 } });
    process.kill(pid, 'SIGSTOP');
    const jobs = [decoder.decode(picture), decoder.decode(picture)];
    expect(await Promise.all(jobs)).toMatchObject([lost, { ok: true }]);
    expect(isRunning(pid)).toBe(false);
    expect(logged).toMatchObject([{ facts: { isLate: true, signal: 'SIGKILL' } }]);
  });
});

test('the next picture is at hand before the child has done with the one before it', async () => {
  // Answers to a picture only once it has the next one as well.
  const program = await writeProgram(`
    let waiting = 0;
    process.on('message', () => {
      waiting += 1;
      if (waiting < 2) return;
      for (; waiting > 0; waiting--) process.send({ result: { ok: false, failure: 'broken' }, rssBytes: 1 });
    });
    process.on('disconnect', () => process.exit());
    process.send('ready');`);
  const { decoder } = open({ program, limits: { jobMs: 3_000 } });
  const answers = await Promise.all([
    decoder.decode(picture),
    decoder.decode(Buffer.from(picture)),
  ]);
  const broken = { ok: false, failure: { reason: 'broken', isPassing: false } };
  expect(answers).toEqual([broken, broken]);
});

describe('a job that is called off', () => {
  test('while it waits is never decoded', async () => {
    const { decoder, pid } = await openWarm({ limits: { jobsPerChildMax: 3 } });
    process.kill(pid, 'SIGSTOP');
    const first = decoder.decode(picture);
    const stop = new AbortController();
    const second = decoder.decode(picture, stop.signal);
    const third = decoder.decode(picture);
    stop.abort(new Error('called off'));
    await expect(second).rejects.toThrow('called off');
    process.kill(pid, 'SIGCONT');
    expect(await Promise.all([first, third])).toMatchObject([{ ok: true }, { ok: true }]);
    // With the second one it would have been four.
    expect(decoder.childPid).toBe(pid);
  });

  test('while it is decoded is left at once, and its answer goes to nobody else', async () => {
    const { decoder, pid } = await openWarm();
    process.kill(pid, 'SIGSTOP');
    const stop = new AbortController();
    const first = decoder.decode(makePng({ width: 60_000, height: 60_000 }), stop.signal);
    const second = decoder.decode(picture);
    stop.abort(new Error('called off'));
    await expect(first).rejects.toThrow('called off');
    process.kill(pid, 'SIGCONT');
    expect(await second).toMatchObject({ ok: true, value: { width: 200 } });
  });

  test('before it begins is refused', async () => {
    const { decoder } = open();
    const failure = await failureOf(decoder.decode(picture, AbortSignal.abort()));
    expect(failure).toMatchObject(abortError);
    expect(decoder.childPid).toBeUndefined();
  });

  test('many with one signal leave no listeners behind', async () => {
    const { decoder } = await openWarm();
    const { signal } = new AbortController();
    const remove = vi.spyOn(signal, 'removeEventListener');
    const add = vi.spyOn(signal, 'addEventListener');
    await Promise.all(Array.from({ length: 20 }, () => decoder.decode(picture, signal)));
    expect(add).toHaveBeenCalledTimes(20);
    expect(remove).toHaveBeenCalledTimes(20);
  });
});

describe('closing', () => {
  test('ends the child, whatever it is at, and everyone who waits', async () => {
    const { decoder, logged, pid } = await openWarm();
    process.kill(pid, 'SIGSTOP');
    const jobs = [decoder.decode(picture), decoder.decode(picture)].map(failureOf);
    await decoder.close();
    expect(await Promise.all(jobs)).toMatchObject([abortError, abortError]);
    expect(isRunning(pid)).toBe(false);
    expect(await failureOf(decoder.decode(picture))).toMatchObject(abortError);
    await decoder.close();
    expect(logged).toEqual([]);
  });

  test('while the child starts leaves none', async () => {
    const children = (): string[] =>
      process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap');
    const program = await writeProgram('setInterval(() => {}, 1000)');
    const { decoder, logged } = open({ program });
    const job = failureOf(decoder.decode(picture));
    await expect.poll(() => children()).toHaveLength(1);
    await decoder.close();
    await expect.poll(() => children()).toEqual([]);
    expect(await job).toMatchObject(abortError);
    expect(logged).toEqual([]);
  });

  test('before anything was decoded is fine', async () => {
    const { decoder, logged } = open();
    await decoder.close();
    expect(logged).toEqual([]);
  });
});

/** Another program in the place of the child's. */
async function writeProgram(lines: string): Promise<string> {
  const program = join(makeDataDir(), 'child.mjs');
  await writeFile(program, lines);
  return program;
}

describe('a child that does not start', () => {
  test.each([
    ['ends at once', 'console.error("no such library"); process.exit(1)'],
    ['throws', 'throw new Error("no such library")'],
    ['says nothing', 'setInterval(() => {}, 1000)'],
    ['says something else', 'process.send("hello"); setInterval(() => {}, 1000)'],
  ])('because it %s lets nobody wait for ever', async (_, lines) => {
    const program = await writeProgram(lines);
    // One that ends by itself is heard to the end, however slowly it came that far.
    const startMs = lines.includes('library') ? 60_000 : 1_500;
    const { decoder, logged } = open({ program, limits: { startMs, pauseMs: 1 } });
    const jobs = [decoder.decode(picture), decoder.decode(picture)];
    expect(await Promise.all(jobs)).toEqual([absent, absent]);
    expect(logged).toMatchObject([
      { level: 'error', sentence: 'The decoder of pictures does not start' },
    ]);
    expect(JSON.stringify(logged)).toContain(lines.includes('library') ? 'no such library' : 'pid');
  });

  test('is tried again for the next picture, after a pause that grows', async () => {
    const program = await writeProgram('process.exit(1)');
    const limits = { pauseMs: 150, pauseMsMax: 300 };
    const { decoder } = open({ program, limits });
    const tookMs: number[] = [];
    for (let job = 0; job < 4; job++) {
      const startedAt = performance.now();
      expect(await decoder.decode(picture)).toEqual(absent);
      tookMs.push(performance.now() - startedAt);
    }
    const [, ...later] = tookMs;
    for (const [place, pauseMs] of [145, 295, 295].entries()) {
      expect(later[place]).toBeGreaterThanOrEqual(pauseMs);
    }
    await writeFile(program, `import ${JSON.stringify(realChild)};`);
    expect(await decoder.decode(picture)).toMatchObject({ ok: true });
  });

  test('can be closed in the middle of the pause', async () => {
    const program = await writeProgram('process.exit(1)');
    const { decoder } = open({ program, limits: { pauseMs: 600_000, pauseMsMax: 600_000 } });
    expect(await decoder.decode(picture)).toEqual(absent);
    const job = failureOf(decoder.decode(picture));
    await decoder.close();
    expect(await job).toMatchObject(abortError);
  });
});

const realChild = new URL('../../../server/images/decode-child.ts', import.meta.url).href;

describe('a child that was taken over', () => {
  const answer = (result: string): string => `
    process.on('message', () => process.send({ rssBytes: 1, result: ${result} }));
    process.on('disconnect', () => process.exit());
    process.send('ready');`;
  const webp = `Buffer.from('RIFF\\u0004\\0\\0\\0WEBPVP8 ')`;
  const image = (size: string, bytes: string, width = '1'): string => `{ ok: true, value: {
    format: 'jpeg', width: ${width}, height: 1, thumbhash: 'AAAAAAAA', variants: [
      { size: 96, bytes: ${bytes} }, { size: 320, bytes: ${bytes} }, { size: ${size}, bytes: ${bytes} },
    ] } }`;

  test('is believed what the real one could have said', async () => {
    const program = await writeProgram(answer(image('1024', webp)));
    expect(await open({ program }).decoder.decode(picture)).toMatchObject({ ok: true });
  });

  test.each([
    ['no answer of ours', '"hello"'],
    ['a reason that there is not', '{ ok: false, failure: "nonsense" }'],
    ['a size that there is not', image('5000', webp)],
    ['bytes that are no WebP', image('1024', `Buffer.from('<html><script>alert(1)</script>')`)],
    ['text for bytes', image('1024', '"RIFF"')],
    ['sides that are no numbers', image('1024', webp, 'NaN')],
    ['a variant of 5 MB', image('1024', `Buffer.concat([${webp}, Buffer.alloc(5_000_000)])`)],
  ])('is not believed: %s', async (_, said) => {
    const program = await writeProgram(answer(said));
    const { decoder } = open({ program });
    expect(await decoder.decode(picture)).toEqual(lost);
    expect(decoder.childPid).toBeUndefined();
  });

  test('may not read files, write, start programs or threads, and knows no settings', async () => {
    vi.stubEnv('DATABASE_URL', 'postgres://user:a-password@host/name');
    vi.stubEnv('NODE_OPTIONS', '--title=leaked');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const program = await writeProgram(`
      const said = {};
      const attempt = async (name, doing) => {
        try { await doing(); said[name] = 'done'; } catch (error) { said[name] = error.code; }
      };
      const fs = await import('node:fs');
      await attempt('read', () => fs.readFileSync('/etc/passwd'));
      await attempt('readServer', () => fs.readFileSync(${JSON.stringify(realChild)}.replace('images/decode-child.ts', 'main.ts').slice(7)));
      await attempt('write', () => fs.writeFileSync('/tmp/bincard-written', ''));
      await attempt('start', async () => (await import('node:child_process')).execFileSync('true'));
      await attempt('thread', async () => new (await import('node:worker_threads')).Worker('', { eval: true }));
      said.environment = Object.keys(process.env).sort();
      process.stderr.write(JSON.stringify(said), () => process.exit(1));`);
    const { decoder, logged } = open({ program });
    await decoder.decode(picture);
    const { stderr } = must(logged[0], 'a log line').facts as { stderr: string };
    const said = JSON.parse(stderr) as Record<string, unknown>;
    const denied = 'ERR_ACCESS_DENIED';
    const all = { read: denied, readServer: denied, write: denied, start: denied, thread: denied };
    expect(said).toMatchObject(all);
    const known = ['MALLOC_ARENA_MAX', 'UV_THREADPOOL_SIZE', 'TEMP', 'TMP', 'TMPDIR', 'SystemRoot'];
    expect((said['environment'] as string[]).filter((name) => !known.includes(name))).toEqual([]);
  });
});

test('the child dies with its parent, also in the middle of a picture', async () => {
  const main = fileURLToPath(new URL('../../support/own-decoder.ts', import.meta.url));
  const parent = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: parent.stdout }), 'line');
  const pid = Number(line);
  expect(isRunning(pid)).toBe(true);
  parent.kill('SIGKILL');
  await untilGone(pid);
});
