/**
 * What the space has, read as any client reads it: page by page over `POST /api/sync`. Deleted rows are
 * asked for too, so that an import does not bring back what somebody has thrown away.
 */
import { randomUUID } from 'node:crypto';
import { syncedTables, type RowOf } from '../../shared/entities.ts';
import type { ClientId } from '../../shared/ids.ts';
import {
  protocolVersion,
  type Cursor,
  type RowsByTable,
  type SyncAnswer,
  type SyncRequest,
} from '../../shared/protocol.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { askServer, type ConsoleRequest, type Trouble } from './ask-server.ts';
import type { ExistingRows } from './plan-import.ts';

type RowsById = { readonly [Table in keyof ExistingRows]: Map<string, RowOf[Table]> };

export async function readExisting(
  request: ConsoleRequest,
  clientId: ClientId,
  signal: AbortSignal,
): Promise<Result<ExistingRows, Trouble>> {
  const ask = (epoch: string | null, cursor: Cursor | null) =>
    askPage(request, { clientId, epoch, cursor }, signal);
  const start = await ask(null, null);
  if (!start.ok) return start;
  const { epoch } = start.value;
  // The first answer leaves out what is dead; the same cursor from zero, without that, does not.
  const { run } = start.value.cursor;
  const beginning = { run, version: 0, table: syncedTables.length, id: '', skipDeadUntil: 0 };
  let answer = await ask(epoch, beginning);
  // The oldest tombstones have been cleared away: then what lives must do.
  if (!answer.ok && answer.failure.kind === 'belowFloor') answer = start;

  const rows: RowsById = {
    location: new Map(),
    category: new Map(),
    item: new Map(),
    code: new Map(),
    photo: new Map(),
    image: new Map(),
    supplier: new Map(),
    supplierItem: new Map(),
    price: new Map(),
  };
  for (;;) {
    if (!answer.ok) return answer;
    const page: SyncAnswer = answer.value;
    collect(rows, page.rows);
    if (!page.more) break;
    answer = await ask(epoch, page.cursor);
  }
  return succeed({
    location: [...rows.location.values()],
    category: [...rows.category.values()],
    item: [...rows.item.values()],
    code: [...rows.code.values()],
    photo: [...rows.photo.values()],
    image: [...rows.image.values()],
    supplier: [...rows.supplier.values()],
    supplierItem: [...rows.supplierItem.values()],
    price: [...rows.price.values()],
  });
}

/** A row that changed while the pages were read comes twice; the later one counts. */
function collect(rows: RowsById, page: RowsByTable): void {
  for (const row of page.location ?? []) rows.location.set(row.id, row);
  for (const row of page.category ?? []) rows.category.set(row.id, row);
  for (const row of page.item ?? []) rows.item.set(row.id, row);
  for (const row of page.code ?? []) rows.code.set(row.id, row);
  for (const row of page.photo ?? []) rows.photo.set(row.id, row);
  for (const row of page.image ?? []) rows.image.set(row.id, row);
  for (const row of page.supplier ?? []) rows.supplier.set(row.id, row);
  for (const row of page.supplierItem ?? []) rows.supplierItem.set(row.id, row);
  for (const row of page.price ?? []) rows.price.set(row.id, row);
}

async function askPage(
  request: ConsoleRequest,
  from: Pick<SyncRequest, 'clientId' | 'epoch' | 'cursor'>,
  signal: AbortSignal,
): Promise<Result<SyncAnswer, Trouble>> {
  const nonce = randomUUID();
  const body: SyncRequest = {
    protocol: protocolVersion,
    ...from,
    nonce,
    mutations: [],
    ackedMid: 0,
  };
  const response = await askServer(request, '/api/sync', body, signal);
  if (!response.ok) return response;
  // Our own server, of this very version: its answers are typed by the protocol they share.
  const answer = (await response.value.json()) as SyncAnswer;
  return answer.nonce === nonce
    ? succeed(answer)
    : fail({ kind: 'replayed', text: 'An old answer' });
}
