/**
 * A phone without a screen: it speaks the protocol over a real connection and keeps what it has sent, so
 * that a test can ask afterwards whether all of it is there, once.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { syncedTables, type AnyRow, type RowOf, type SyncedTable } from '../../shared/entities.ts';
import { makeUuidV7, toId, type Id } from '../../shared/ids.ts';

import {
  protocolVersion,
  type Cursor,
  type SentMutation,
  type SyncAnswer,
  type SyncProblem,
} from '../../shared/protocol.ts';
import { clientMark, nextStamp, type Stamp } from '../../shared/stamps.ts';

export type Send = (
  path: string,
  init: RequestInit & { readonly body: string },
) => Promise<Response>;

export function newId<Name extends string>(): Id<Name> {
  return makeUuidV7<Name>({ nowMs: Date.now(), random: new Uint8Array(randomBytes(10)) });
}

export type RowsOfClient = { [Table in SyncedTable]: Map<string, AnyRow> };

export class SyncClient {
  readonly clientId = toId<'client'>(randomUUID());
  readonly rows: RowsOfClient = {
    location: new Map(),
    category: new Map(),
    item: new Map(),
    code: new Map(),
    stock: new Map(),
    count: new Map(),
    movement: new Map(),
    photo: new Map(),
    image: new Map(),
    stocktake: new Map(),
    tally: new Map(),
    loan: new Map(),
    person: new Map(),
    reorder: new Map(),
    ask: new Map(),
    receipt: new Map(),
    supplier: new Map(),
    supplierItem: new Map(),
    price: new Map(),
    purchaseOrder: new Map(),
    orderLine: new Map(),
    leadTime: new Map(),
    settings: new Map(),
  };
  epoch: string | null = null;
  cursor: Cursor | null = null;
  ackedMid = 0;
  nextMid = 1;
  lastStamp: Stamp | null = null;
  readonly #send: Send;
  readonly #token: string;

  constructor(send: Send, token: string) {
    this.#send = send;
    this.#token = token;
  }

  /** The next mutation of this client's log; `nowMs` is the phone's own clock. */
  make(name: string, args: unknown, nowMs = Date.now()): SentMutation {
    this.lastStamp = nextStamp(this.lastStamp, nowMs, clientMark(this.clientId));
    const mid = this.nextMid;
    this.nextMid += 1;
    return { mid, uuid: newId<'mutation'>(), name, version: 1, args, stamp: this.lastStamp };
  }

  /** One request, as it is; the answer or the problem with its status. */
  async request(
    mutations: readonly SentMutation[],
    changes: Readonly<Record<string, unknown>> = {},
  ): Promise<{ status: number; answer?: SyncAnswer; problem?: SyncProblem }> {
    const body = {
      protocol: protocolVersion,
      clientId: this.clientId,
      epoch: this.epoch,
      nonce: randomUUID(),
      mutations,
      cursor: this.cursor,
      ackedMid: this.ackedMid,
      ...changes,
    };
    const response = await this.#send('/api/sync', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      body: JSON.stringify(body),
    });
    const said: unknown = await response.json();
    return response.status === 200
      ? { status: 200, answer: said as SyncAnswer }
      : { status: response.status, problem: said as SyncProblem };
  }

  /** Pushes, then pulls to the end. Throws on any problem. Returns the results other than "applied". */
  async sync(mutations: readonly SentMutation[] = []): Promise<SyncAnswer['results']> {
    const results: SyncAnswer['results'][number][] = [];
    let sending = mutations;
    for (;;) {
      const { status, answer, problem } = await this.request(sending);
      if (answer === undefined) throw new Error(`${status} ${JSON.stringify(problem)}`);
      sending = [];
      results.push(...answer.results);
      this.#take(answer);
      if (!answer.more) {
        this.ackedMid = Math.max(this.ackedMid, answer.lastMid);
        return results;
      }
    }
  }

  #take({ rows, cursor, epoch }: SyncAnswer): void {
    for (const table of syncedTables) {
      for (const row of rows[table] ?? []) this.rows[table].set(row.id, row);
    }
    this.cursor = cursor;
    this.epoch = epoch;
  }

  all<Table extends SyncedTable>(table: Table): RowOf[Table][] {
    // Each row stands in the map of its own table.
    return [...this.rows[table].values()] as RowOf[Table][];
  }

  /** Everything it holds, in an order that can be compared. */
  holdings(): Record<string, AnyRow[]> {
    return Object.fromEntries(
      syncedTables.map((table) => {
        const rows = [...this.rows[table].values()];
        return [table, rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))];
      }),
    );
  }
}
