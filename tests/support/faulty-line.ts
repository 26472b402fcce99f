/**
 * The network between a phone and the memory server, with its moods. Faults are put in a queue and each is
 * used up by one request; without any, requests simply arrive. Requests are kept, to be looked at.
 */
import type { Reply, Transport } from '../../client/sync/transport.ts';
import type { Poke, SyncRequest } from '../../shared/protocol.ts';
import type { MemoryActor, MemoryServer } from './memory-server.ts';

export type Fault =
  /** The request never arrives. */
  | { readonly kind: 'loseRequest' }
  /** It arrives and is applied; nobody hears of it. */
  | { readonly kind: 'loseAnswer' }
  /** It arrives twice; the second answer comes back. */
  | { readonly kind: 'twice' }
  /** A proxy gives the answer to the request before this one. */
  | { readonly kind: 'oldAnswer' }
  /** Something else answers in the server's place. */
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly body: unknown;
      readonly retryAfterMs?: number;
    }
  /** The answer is on its way until `until` resolves. */
  | { readonly kind: 'slowAnswer'; readonly until: Promise<void> };

export const captivePortal: Fault = { kind: 'reply', status: 200, body: undefined };

export class FaultyLine implements Transport {
  readonly requests: SyncRequest[] = [];
  /** Where set, each request meets this fault once the queue is empty. */
  always: Fault | undefined;
  actor: MemoryActor;
  readonly #server: MemoryServer;
  #faults: Fault[] = [];
  #last: Reply = { kind: 'unreachable' };

  constructor(server: MemoryServer, actor: MemoryActor) {
    this.#server = server;
    this.actor = actor;
  }

  next(...faults: Fault[]): this {
    this.#faults.push(...faults);
    return this;
  }

  /** No faults any more. */
  forget(): void {
    this.#faults = [];
    this.always = undefined;
  }

  async send(request: SyncRequest, signal: AbortSignal): Promise<Reply> {
    this.requests.push(structuredClone(request));
    const fault = this.#faults.shift() ?? this.always;
    const before = this.#last;
    switch (fault?.kind) {
      case 'loseRequest':
        return { kind: 'unreachable' };
      case 'loseAnswer':
        this.#deliver(request);
        return { kind: 'unreachable' };
      case 'twice':
        this.#deliver(request);
        return this.#deliver(request);
      case 'oldAnswer':
        return before;
      case 'reply': {
        const { status, body, retryAfterMs = null } = fault;
        return { kind: 'reply', status, body, retryAfterMs };
      }
      case 'slowAnswer': {
        const reply = this.#deliver(request);
        await fault.until;
        return signal.aborted ? { kind: 'unreachable' } : reply;
      }
      default:
        return this.#deliver(request);
    }
  }

  listen(onPoke: (poke: Poke) => void): () => void {
    const say = (): void => onPoke({ epoch: this.#server.epoch, version: this.#server.version });
    say();
    return this.#server.onVersion(say);
  }

  #deliver(request: SyncRequest): Reply {
    const said = this.#server.sync(this.actor, structuredClone(request));
    this.#last = { kind: 'reply', ...said, retryAfterMs: null };
    return this.#last;
  }
}
