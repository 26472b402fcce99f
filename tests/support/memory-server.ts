/**
 * The server's side of the protocol in memory: the same shared rules, versions, pages and guards as
 * server/sync, without a database. It is the oracle of the client's tests: small enough to be read at once,
 * and strict where the real one is (gaps, foreign logs, other histories). One space; no I/O, no clock.
 */
import { applyMutation } from '../../shared/apply-mutation.ts';
import {
  syncedTables,
  type AnyRow,
  type Image,
  type RowOf,
  type SyncedTable,
} from '../../shared/entities.ts';
import { toId, type PersonId } from '../../shared/ids.ts';
import { uploadSource } from '../../shared/images.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import { parseMutation } from '../../shared/mutations.ts';
import { mayDo } from '../../shared/permissions.ts';
import type { Role } from '../../shared/roles.ts';
import type {
  Cursor,
  SentMutation,
  SyncAnswer,
  SyncProblem,
  SyncRequest,
} from '../../shared/protocol.ts';
import { refuse, type Outcome } from '../../shared/refusals.ts';
import { makeStampClamp, type Stamp } from '../../shared/stamps.ts';

export interface MemoryActor {
  readonly personId: PersonId;
  readonly role: Role;
}

/** A mutation as it was judged: the accepted log, from which all rows follow. */
export interface Logged {
  readonly sent: SentMutation;
  readonly clientId: string;
  readonly personId: PersonId;
  readonly stamp: Stamp;
  readonly receivedAt: number;
  readonly version: number;
  readonly outcome: Outcome;
}

interface Client {
  readonly personId: PersonId;
  lastMid: number;
  lastMidVersion: number;
}

/** All that a backup holds. */
interface History {
  epoch: string;
  version: number;
  receivedAt: number;
  purgeFloor: number;
  log: Logged[];
  clients: Map<string, Client>;
  rows: LoadedRows;
  names: Map<string, { readonly table: SyncedTable; readonly id: string }>;
}

export interface MemoryServerOptions {
  readonly now: () => number;
  readonly makeUuid: () => string;
  /** Small, so that tests meet many pages. */
  readonly pageRows?: number;
  readonly mutationsMax?: number;
  /** Whether photos make the server await their bytes. */
  readonly tracksImages?: boolean;
}

interface Pushed {
  readonly clientId: string;
  readonly mutations: readonly SentMutation[];
}

type Said = { readonly status: number; readonly body: SyncAnswer | SyncProblem };

export class MemoryServer {
  readonly #options: Required<MemoryServerOptions>;
  #history: History;
  #run: string;
  /** Last version of each earlier run that this history still has. */
  #runEnds = new Map<string, number>();
  #listeners = new Set<() => void>();

