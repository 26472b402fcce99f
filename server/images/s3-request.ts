/**
 * One signed request to a bucket, tried a few times within a time limit each. What a second try may mend is tried again:
 * no connection, no answer in time, a busy or troubled server. Every other answer is the caller's to judge.
 */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { BlobStoreError } from './blob-store.ts';
import type { S3Settings } from './s3-settings.ts';

export interface S3Limits {
  readonly tries: number;
  readonly tryMs: number;
  /** Before the second try; twice as long before each further one. */
  readonly pauseMs: number;
}

export interface S3Question {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly body?: Uint8Array;
}

export interface S3Answer {
  readonly status: number;
  readonly body: Buffer;
}

export type S3Request = (question: S3Question) => Promise<S3Answer>;

/** The result throws `BlobStoreError` when the tries are used up. */
export function makeS3Request(settings: S3Settings, limits: S3Limits): S3Request {
  const { tries, tryMs, pauseMs } = limits;
  const client = new AwsClient({
    accessKeyId: settings.key,
    secretAccessKey: settings.secret,
    region: settings.region,
    service: 's3',
    // Its own retries have no time limit.
    retries: 0,
  });

  async function askOnce({ method, url, body }: S3Question): Promise<S3Answer> {
    const response = await client.fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(tryMs),
      ...(body !== undefined && { body: Buffer.from(body), headers: headersOf(body) }),
    });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  }

  return async (question) => {
    for (let tried = 1; ; tried++) {
      const outcome = await askOnce(question).catch((error: unknown) => unreachable(error));
      const isPassing =
        outcome instanceof BlobStoreError || outcome.status === 429 || outcome.status >= 500;
      if (!isPassing) return outcome;
      if (tried === tries) {
        throw outcome instanceof BlobStoreError ? outcome : unexpected(question, outcome);
      }
      await delay(pauseMs * 2 ** (tried - 1) * (0.5 + Math.random()));
    }
  };
}

/** The hash is signed and checked by the other side, so no byte arrives changed. */
function headersOf(body: Uint8Array): Record<string, string> {
  return { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') };
}

function unreachable(error: unknown): BlobStoreError {
  // fetch says "fetch failed", and why in the cause.
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = reason instanceof Error ? reason.message : String(reason);
  return new BlobStoreError('unavailable', `The bucket for pictures: ${message}`, { cause: error });
}

/** For an answer that the protocol has no place for. */
export function unexpected({ method }: S3Question, answer: S3Answer): BlobStoreError {
  const code = /<Code>(\w{1,60})<\/Code>/.exec(answer.body.toString())?.[1];
  return new BlobStoreError(
    answer.status === 507 ? 'full' : 'unavailable',
    `The bucket for pictures answered ${method} with ${answer.status}${code === undefined ? '' : ` (${code})`}`,
  );
}
