/**
 * The one rule book. The same pure function judges a change on the phone, for the eye, and on the
 * server, for the truth. It sees only rows that were loaded for it (`readsOf` says which) and writes
 * only through `Rows`; it knows no database, no clock and no network.
 */
import { codeKey } from './codes.ts';
import {
  emptyFields,
  type FieldsTable,
  type Movement,
  type RowOf,
  type SyncedTable,
} from './entities.ts';
import { makeStockId, type ItemId, type PersonId } from './ids.ts';
import { mergeFields } from './merge-fields.ts';
import type { Mutation, MutationArgs } from './mutations.ts';
import { applied, refuse, type Outcome } from './refusals.ts';
import { assertNever } from './result.ts';
import { stampToMs, type Stamp } from './stamps.ts';
import { emptyStock, isInCount, legsOf, withCount, withMovement } from './stock.ts';

/** The rows a mutation may look at and change, already in memory. */
export interface Rows {
  get<Table extends SyncedTable>(table: Table, id: string): RowOf[Table] | undefined;
  put<Table extends SyncedTable>(table: Table, row: RowOf[Table]): void;
  /** At least all known movements of the item that are stamped after `stamp`. */
  movementsAfter(itemId: ItemId, stamp: Stamp): Iterable<Movement>;
}

export interface Judgement {
  /** When it was meant, clamped by the server. */
  readonly stamp: Stamp;
  readonly personId: PersonId | null;
  /** The server's time of receipt; null on the phone. */
  readonly receivedAt: number | null;
}

export function applyMutation(rows: Rows, mutation: Mutation, judgement: Judgement): Outcome {
  switch (mutation.name) {
    case 'location.create':
      return create(rows, 'location', mutation.args, judgement);
    case 'category.create':
      return create(rows, 'category', mutation.args, judgement);
    case 'item.create':
      return create(rows, 'item', mutation.args, judgement);
    case 'code.create':
      return create(rows, 'code', mutation.args, judgement);
    case 'photo.create':
      return create(rows, 'photo', mutation.args, judgement);
    case 'location.patch':
      return patch(rows, 'location', mutation.args, judgement);
    case 'category.patch':
      return patch(rows, 'category', mutation.args, judgement);
    case 'item.patch':
      return patch(rows, 'item', mutation.args, judgement);
    case 'code.patch':
      return patch(rows, 'code', mutation.args, judgement);
    case 'photo.patch':
      return patch(rows, 'photo', mutation.args, judgement);
    case 'location.delete':
      return setDeleted(rows, 'location', mutation.args.id, stampToMs(judgement.stamp));
    case 'category.delete':
      return setDeleted(rows, 'category', mutation.args.id, stampToMs(judgement.stamp));
    case 'item.delete':
      return setDeleted(rows, 'item', mutation.args.id, stampToMs(judgement.stamp));
    case 'code.delete':
      return setDeleted(rows, 'code', mutation.args.id, stampToMs(judgement.stamp));
    case 'photo.delete':
      return setDeleted(rows, 'photo', mutation.args.id, stampToMs(judgement.stamp));
    case 'location.restore':
      return setDeleted(rows, 'location', mutation.args.id, null);
    case 'category.restore':
      return setDeleted(rows, 'category', mutation.args.id, null);
    case 'item.restore':
      return setDeleted(rows, 'item', mutation.args.id, null);
    case 'code.restore':
      return setDeleted(rows, 'code', mutation.args.id, null);
    case 'photo.restore':
      return setDeleted(rows, 'photo', mutation.args.id, null);
    case 'image.retry':
      return retryImage(rows, mutation.args.id, judgement);
    case 'movement.record':
      return recordMovement(rows, mutation.args, judgement);
    case 'count.record':
      return recordCount(rows, mutation.args, judgement);
    default:
      return assertNever(mutation);
  }
}