  constructor(options: MemoryServerOptions) {
    this.#options = { pageRows: 2000, mutationsMax: 1000, tracksImages: false, ...options };
    this.#run = options.makeUuid();
    this.#history = {
      epoch: options.makeUuid(),
      version: 0,
      receivedAt: 0,
      purgeFloor: 0,
      log: [],
      clients: new Map(),
      rows: new LoadedRows(),
      names: new Map(),
    };
  }

  get version(): number {
    return this.#history.version;
  }

  get epoch(): string {
    return this.#history.epoch;
  }

  get log(): readonly Logged[] {
    return this.#history.log;
  }

  get clientIds(): string[] {
    return [...this.#history.clients.keys()];
  }

  all<Table extends SyncedTable>(table: Table): RowOf[Table][] {
    const { names, rows } = this.#history;
    return [...names.values()].flatMap((name) => {
      const row = name.table === table ? rows.get(table, name.id) : undefined;
      return row === undefined ? [] : [row];
    });
  }

  onVersion(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Returns the function that restores this moment, as a backup or a power cut would. */
  backUp(): (restored: { readonly newEpoch: boolean }) => void {
    const saved = copyHistory(this.#history);
    const runEnds = new Map(this.#runEnds).set(this.#run, saved.version);
    return ({ newEpoch }) => {
      this.#history = copyHistory(saved);
      if (newEpoch) this.#history.epoch = this.#options.makeUuid();
      this.#run = this.#options.makeUuid();
      this.#runEnds = new Map(runEnds);
    };
  }

  /** Tombstones up to here are gone for good. */
  purgeUpTo(version: number): void {
    const { rows, names } = this.#history;
    this.#history.purgeFloor = version;
    for (const [key, { table, id }] of names) {
      const row = rows.get(table, id);
      if (row !== undefined && isDead(row) && row.version <= version) names.delete(key);
    }
  }

  /** Changes of somebody without a phone, such as the console. */
  apply(actor: MemoryActor, mutations: readonly SentMutation[]): void {
    this.#push(actor, { clientId: this.#options.makeUuid(), mutations });
  }

  /** What jobs and uploads do to pictures. */
  setImages(...images: readonly Image[]): void {
    const head = this.#history;
    const changed = new LoadedRows();
    for (const image of images) changed.put('image', image);
    head.version += 1;
    this.#store(changed, head.version);
    for (const listener of this.#listeners) listener();
  }

  sync(actor: MemoryActor, request: SyncRequest): Said {
    const { clientId, epoch, nonce, mutations, cursor, ackedMid } = request;
    const head = this.#history;
    const client = head.clients.get(clientId);
    const lastMid = client?.lastMid ?? 0;
    const facts = { epoch: head.epoch, lastMid };
    const bytesMax = 512 * 1024;
    if (mutations.length > this.#options.mutationsMax) return say({ kind: 'tooLarge', bytesMax });
    const authors = [client?.personId, request.personId].filter((id) => id !== undefined);
    if (authors.some((personId) => personId !== actor.personId)) {
      return say({ kind: 'foreignClient' });
    }
    if (epoch !== null && epoch !== head.epoch) return say({ kind: 'epochChanged', ...facts });
    if (ackedMid > lastMid) return say({ kind: 'regressed', ...facts });
    if (cursor !== null && this.#isBeyond(cursor)) return say({ kind: 'regressed', ...facts });
    if (cursor !== null && cursor.version < head.purgeFloor) {
      return say({ kind: 'belowFloor', ...facts });
    }
    const problem = findGap(mutations, { head, lastMid });
    if (problem !== undefined) return say(problem);

    const results = mutations.length === 0 ? [] : this.#push(actor, { clientId, mutations });
    const known = head.clients.get(clientId);
    const answer: SyncAnswer = {
      nonce,
      epoch: head.epoch,
      serverTime: this.#options.now(),
      lastMid: known?.lastMid ?? 0,
      lastMidVersion: known?.lastMidVersion ?? 0,
      results,
      ...this.#pull(cursor),
      headVersion: head.version,
    };
    // A copy, as over a wire: neither side can change the other's rows.
    return { status: 200, body: structuredClone(answer) };
  }

  #isBeyond(cursor: Cursor): boolean {
    if (cursor.version > this.#history.version) return true;
    if (cursor.run === this.#run) return false;
    return cursor.version > (this.#runEnds.get(cursor.run) ?? -1);
  }

  #push(actor: MemoryActor, { clientId, mutations }: Pushed): SyncAnswer['results'] {
    const head = this.#history;
    const client = head.clients.get(clientId);
    const outcomes = new Map(head.log.map(({ sent, outcome }) => [sent.uuid, outcome]));
    const lastMid = Math.max(client?.lastMid ?? 0, mutations.at(-1)?.mid ?? 0);
    if (client === undefined || lastMid > client.lastMid) {
      const receivedAt = Math.max(this.#options.now(), head.receivedAt + 1);
      const clamp = makeStampClamp(receivedAt);
      const version = head.version + 1;
      const before = new LoadedRows();
      for (const table of syncedTables) before.load(table, this.all(table));
      for (const sent of mutations) {
        if (outcomes.has(sent.uuid)) continue;
        const stamp = clamp(sent.stamp);
        const outcome = judge(before, actor, { sent, stamp, receivedAt });
        outcomes.set(sent.uuid, outcome);
        const { personId } = actor;
        head.log.push({ sent, clientId, personId, stamp, receivedAt, version, outcome });
      }
      if (this.#options.tracksImages) trackPhotos(before, receivedAt);
      this.#store(before, version);
      head.version = version;
      head.receivedAt = receivedAt;
      const { personId } = actor;
      head.clients.set(clientId, { personId, lastMid, lastMidVersion: version });
      for (const listener of this.#listeners) listener();
    }
    return mutations.flatMap(({ mid, uuid }) => {
      const outcome = outcomes.get(uuid);
      return outcome === undefined || outcome.kind === 'applied' ? [] : [{ mid, outcome }];
    });
  }

  #store(changed: LoadedRows, version: number): void {
    const { rows, names } = this.#history;
    const changes = changed.changes();
    const store = (table: SyncedTable): void => {
      for (const row of changes[table]) {
        rows.load(table, [{ ...row, version }]);
        names.set(`${table}:${row.id}`, { table, id: row.id });
      }
    };
    for (const table of syncedTables) store(table);
  }

  #pull(cursor: Cursor | null): Pick<SyncAnswer, 'rows' | 'cursor' | 'more'> {
    const { version } = this.#history;
    const between = { run: this.#run, version, table: syncedTables.length, id: '' };
    const from = cursor ?? { ...between, version: 0, skipDeadUntil: version };
    const found = syncedTables.flatMap((table, place) =>
      this.all(table)
        .filter((row) => isAfter(from, { version: row.version, table: place, id: row.id }))
        .filter((row) => !isDead(row) || row.version > from.skipDeadUntil)
        .map((row) => ({ table, place, row })),
    );
    found.sort(
      (one, other) =>
        one.row.version - other.row.version ||
        one.place - other.place ||
        (one.row.id < other.row.id ? -1 : 1),
    );
    const page = found.slice(0, this.#options.pageRows);
    const more = found.length > page.length;
    const last = page.at(-1);
    const { skipDeadUntil } = from;
    const after =
      more && last !== undefined
        ? { ...between, version: last.row.version, table: last.place, id: last.row.id }
        : between;
    const rows: Partial<Record<SyncedTable, AnyRow[]>> = {};
    for (const { table, row } of page) (rows[table] ??= []).push(row);
    // Each row stands under the table that it was read from.
    return { rows: rows as SyncAnswer['rows'], cursor: { ...after, skipDeadUntil }, more };
  }
}

function say(problem: SyncProblem): Said {
  const status = { badRequest: 400, signedOut: 401, foreignClient: 403, tooLarge: 413 } as const;
  const { kind } = problem;
  return { status: kind in status ? status[kind as keyof typeof status] : 409, body: problem };
}

function findGap(
  mutations: readonly SentMutation[],
  { head, lastMid }: { readonly head: History; readonly lastMid: number },
): SyncProblem | undefined {
  const first = mutations[0]?.mid ?? lastMid + 1;
  if (first > lastMid + 1) return { kind: 'regressed', epoch: head.epoch, lastMid };
  const known = new Set(head.log.map(({ sent }) => sent.uuid));
  for (const [place, { mid, uuid }] of mutations.entries()) {
    if (mid !== first + place) return { kind: 'badRequest', path: 'mutations', reason: 'a gap' };
    if (mid <= lastMid && !known.has(uuid)) return { kind: 'clientForked', lastMid };
  }
  return undefined;
}

function judge(
  rows: LoadedRows,
  actor: MemoryActor,
  { sent, stamp, receivedAt }: Pick<Logged, 'sent' | 'stamp' | 'receivedAt'>,
): Outcome {
  const parsed = parseMutation(sent);
  if (!parsed.ok) return refuse(parsed.failure);
  if (!mayDo(actor, parsed.value)) return refuse({ kind: 'forbidden' });
  return applyMutation(rows, parsed.value, { stamp, personId: actor.personId, receivedAt });
}

function trackPhotos(rows: LoadedRows, changedAt: number): void {
  for (const { sha256, deletedAt } of rows.changes().photo) {
    const image = awaitedImage(sha256, changedAt);
    const known = rows.get('image', image.id);
    if (deletedAt === null && (known === undefined || known.state === 'gone')) {
      rows.put('image', image);
    }
  }
}

/** The real server names it by the hash of its source, which is as good as any. */
export function awaitedImage(sha256: string, changedAt = 0): Image {
  return {
    id: toId<'image'>(Array.from(sha256).toReversed().join('')),
    source: uploadSource(sha256),
    state: 'awaiting',
    reason: '',
    retryAt: null,
    changedAt,
    sha256: '',
    thumbhash: '',
    width: 0,
    height: 0,
    format: '',
    bytes: 0,
    version: 0,
  };
}

function isAfter(from: Cursor, key: Pick<Cursor, 'version' | 'table' | 'id'>): boolean {
  if (key.version !== from.version) return key.version > from.version;
  if (key.table !== from.table) return key.table > from.table;
  return key.id > from.id;
}

function isDead(row: AnyRow): boolean {
  return 'deletedAt' in row && row.deletedAt !== null;
}

function copyHistory(history: History): History {
  const rows = new LoadedRows();
  const copy = (table: SyncedTable): void => {
    for (const name of history.names.values()) {
      const row = name.table === table ? history.rows.get(table, name.id) : undefined;
      if (row !== undefined) rows.load(table, [row]);
    }
  };
  for (const table of syncedTables) copy(table);
  const clients = new Map([...history.clients].map(([id, client]) => [id, { ...client }]));
  return { ...history, log: [...history.log], clients, rows, names: new Map(history.names) };
}
