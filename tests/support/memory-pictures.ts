/**
 * The other wire, between a phone and the memory server: uploads by hash, thumbnails by path. Moods are put in a
 * queue as on the faulty line; every request is written down, to be looked at.
 */
import type { Reply } from '../../client/sync/exchange.ts';
import type { FetchedThumbnail, PictureLine } from '../../client/sync/picture-line.ts';
import type { Image } from '../../shared/entities.ts';
import { uploadSource } from '../../shared/images.ts';
import type { MemoryServer } from './memory-server.ts';

export type UploadFault =
  | { readonly kind: 'loseRequest' }
  /** The server has the bytes; nobody hears of it. */
  | { readonly kind: 'loseAnswer' }
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly body?: unknown;
      readonly retryAfterMs?: number;
    }
  | { readonly kind: 'slow'; readonly until: Promise<void> };

export class MemoryPictures implements PictureLine {
  /** Hashes, in the order in which they were sent. */
  readonly sent: string[] = [];
  readonly fetched: string[] = [];
  /** What the service worker keeps; null where there is none. */
  kept: Set<string> | null = new Set();
  /** What a thumbnail's path is answered with. */
  mood: (path: string) => FetchedThumbnail = () => 'fetched';
  /** At most so many thumbnails were on their way at once. */
  atOnceMost = 0;
  always: UploadFault | undefined;
  readonly #server: MemoryServer;
  #faults: UploadFault[] = [];
  #atOnce = 0;

  constructor(server: MemoryServer) {
    this.#server = server;
  }

  next(...faults: UploadFault[]): this {
    this.#faults.push(...faults);
    return this;
  }

  async sendPhoto(
    sha256: string,
    bytes: Uint8Array<ArrayBuffer>,
    signal: AbortSignal,
  ): Promise<Reply> {
    this.sent.push(sha256);
    const fault = this.#faults.shift() ?? this.always;
    switch (fault?.kind) {
      case 'loseRequest':
        return { kind: 'unreachable' };
      case 'loseAnswer':
        await this.#take(sha256, bytes);
        return { kind: 'unreachable' };
      case 'reply': {
        const { status, body, retryAfterMs = null } = fault;
        return { kind: 'reply', status, body, retryAfterMs };
      }
      case 'slow': {
        const taken = await this.#take(sha256, bytes);
        await fault.until;
        return signal.aborted ? { kind: 'unreachable' } : taken;
      }
      default:
        return this.#take(sha256, bytes);
    }
  }

  async fetchThumbnail(path: string, signal: AbortSignal): Promise<FetchedThumbnail> {
    this.fetched.push(path);
    this.#atOnce += 1;
    this.atOnceMost = Math.max(this.atOnceMost, this.#atOnce);
    await Promise.resolve();
    this.#atOnce -= 1;
    if (signal.aborted) return 'unreachable';
    const answer = this.mood(path);
    if (answer === 'fetched') this.kept?.add(path);
    return answer;
  }

  async readKept(): Promise<ReadonlySet<string> | null> {
    return this.kept && new Set(this.kept);
  }

  async forgetKept(): Promise<void> {
    this.kept?.clear();
  }

  async #take(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<Reply> {
    const image = imageOf(this.#server, sha256);
    if (image?.state !== 'awaiting') return reply(image === undefined ? 404 : 204);
    if ((await hash(bytes)) !== sha256) return reply(400);
    this.#server.setImages({ ...image, state: 'queued', bytes: bytes.length });
    return reply(204);
  }
}

/** The server's job has been done. */
export function finishImage(server: MemoryServer, sha256: string): string {
  const image = imageOf(server, sha256);
  if (image === undefined) throw new Error(`Expected the server to know ${sha256}`);
  const finished = Array.from(sha256).toSorted().join('');
  server.setImages({ ...image, state: 'ready', sha256: finished, thumbhash: 'AAAA' });
  return finished;
}

export function imageOf(server: MemoryServer, sha256: string): Image | undefined {
  return server.all('image').find(({ source }) => source === uploadSource(sha256));
}

function reply(status: 204 | 400 | 404): Reply {
  const kind = { 204: undefined, 400: 'badRequest', 404: 'notFound' }[status];
  return { kind: 'reply', status, body: kind && { kind }, retryAfterMs: null };
}

async function hash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