interface FieldsArgs {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A second create of one id merges as a patch: imports that meet on the same external row converge. */
function create(rows: Rows, table: FieldsTable, args: FieldsArgs, judgement: Judgement): Outcome {
  if (rows.get(table, args.id) !== undefined) return patch(rows, table, args, judgement);
  const { custom, ...fields } = args.fields;
  const kept = Object.entries(custom ?? {}).filter(([, value]) => value !== null);
  const born = {
    ...emptyFields[table],
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    ...(custom === undefined ? {} : { custom: Object.fromEntries(kept) }),
    id: args.id,
    stamps: { '*': judgement.stamp },
    deletedAt: null,
    version: 0,
  };
  // parseMutation has checked that the fields are those of this table.
  const row = withDerived(table, born as unknown as RowOf[FieldsTable]);
  if (lieInsideItself(rows, table, row)) return refuse({ kind: 'wouldLoop', table, id: args.id });
  rows.put(table, row);
  return applied;
}

function patch(rows: Rows, table: FieldsTable, args: FieldsArgs, { stamp }: Judgement): Outcome {
  const { id } = args;
  const before = rows.get(table, id);
  if (before === undefined) return refuse({ kind: 'rowMissing', table, id });
  if (before.deletedAt !== null) {
    return refuse({ kind: 'rowDeleted', table, id, deletedAt: before.deletedAt });
  }
  const { row, lost } = mergeFields<RowOf[FieldsTable]>(before, args.fields, stamp);
  if (lieInsideItself(rows, table, row)) return refuse({ kind: 'wouldLoop', table, id });
  rows.put(table, withDerived(table, row));
  return lost.length === 0 ? applied : { kind: 'superseded', because: 'laterEdit', lost };
}

function withDerived(table: FieldsTable, row: RowOf[FieldsTable]): RowOf[FieldsTable] {
  return table === 'code' && 'value' in row ? { ...row, key: codeKey(row.value) } : row;
}

/** Follows the parents upwards. A row seen twice is a loop, be it through this row or an older one. */
function lieInsideItself(rows: Rows, table: FieldsTable, row: RowOf[FieldsTable]): boolean {
  if (table !== 'location' && table !== 'category') return false;
  const seen = new Set<string>([row.id]);
  let parentId: string | null = 'parentId' in row ? row.parentId : null;
  while (parentId !== null) {
    if (seen.has(parentId)) return true;
    seen.add(parentId);
    parentId = rows.get(table, parentId)?.parentId ?? null;
  }
  return false;
}

/** Delete and restore are decisions: made once, and made again they change nothing. */
function setDeleted(rows: Rows, table: FieldsTable, id: string, deletedAt: number | null): Outcome {
  const row = rows.get(table, id);
  if (row === undefined) return refuse({ kind: 'rowMissing', table, id });
  if ((row.deletedAt === null) === (deletedAt === null)) {
    return { kind: 'superseded', because: 'alreadySo' };
  }
  rows.put(table, { ...row, deletedAt });
  return applied;
}

/** The server puts a job behind a row that is queued. What is under way already needs no second asking. */
function retryImage(rows: Rows, id: string, { stamp, receivedAt }: Judgement): Outcome {
  const row = rows.get('image', id);
  if (row === undefined) return refuse({ kind: 'rowMissing', table: 'image', id });
  const waitsForLater = row.state === 'queued' && row.retryAt !== null;
  // Two people who ask for the same have both what they wanted.
  if (row.state !== 'failed' && row.state !== 'ready' && !waitsForLater) return applied;
  const changedAt = receivedAt ?? stampToMs(stamp);
  rows.put('image', { ...row, state: 'queued', reason: '', retryAt: null, changedAt });
  return applied;
}

/** Facts are never refused, whatever has become of their item or place: the goods did move. */
function recordMovement(
  rows: Rows,
  args: MutationArgs<'movement.record'>,
  judgement: Judgement,
): Outcome {
  const { stamp, personId, receivedAt } = judgement;
  if (rows.get('movement', args.id) !== undefined)
    return { kind: 'superseded', because: 'alreadySo' };
  const movement: Movement = { ...args, stamp, personId, receivedAt, version: 0 };
  rows.put('movement', movement);
  let countedAt: number | undefined;
  for (const { locationId, change } of legsOf(movement)) {
    const id = makeStockId(args.itemId, locationId);
    const stock = rows.get('stock', id) ?? emptyStock(args.itemId, locationId);
    if (isInCount(stock, movement) && stock.countStamp !== null)
      countedAt = stampToMs(stock.countStamp);
    else rows.put('stock', withMovement(stock, movement, change));
  }
  return countedAt === undefined ? applied : { kind: 'superseded', because: 'inCount', countedAt };
}

function recordCount(
  rows: Rows,
  args: MutationArgs<'count.record'>,
  judgement: Judgement,
): Outcome {
  const { stamp, personId, receivedAt } = judgement;
  if (rows.get('count', args.id) !== undefined) return { kind: 'superseded', because: 'alreadySo' };
  rows.put('count', { ...args, stamp, personId, receivedAt, version: 0 });
  const id = makeStockId(args.itemId, args.locationId);
  const stock = rows.get('stock', id) ?? emptyStock(args.itemId, args.locationId);
  const counted = withCount(
    stock,
    { stamp, quantity: args.quantity },
    rows.movementsAfter(args.itemId, stamp),
  );
  if (counted === stock && stock.countStamp !== null) {
    return { kind: 'superseded', because: 'inCount', countedAt: stampToMs(stock.countStamp) };
  }
  rows.put('stock', counted);
  return applied;
}
