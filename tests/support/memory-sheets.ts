/** The wire of safety data sheets between a phone and the memory server. Every request is written down, to be looked at. */
import type { Reply } from '../../client/sync/exchange.ts';
import type { Fetched } from '../../client/sync/fetch-kept.ts';
import type { SheetLine } from '../../client/sync/sheet-line.ts';
import { sheetPath } from '../../shared/sheets.ts';
import type { UploadFault } from './memory-pictures.ts';
import type { MemoryServer } from './memory-server.ts';

export class MemorySheets implements SheetLine {
  /** Hashes, in the order in which they were sent. */
  readonly sent: string[] = [];
  /** Paths, in the order in which they were asked for. */
  readonly fetched: string[] = [];
  /** What the service worker keeps; null where there is none. */
  kept: Set<string> | null = new Set();
  isOnline = true;
  /** How often it was asked what is kept. */
  looks = 0;
  readonly #server: MemoryServer;
  readonly #there: Set<string>;
  #faults: UploadFault[] = [];

  constructor(server: MemoryServer, there: Set<string>) {
    this.#server = server;
    this.#there = there;
  }

  next(...faults: UploadFault[]): this {
    this.#faults.push(...faults);
    return this;
  }

  async send(sha256: string, _bytes: unknown, signal: AbortSignal): Promise<Reply> {
    this.sent.push(sha256);
    const fault = this.#faults.shift();
    switch (fault?.kind) {
      case 'loseRequest':
        return { kind: 'unreachable' };
      case 'loseAnswer':
        this.#take(sha256);
        return { kind: 'unreachable' };
      case 'reply': {
        const { status, body, retryAfterMs = null } = fault;
        return { kind: 'reply', status, body, retryAfterMs };
      }
      case 'slow': {
        const taken = this.#take(sha256);
        await fault.until;
        return signal.aborted ? { kind: 'unreachable' } : taken;
      }
      default:
        return this.#take(sha256);
    }
  }

  async fetch(path: string): Promise<Fetched> {
    this.fetched.push(path);
    const answer = await this.look(path);
    if (answer === 'fetched') this.kept?.add(path);
    return answer;
  }

  async look(path: string): Promise<Fetched> {
    if (!this.isOnline) return 'unreachable';
    return [...this.#there].some((sha256) => sheetPath(sha256) === path) ? 'fetched' : 'none';
  }

  async readKept(): Promise<ReadonlySet<string> | null> {
    this.looks += 1;
    return this.kept && new Set(this.kept);
  }

  async forget(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.kept?.delete(path);
  }

  async forgetAll(): Promise<void> {
    this.kept?.clear();
  }

  #take(sha256: string): Reply {
    const isNamed = this.#server
      .all('item')
      .some(({ hazards }) => hazards?.sdsFile?.sha256 === sha256);
    const reply = { kind: 'reply', retryAfterMs: null } as const;
    if (!isNamed) return { ...reply, status: 404, body: { kind: 'notFound' } };
    this.#there.add(sha256);
    return { ...reply, status: 204, body: undefined };
  }
}
