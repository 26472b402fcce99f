/**
 * From an address to the bytes of a picture, or a plain reason why not. Follows redirects and, where the address is that of a
 * web page, once the picture that the page names; every step goes through the same gate (guarded-connector.ts). Whether
 * the bytes can be decoded is not judged here.
 *
 *   address ──▶ gate ──▶ answer ──picture──▶ bytes
 *                ▲         ├──redirect (≤ 5)──┐
 *                └─────────┴──page (≤ 1)──────┘
 */
import { lookup as lookupName } from 'node:dns/promises';
import type { Dispatcher } from 'undici';
import { limits as wireLimits } from '../../shared/protocol.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import type { AddressRules } from './allowed-address.ts';
import type { FetchAllowList } from './fetch-allow-list.ts';
import {
  failureOfError,
  FetchProblem,
  problemOfStatus,
  type FetchFailure,
} from './fetch-failure.ts';
import { findPageImage } from './find-page-image.ts';
import type { Lookup } from './guarded-connector.ts';
import { guardedRequest } from './guarded-request.ts';
import { readPicture } from './read-picture.ts';
import { parseRetryAfter } from './retry-after.ts';
import { withTimeLimit } from './with-time-limit.ts';

export interface FetchLimits {
  /** Everything: lookups, connections, redirects, the body. */
  readonly totalMs: number;
  /** One request, until its headers are there. */
  readonly headersMs: number;
  readonly headerBytesMax: number;
  readonly bytesMax: number;
  readonly pageBytesMax: number;
  readonly redirectsMax: number;
  /** Where any public address may be asked. */
  readonly ports: readonly number[];
}

const usualLimits: FetchLimits = {
  totalMs: 30_000,
  headersMs: 10_000,
  headerBytesMax: 32 * 1024,
  bytesMax: wireLimits.imageBytesMax,
  pageBytesMax: 512 * 1024,
  redirectsMax: 5,
  ports: [80, 443],
};

export interface ImageFetcherOptions {
  readonly allow: FetchAllowList;
  readonly lookup?: Lookup;
  readonly limits?: Partial<FetchLimits>;
}

export interface ImageFetcher {
  /**
   * The bytes of a picture in one of the four formats, or why not. Never throws for what the other side does;
   * rejects with the signal's reason when it is aborted, and when the fetcher is closed.
   */
  fetch(url: string, signal: AbortSignal): Promise<Result<Buffer, FetchFailure>>;
  /** Ends what is under way, and waits for it. */
  close(): Promise<void>;
}

export function makeImageFetcher(options: ImageFetcherOptions): ImageFetcher {
  const limits = { ...usualLimits, ...options.limits };
  const means: Means = {
    limits,
    rules: { allow: options.allow, ports: limits.ports },
    lookup: options.lookup ?? lookupAll,
  };
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  return {
    fetch: async (url, signal) => {
      const stop = AbortSignal.any([signal, closing.signal]);
      const fetching = fetchImage(url, stop, means);
      running.add(fetching);
      return fetching.finally(() => running.delete(fetching));
    },
    close: async () => {
      closing.abort(new Error('The image fetcher is closed'));
      await Promise.allSettled(running);
    },
  };
}

interface Means {
  readonly limits: FetchLimits;
  readonly rules: AddressRules;
  readonly lookup: Lookup;
}

async function lookupAll(hostname: string): Promise<readonly string[]> {
  const found = await lookupName(hostname, { all: true });
  return found.map(({ address }) => address);
}

async function fetchImage(
  address: string,
  stop: AbortSignal,
  means: Means,
): Promise<Result<Buffer, FetchFailure>> {
  stop.throwIfAborted();
  const limit = withTimeLimit(stop, means.limits.totalMs);
  try {
    return succeed(await follow(parseAddress(address), limit.signal, means));
  } catch (error) {
    stop.throwIfAborted();
    const failure = failureOfError(error);
    if (failure === undefined) throw error;
    return fail(failure);
  } finally {
    limit.end();
  }
}

type Step =
  | { readonly kind: 'picture'; readonly bytes: Buffer }
  | { readonly kind: 'redirect'; readonly url: URL }
  | { readonly kind: 'page'; readonly imageUrl: URL };

async function follow(start: URL, signal: AbortSignal, means: Means): Promise<Buffer> {
  let url = start;
  let redirects = 0;
  let isFromPage = false;
  for (;;) {
    const step = await takeStep(url, signal, means);
    if (step.kind === 'picture') return step.bytes;
    if (step.kind === 'page') {
      if (isFromPage) throw new FetchProblem('web_page');
      isFromPage = true;
      url = step.imageUrl;
      continue;
    }
    redirects += 1;
    if (redirects > means.limits.redirectsMax) throw new FetchProblem('too_many_redirects');
    url = step.url;
  }
}

function takeStep(url: URL, signal: AbortSignal, { limits, rules, lookup }: Means): Promise<Step> {
  const { headersMs, headerBytesMax } = limits;
  const options = { rules, lookup, signal, headersMs, headerBytesMax };
  return guardedRequest(url, options, async (answer): Promise<Step> => {
    const target = redirectTarget(answer, url);
    if (target !== undefined) return { kind: 'redirect', url: target };
    const problem = problemOfStatus(answer.statusCode, retryAfterOf(answer));
    if (problem !== undefined) throw problem;
    const { format, bytes } = await readPicture(answer, limits);
    if (format !== 'html') return { kind: 'picture', bytes };
    const imageUrl = findPageImage(bytes.toString('utf8'), url);
    if (imageUrl === undefined) throw new FetchProblem('web_page');
    return { kind: 'page', imageUrl };
  });
}

function redirectTarget(answer: Dispatcher.ResponseData, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(answer.statusCode)) return undefined;
  const { location } = answer.headers;
  if (typeof location !== 'string') return undefined;
  // undici reads headers as Latin-1; who puts more than ASCII into one means UTF-8.
  return parseAddress(Buffer.from(location, 'latin1').toString('utf8'), from);
}

function parseAddress(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url === null) throw new FetchProblem('address_not_allowed');
  return url;
}

function retryAfterOf({ headers }: Dispatcher.ResponseData): number | null {
  const header = headers['retry-after'];
  return typeof header === 'string' ? parseRetryAfter(header, Date.now()) : null;
}
