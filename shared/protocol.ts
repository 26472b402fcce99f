/**
 * The wire between phone and server: `POST /api/sync` carries changes up and rows down in one trip.
 * All limits of the system live here. Answers that steer the client are a closed union of their own.
 */
import * as v from 'valibot';
import type { RowOf, SyncedTable } from './entities.ts';
import { isUuid, toId, type ClientId, type MutationId, type PersonId } from './ids.ts';
import type { Outcome } from './refusals.ts';
import { isStamp, type Stamp } from './stamps.ts';

/** What this code speaks, and the oldest it still understands. */
export const protocolVersion = 3;
export const protocolVersionMin = 1;

export const limits = {
  pushMutationsMax: 1000,
  pushBytesMax: 512 * 1024,
  pullRowsMax: 2000,
  pullBytesMax: 1024 * 1024,
  /** One photo, as it is uploaded; also the most that is downloaded for one picture. */
  imageBytesMax: 15 * 1024 * 1024,
  /** One safety data sheet. */
  sheetBytesMax: 15 * 1024 * 1024,
  /** A console import travels as one request. */
  importBytesMax: 64 * 1024 * 1024,
  importMutationsMax: 200_000,
  /** Tallies accepted by one change; a larger review is several. */
  acceptedLinesMax: 500,
  /** Facts that a first sync brings to a phone; older ones stay with the server, which has all. */
  firstSyncFactsMax: 20_000,
  personNameMax: 100,
  spaceNameMax: 100,
  inviteUsesMax: 1000,
  inviteDaysMax: 365,
} as const;

/** A mutation as it travels: `args` is not looked into until `parseMutation`. */
export interface SentMutation {
  /** Consecutive per client, from 1. */
  readonly mid: number;
  readonly uuid: MutationId;
  readonly name: string;
  readonly version: number;
  readonly args: unknown;
  readonly stamp: Stamp;
}

/**
 * How far a client has read. Rows are ordered by (version, table, id); `table` and `id` are set only
 * inside a version that is larger than a page. `run` names the server start under which `version`
 * was read: a database that went back in time has other runs, and is found out by it.
 */
export interface Cursor {
  readonly run: string;
  readonly version: number;
  readonly table: number;
  readonly id: string;
  /** A first sync leaves out rows that were dead before it began, at or below this version. */
  readonly skipDeadUntil: number;
  /** A first sync leaves out movements and counts at or below this version; absent means none. */
  readonly skipFactsUntil?: number;
}

const uuid = v.pipe(v.string(), v.check(isUuid, 'a lower-case UUID'));
const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const sentMutationSchema = v.object({
  mid: v.pipe(wholeNumber, v.minValue(1)),
  uuid: v.pipe(
    uuid,
    v.transform((text): MutationId => toId<'mutation'>(text)),
  ),
  name: v.pipe(v.string(), v.maxLength(100)),
  version: wholeNumber,
  args: v.unknown(),
  stamp: v.pipe(
    v.string(),
    v.check(isStamp, 'a stamp'),
    v.transform((text): Stamp => toId<'stamp'>(text)),
  ),
});

export const cursorSchema = v.object({
  run: uuid,
  version: wholeNumber,
  table: wholeNumber,
  id: v.pipe(v.string(), v.maxLength(500)),
  skipDeadUntil: wholeNumber,
  skipFactsUntil: v.exactOptional(wholeNumber),
});

export const syncRequestSchema = v.object({
  protocol: wholeNumber,
  clientId: v.pipe(
    uuid,
    v.transform((text): ClientId => toId<'client'>(text)),
  ),
  /**
   * Whom the client believes to be working for. A browser's cookie may already be somebody else's (or of
   * another space) while the outbox is still the first person's: then nothing may be pushed.
   */
  personId: v.optional(
    v.pipe(
      uuid,
      v.transform((text): PersonId => toId<'person'>(text)),
    ),
  ),
  /** The epoch of the space as the client knows it; null before its first sync. */
  epoch: v.nullable(uuid),
  /** Echoed, so that a replayed old answer is not taken for this one. */
  nonce: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
  mutations: v.pipe(v.array(sentMutationSchema), v.maxLength(limits.pushMutationsMax)),
  cursor: v.nullable(cursorSchema),
  /** The last mutation the client knows to be applied; 0 for none. A server that knows less went back in time. */
  ackedMid: wholeNumber,
});
export type SyncRequest = v.InferOutput<typeof syncRequestSchema>;

export interface MutationResult {
  readonly mid: number;
  readonly outcome: Outcome;
}

export type RowsByTable = { readonly [Table in SyncedTable]?: readonly RowOf[Table][] };

export interface SyncAnswer {
  readonly nonce: string;
  readonly epoch: string;
  /** The server's clock, Unix milliseconds. */
  readonly serverTime: number;
  /** The last mutation of this client that has been judged, and the version that holds its effect. */
  readonly lastMid: number;
  readonly lastMidVersion: number;
  /** Outcomes other than "applied", for mutations of this request. */
  readonly results: readonly MutationResult[];
  readonly rows: RowsByTable;
  readonly cursor: Cursor;
  readonly more: boolean;
  readonly headVersion: number;
}

/** Answers other than 200. Each names its recovery; none of them loses anything. */
export type SyncProblem =
  /** 400: the request has not the agreed shape. A bug of the sender: keep everything, show it. */
  | { readonly kind: 'badRequest'; readonly path: string; readonly reason: string }
  /** 401: pause, keep the outbox, ask to join again. */
  | { readonly kind: 'signedOut' }
  /** 403: this client's log, or what it wants to push, belongs to another person. */
  | { readonly kind: 'foreignClient' }
  /** 409: another history of the space. Keep the outbox, push again what was acknowledged, fetch all rows anew. */
  | { readonly kind: 'epochChanged'; readonly epoch: string; readonly lastMid: number }
  | { readonly kind: 'regressed'; readonly epoch: string; readonly lastMid: number }
  | { readonly kind: 'belowFloor'; readonly epoch: string; readonly lastMid: number }
  /** 409: this client's log continues otherwise at the server (a copied browser profile): take a new client id. */
  | { readonly kind: 'clientForked'; readonly lastMid: number }
  /** 413: halve the batch. */
  | { readonly kind: 'tooLarge'; readonly bytesMax: number }
  /** 426: update the app; local work goes on. */
  | { readonly kind: 'updateNeeded'; readonly protocolMin: number; readonly protocolMax: number }
  /** 429 and 503, with Retry-After. */
  | { readonly kind: 'busy' };

export const syncProblemStatus: {
  readonly [Kind in SyncProblem['kind']]: 400 | 401 | 403 | 409 | 413 | 426 | 503;
} = {
  badRequest: 400,
  signedOut: 401,
  foreignClient: 403,
  epochChanged: 409,
  regressed: 409,
  belowFloor: 409,
  clientForked: 409,
  tooLarge: 413,
  updateNeeded: 426,
  busy: 503,
};

/** What `GET /api/events` says, and all it says. */
export interface Poke {
  readonly epoch: string;
  readonly version: number;
}
