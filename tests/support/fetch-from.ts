/**
 * One fetch from a bad server, under limits small enough to wait for. Every fetch has to end within them, and afterwards all
 * of its connections are gone: ask `expectAllGone` after each test.
 */
import { expect, vi } from 'vitest';
import { parseFetchAllowList } from '../../server/images/fetch-allow-list.ts';
import type { FetchFailure } from '../../server/images/fetch-failure.ts';
import {
  makeImageFetcher,
  type FetchLimits,
  type ImageFetcher,
} from '../../server/images/fetch-image.ts';
import type { Lookup } from '../../server/images/guarded-connector.ts';
import { must, type Result } from '../../shared/result.ts';
import type { Certificate } from './make-certificate.ts';
import { openBadServer, type BadServer, type Behaviour } from './open-bad-server.ts';

export type Fetched = Result<Buffer, FetchFailure>;

const smallLimits = { totalMs: 1500, headersMs: 500, bytesMax: 300_000, pageBytesMax: 100_000 };
/** A busy machine needs some time for what is due. */
export const patienceMs = 1500;
export const never = new AbortController().signal;

const opened = new Set<BadServer>();

export async function open(
  behaviours: Readonly<Record<string, Behaviour>>,
  certificate?: Certificate,
): Promise<BadServer> {
  const server = await openBadServer(behaviours, certificate);
  opened.add(server);
  return server;
}

export async function expectAllGone(): Promise<void> {
  for (const server of opened) {
    await vi.waitFor(() => expect(server.open()).toBe(0), { timeout: 20_000 });
    await server.close();
    opened.delete(server);
  }
}

/** Only this server is opened, by its address: names lead to it as far as the lookup says so. */
export function makeFetcher(
  { port }: { readonly port: number },
  limits: Partial<FetchLimits> = {},
  lookup: Lookup = async () => ['127.0.0.1'],
): ImageFetcher {
  return makeImageFetcher({
    allow: must(parseFetchAllowList(`127.0.0.1:${port}`), 'a list'),
    lookup,
    limits: { ...smallLimits, ...limits },
  });
}

/** From `/x`, where the behaviour stands if there is only one. */
export async function fetchFrom(
  behaviours: Behaviour | Readonly<Record<string, Behaviour>>,
  limits: Partial<FetchLimits> = {},
): Promise<Fetched> {
  const server = await open(typeof behaviours === 'function' ? { x: behaviours } : behaviours);
  const start = performance.now();
  const result = await makeFetcher(server, limits).fetch(`${server.url}/x`, never);
  const limitMs = limits.totalMs ?? smallLimits.totalMs;
  expect(performance.now() - start).toBeLessThan(limitMs + patienceMs);
  return result;
}

export function final(reason: string): object {
  return { ok: false, failure: { reason, isPassing: false, retryAfterMs: null } };
}

export function passing(reason: string, retryAfterMs: number | null = null): object {
  return { ok: false, failure: { reason, isPassing: true, retryAfterMs } };
}
