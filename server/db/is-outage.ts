/**
 * Outage or bug? An outage passes: the database is away, full, busy or damaged, and the same request may succeed
 * later, so the phone keeps its change and HTTP says 503. When in doubt it is a bug, because an outage is retried
 * for ever. A constraint, a syntax error or a missing table is never an outage.
 */
import { DatabaseGone } from './database-gone.ts';

const systemCodes = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EDQUOT',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'EIO',
  'EMFILE',
  'ENETDOWN',
  'ENETUNREACH',
  'ENFILE',
  'ENOSPC',
  'ENOTFOUND',
  'EPIPE',
  'EROFS',
  'ETIMEDOUT',
]);

/** SQLSTATE: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const sqlStates = new Set([
  '25006', // read only: a standby, or a primary that is being replaced
  '25P03', // idle in a transaction for too long: this process was frozen
  '25P04', // transaction timeout
  '40001', // serialization failure: passes on the next try
  '40P01', // deadlock: passes on the next try
  '55P03', // a lock could not be had in time
  '57P01', // the server was shut down
  '57P02', // the server crashed
  '57P03', // the server is starting
  '57P05', // idle for too long
  'XX001', // a page is damaged: no fault of the row that is being written
  'XX002', // an index is damaged
]);

/** Connection exceptions, insufficient resources (memory, disk, connections), system errors (files). */
const sqlStateClasses = /^(08|53|58)[0-9A-Z]{3}$/;

/** What pg 8, pg-pool 3 and Kysely 0.29 throw without a code. */
const messages = new Set([
  'Cannot use a pool after calling end on the pool',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Connection terminated',
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
  'Query read timeout',
  'driver has already been destroyed',
  'timeout exceeded when trying to connect',
  'timeout expired',
]);

/** Errors inside errors are followed so far; one may even be its own cause. */
const depthMax = 5;

export function isOutage(error: unknown): boolean {
  return isOutageWithin(error, depthMax);
}

function isOutageWithin(error: unknown, depth: number): boolean {
  if (!(error instanceof Error) || depth < 0) return false;
  if (error instanceof DatabaseGone || messages.has(error.message)) return true;
  if ('code' in error && typeof error.code === 'string') {
    const { code } = error;
    if (systemCodes.has(code) || sqlStates.has(code) || sqlStateClasses.test(code)) return true;
  }
  // A name with several addresses fails with an AggregateError; wrappers keep theirs as the cause.
  const inner: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [...inner, error.cause].some((each) => isOutageWithin(each, depth - 1));
}
