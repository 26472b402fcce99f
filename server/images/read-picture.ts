/**
 * The body of an answer, counted as it comes. Its beginning decides how much of it is wanted: all of a picture, the head
 * of a page, nothing of anything else.
 */
import type { Dispatcher } from 'undici';
import { FetchProblem } from './fetch-failure.ts';
import { reasonAgainst, sniffBytesMax, sniffFormat, type SniffedFormat } from './sniff-format.ts';

export interface ReadLimits {
  readonly bytesMax: number;
  readonly pageBytesMax: number;
}

export interface Reading {
  readonly format: SniffedFormat;
  /** The whole picture, or the first `pageBytesMax` of a page. */
  readonly bytes: Buffer;
}

/** Throws a `FetchProblem` for anything but a picture or a page. */
export async function readPicture(
  { headers, body }: Dispatcher.ResponseData,
  { bytesMax, pageBytesMax }: ReadLimits,
): Promise<Reading> {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new FetchProblem('server_error');
  if (Number(headers['content-length'] ?? 0) > bytesMax) throw new FetchProblem('too_big');

  const chunks: Buffer[] = [];
  let bytes = 0;
  let format: SniffedFormat | undefined;
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('Expected a body of bytes');
    chunks.push(chunk);
    bytes += chunk.length;
    if (format === undefined && bytes >= sniffBytesMax) format = sniffWanted(chunks);
    if (format === 'html' && bytes >= pageBytesMax) break;
    if (bytes > bytesMax) throw new FetchProblem('too_big');
  }
  format ??= sniffWanted(chunks);
  const whole = Buffer.concat(chunks);
  return { format, bytes: format === 'html' ? whole.subarray(0, pageBytesMax) : whole };
}

function sniffWanted(chunks: readonly Buffer[]): SniffedFormat {
  const format = sniffFormat(Buffer.concat(chunks));
  const reason = reasonAgainst(format);
  if (reason !== undefined && reason !== 'web_page') throw new FetchProblem(reason);
  return format;
}
