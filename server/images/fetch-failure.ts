/**
 * Why a picture could not be fetched: one table for what the other server answers, one for what happens to the
 * connection. Passing means that the same address may well work later; all else stays as it is until somebody acts.
 */
import { errors } from 'undici';
import type { ImageReason } from '../../shared/images.ts';

export interface FetchFailure {
  readonly reason: ImageReason;
  /** Another try later may succeed. */
  readonly isPassing: boolean;
  /** The other server's own wish, at most a day. */
  readonly retryAfterMs: number | null;
}

/** Carries a failure out of streams and sockets, which know no other way to end. Caught in fetch-image.ts. */
export class FetchProblem extends Error {
  readonly failure: FetchFailure;

  constructor(reason: ImageReason, rest: Partial<Omit<FetchFailure, 'reason'>> = {}) {
    super(reason);
    this.name = 'FetchProblem';
    this.failure = { reason, isPassing: false, retryAfterMs: null, ...rest };
  }
}

/** Undefined for an answer that may hold a picture. Redirects are followed before this is asked. */
export function problemOfStatus(
  status: number,
  retryAfterMs: number | null,
): FetchProblem | undefined {
  // 203 is 200 by way of a proxy. All other 2xx have no picture, or a part of one that was not asked for.
  if (status === 200 || status === 203) return undefined;
  const later = { isPassing: true, retryAfterMs };
  switch (status) {
    case 401:
    case 402:
    case 403:
    case 407:
    case 451:
      return new FetchProblem('no_permission');
    case 404:
    case 410:
      return new FetchProblem('not_found');
    case 408:
      return new FetchProblem('timeout', later);
    case 425:
    case 429:
    case 503:
      return new FetchProblem('busy', later);
    default:
      if (status >= 500) return new FetchProblem('server_error', later);
      return new FetchProblem(status >= 300 ? 'refused' : 'not_an_image');
  }
}

/** Names that do not exist. `EAI_AGAIN`, a resolver in trouble, is connection trouble. */
const unknownName = /^(?:ENOTFOUND|ENODATA|EAI_NONAME|EAI_NODATA)$/;
/** More HTTP than anyone needs, or less than was promised. What is no HTTP at all has a class of its own, and no code. */
const brokenHttp = /^UND_ERR_(?:HEADERS_OVERFLOW|RES)/;
/** OpenSSL's names for a certificate that is not believed, Node's own, and a handshake that came to nothing. */
const tlsTrouble =
  /^(?:ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_C|INVALID_|PATH_LENGTH_|HOSTNAME_MISMATCH$|UNSPECIFIED$|EPROTO$)/;
/** Arguments that Node or undici refuses are our fault. */
const bug = /^(?:UND_)?ERR_(?:INVALID_|OUT_OF_RANGE|ASSERTION)/;

/** Undefined for what is no network's doing: a bug. Of all else, what is not named here is connection trouble. */
export function failureOfError(error: unknown): FetchFailure | undefined {
  if (error instanceof FetchProblem) return error.failure;
  if (error instanceof errors.HTTPParserError) return new FetchProblem('server_error').failure;
  const code = codeOf(error);
  if (code === undefined || bug.test(code)) return undefined;
  if (unknownName.test(code)) return new FetchProblem('unreachable').failure;
  if (brokenHttp.test(code)) return new FetchProblem('server_error').failure;
  if (tlsTrouble.test(code)) return new FetchProblem('tls').failure;
  const reason = code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
  return new FetchProblem(reason, { isPassing: true }).failure;
}

/** Where every address of a host was tried in vain, Node gives the first one's code to the whole. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
