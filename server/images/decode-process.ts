/**
 * One decoding child as its parent sees it: started with as few rights as Node can give, asked one thing at a time,
 * ended by force.
 *
 *   starting ──"ready"──▶ idle ──ask──▶ busy ──answer──▶ idle
 *       └───── ends by itself, by us, or for being late ─────▶ gone
 *
 * While it is busy the next picture may be sent ahead. The server's thread is often taken by its embedded database for
 * longer than a small picture takes to decode, and a child that waits for it stands idle.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../log.ts';
import { parseChildAnswer, type ChildAnswer } from './child-answer.ts';

export interface DecodeProcess {
  readonly pid: number;
  readonly isGone: boolean;
  /** What will be asked next, most likely. One at a time, and only while it is busy. */
  sendAhead(bytes: Uint8Array): void;
  /** Waits for the end of what was sent ahead, if that is not what is asked next. */
  dropOther(bytes: Uint8Array): Promise<void>;
  /** Undefined: it is gone, or has gone over this. */
  ask(bytes: Uint8Array): Promise<ChildAnswer | undefined>;
  /** Resolves when it is gone. */
  end(): Promise<void>;
}

interface Options {
  /** The path of decode-child.ts. */
  readonly program: string;
  readonly log: Log;
  readonly startMs: number;
  readonly jobMs: number;
  /** Ends it at any moment. */
  readonly signal: AbortSignal;
}

/** Undefined: it could not be started; the log says why. */
export async function startDecodeProcess(options: Options): Promise<DecodeProcess | undefined> {
  const { program, log, startMs, jobMs, signal } = options;
  const child = forkChild(program, signal);
  const line = listen(child);
  const { pid } = child;
  if ((await line.hear(startMs)) !== 'ready' || pid === undefined) {
    await line.end();
    if (!signal.aborted) log.error(line.facts(), 'The decoder of pictures does not start');
    return undefined;
  }
  await stepBack(pid, log);
  let isBusy = false;
  let ahead: Uint8Array | undefined;
  const send = (bytes: Uint8Array): void => {
    line.expectAnswer();
    // Whether it could be sent shows in whether it is answered.
    if (child.connected) child.send(bytes, () => {});
  };
  return {
    pid,
    get isGone() {
      return line.isGone();
    },
    sendAhead(bytes) {
      if (!isBusy || ahead !== undefined) return;
      ahead = bytes;
      send(bytes);
    },
    async dropOther(bytes) {
      if (ahead === undefined || ahead === bytes) return;
      ahead = undefined;
      await line.hear(jobMs);
    },
    async ask(bytes) {
      if (ahead !== bytes) send(bytes);
      ahead = undefined;
      isBusy = true;
      const answer = parseChildAnswer(await line.hear(jobMs));
      isBusy = false;
      if (answer !== undefined) return answer;
      await line.end();
      if (!signal.aborted) {
        log.warn(
          { ...line.facts(), imageBytes: bytes.byteLength },
          'The decoder of pictures was lost over one of them',
        );
      }
      return undefined;
    },
    end: line.end,
  };
}

/** Least of what works with sharp, by trying. Its addon could do more than Node's model allows; a container bounds that. */
function forkChild(program: string, signal: AbortSignal): ChildProcess {
  return fork(program, {
    execArgv: [
      '--permission',
      '--allow-addons',
      ...readableFolders(program).map((folder) => `--allow-fs-read=${folder}`),
      '--disable-warning=PERM0001',
    ],
    env: {
      ...pickEnvironment(['SystemRoot', 'TEMP', 'TMP', 'TMPDIR']),
      // One job needs one thread, and each thread more holds on to memory of its own.
      UV_THREADPOOL_SIZE: '1',
      MALLOC_ARENA_MAX: '2',
    },
    serialization: 'advanced',
    signal,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/** The code of the child, and the packages it is made of. Where `node_modules` is a link, the link must be readable. */
function readableFolders(program: string): string[] {
  const sharp = createRequire(import.meta.url).resolve('sharp');
  const packages = sharp.slice(0, sharp.lastIndexOf(`${sep}sharp${sep}`));
  const beside = fileURLToPath(new URL('../../node_modules', import.meta.url));
  return [
    dirname(program),
    import.meta.dirname,
    fileURLToPath(new URL('../../shared', import.meta.url)),
    ...['sharp', '@img', 'detect-libc', 'semver', 'thumbhash'].map((name) => join(packages, name)),
    ...(beside === packages ? [] : [beside]),
  ];
}

/** Settings hold passwords; the child gets only what the platform itself asks for. */
function pickEnvironment(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

interface Line {
  /** Another message will come, and is kept until somebody hears it. What comes unbidden is not. */
  expectAnswer(): void;
  /** The next message; undefined when the child is gone, or late: then it is killed. One at a time. */
  hear(withinMs: number): Promise<unknown>;
  end(): Promise<void>;
  isGone(): boolean;
  /** For the log. */
  facts(): object;
}

const errorCharactersMax = 2_000;
const lastWordsMs = 200;

function listen(child: ChildProcess): Line {
  let stderr = '';
  let startError: Error | undefined;
  let isLate = false;
  let hearer: ((message: unknown) => void) | undefined;
  let expected = 0;
  const unheard: unknown[] = [];
  const tell = (message: unknown): void => {
    const told = hearer;
    hearer = undefined;
    if (told !== undefined) told(message);
    else if (unheard.length < expected) unheard.push(message);
  };
  const gone = new Promise<void>((resolve) => {
    // What it said at the end comes a little later; nobody waits for it who keeps the pipe open.
    child.once('exit', () => setTimeout(resolve, lastWordsMs));
    child.once('close', () => resolve());
    // Without a pid there was no start, and there will be no exit.
    child.on('error', (error) => {
      startError = error;
      if (child.pid === undefined) resolve();
    });
  });
  let isGone = false;
  void gone.then(() => {
    isGone = true;
    tell(undefined);
  });
  child.on('message', tell);
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-errorCharactersMax);
  });
  return {
    expectAnswer: () => {
      expected += 1;
    },
    async hear(withinMs) {
      if (expected > 0) expected -= 1;
      if (unheard.length > 0) return unheard.shift();
      if (isGone) return undefined;
      const message = new Promise<unknown>((resolve) => (hearer = resolve));
      const late = setTimeout(() => {
        isLate = true;
        child.kill('SIGKILL');
      }, withinMs);
      return message.finally(() => clearTimeout(late));
    },
    async end() {
      child.kill('SIGKILL');
      await gone;
    },
    isGone: () => isGone,
    facts: () => ({
      pid: child.pid,
      exitCode: child.exitCode,
      signal: child.signalCode,
      isLate,
      ...(stderr !== '' && { stderr }),
      ...(startError !== undefined && { err: startError }),
    }),
  };
}

/** Pictures can wait, people cannot; and where memory runs out, the system is to take this process, not the server. */
async function stepBack(pid: number, log: Log): Promise<void> {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    if (process.platform === 'linux') await writeFile(`/proc/${pid}/oom_score_adj`, '800');
  } catch (error) {
    log.debug(
      { err: error, pid },
      'The decoder of pictures runs with the same priority as the server',
    );
  }
}
