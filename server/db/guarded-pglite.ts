/**
 * PGlite that notices when its engine has died. PGlite swallows every exception out of the engine: after a PANIC (disk
 * full, fsync failed) the next query spins for ever and freezes the server, and after a trap a commit that never
 * happened is acknowledged. Here the first such exception ends the instance: that query and all later ones reject with
 * `DatabaseGone`, and the engine is not entered again. Postgres' own errors are no such exceptions.
 */
import fs from 'node:fs';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { DatabaseGone } from './database-gone.ts';

/** What of the engine is used here, next to PGlite's typings. */
interface Engine {
  _PostgresMainLoopOnce: () => void;
  stackRestore: (pointer: number) => void;
  readonly FS: { readonly streams: readonly ({ readonly nfd?: number } | null | undefined)[] };
}

/** How Postgres leaves a statement that failed: `longjmp`, which PGlite passes on as an exit status. */
const longJump = 100;

const linesKept = 20;

export class GuardedPglite extends PGlite {
  /** Called once, when the engine has died. */
  onCrash: ((crash: DatabaseGone) => void) | undefined;
  /** The last lines that Postgres wrote to its log. */
  readonly lines: readonly string[];
  #crash: DatabaseGone | undefined;
  #engine: Engine | undefined;

  constructor(options: PGliteOptions) {
    const lines: string[] = [];
    const onStderr = (line: string): boolean => {
      lines.push(line);
      if (lines.length > linesKept) lines.shift();
      return false;
    };
    super({ ...options, onStderr });
    this.lines = lines;
  }

  get crash(): DatabaseGone | undefined {
    return this.#crash;
  }

  /** Gives the instance up without letting it write anything more, as if the process had ended. */
  abandon(why: DatabaseGone): void {
    this.#crash ??= why;
    // Also when it never came as far as its first query.
    const engine: Engine | undefined = this.#engine ?? this.mod;
    const descriptors = engine?.FS.streams.map((stream) => stream?.nfd) ?? [];
    for (const descriptor of new Set(descriptors)) {
      if (descriptor !== undefined) fs.closeSync(descriptor);
    }
    this.#engine = undefined;
  }

  /** Every query passes here, whichever method it began with. */
  override execProtocolRawSync(message: Uint8Array): ReturnType<PGlite['execProtocolRawSync']> {
    if (this.#crash) throw this.#crash;
    this.#engine ??= this.#watchEngine();
    try {
      const answer = super.execProtocolRawSync(message);
      this.#throwIfCrashed();
      return answer;
    } catch (error) {
      throw this.#crashed(error);
    }
  }

  #watchEngine(): Engine {
    const engine = this.Module as unknown as Engine;
    const { _PostgresMainLoopOnce: loopOnce, stackRestore } = engine;
    engine._PostgresMainLoopOnce = () => {
      try {
        loopOnce();
      } catch (error) {
        if ((error as { status?: unknown } | null)?.status !== longJump) this.#crashed(error);
        throw error;
      }
    };
    // PGlite calls this from its catch block: the only way out of its loop around a dead engine.
    engine.stackRestore = (pointer) => {
      this.#throwIfCrashed();
      stackRestore(pointer);
    };
    return engine;
  }

  #throwIfCrashed(): void {
    if (this.#crash) throw this.#crash;
  }

  #crashed(cause: unknown): DatabaseGone {
    if (this.#crash) return this.#crash;
    const lastWord = readLastWord(this.lines);
    this.#crash = new DatabaseGone(
      `The embedded database stopped${lastWord === undefined ? '' : `: ${lastWord}`}`,
      { cause },
    );
    this.onCrash?.(this.#crash);
    return this.#crash;
  }
}

/** What Postgres said about its end: the last line of that severity, without time and process. */
export function readLastWord(lines: readonly string[]): string | undefined {
  const last = lines.findLast((line) => /\b(?:PANIC|FATAL): {2}/.test(line));
  return last?.replace(/^.*?\b(?:PANIC|FATAL): {2}/, '');
}
