/**
 * The one rule book. The same pure function judges a change on the phone, for the eye, and on the
 * server, for the truth. It sees only rows that were loaded for it (`reachOf` says which) and writes
 * only through `Rows`; it knows no database, no clock and no network.
 */
import { recordCount, recordMovement } from './apply-facts.ts';
import { giveBack, lend, undoGiveBack } from './apply-loan.ts';
import {
  decideOrder,
  firstSettings,
  numberOrder,
  placeOrder,
  refusePlaced,
  undoOrderStep,
} from './apply-order.ts';
import { recordSaidPrice } from './apply-price.ts';
import { receiveReorder, undoReceipt } from './apply-receipt.ts';
import { askForReorder, decideReorder, undoReorderStep, withdrawAsk } from './apply-reorder.ts';
import { acceptTallies, decideStocktake, recordTally } from './apply-stocktake.ts';
import { codeKey } from './codes.ts';
import { emptyFields, type FieldsTable, type MortalTable, type RowOf } from './entities.ts';
import { mergeFields } from './merge-fields.ts';
import type { Mutation, MutationArgs } from './mutations.ts';
import { applied, refuse, type Outcome } from './refusals.ts';
import { assertNever } from './result.ts';
import type { Judgement, Rows } from './rows.ts';
import { settingsId } from './settings.ts';
import { stampToMs } from './stamps.ts';

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
    case 'stocktake.create':
      return create(rows, 'stocktake', mutation.args, judgement);
    case 'stocktake.patch':
      return patch(rows, 'stocktake', mutation.args, judgement);
    case 'stocktake.close':
      return decideStocktake(rows, 'close', mutation.args.id, judgement);
    case 'stocktake.cancel':
      return decideStocktake(rows, 'cancel', mutation.args.id, judgement);
    case 'stocktake.reopen':
      return decideStocktake(rows, 'reopen', mutation.args.id, judgement);
    case 'stocktake.accept':
      return acceptTallies(rows, mutation.args, judgement);
    case 'tally.record':
      return recordTally(rows, mutation.args, judgement);
    case 'loan.lend':
      return lend(rows, mutation.args, judgement);
    case 'loan.giveBack':
      return giveBack(rows, mutation.args, judgement);
    case 'loan.undoGiveBack':
      return undoGiveBack(rows, mutation.args, judgement);
    case 'reorder.ask':
      return askForReorder(rows, mutation.args, judgement);
    case 'reorder.withdraw':
      return withdrawAsk(rows, mutation.args, judgement);
    case 'reorder.approve':
      return decideReorder(rows, 'approve', mutation.args, judgement);
    case 'reorder.order':
      return decideReorder(rows, 'order', mutation.args, judgement);
    case 'reorder.decline':
      return decideReorder(rows, 'decline', mutation.args, judgement);
    case 'reorder.cancel':
      return decideReorder(rows, 'cancel', mutation.args, judgement);
    case 'reorder.close':
      return decideReorder(rows, 'close', mutation.args, judgement);
    case 'reorder.back':
      return undoReorderStep(rows, mutation.args, judgement);
    case 'reorder.receive':
      return receiveReorder(rows, mutation.args, judgement);
    case 'reorder.undoReceipt':
      return undoReceipt(rows, mutation.args, judgement);
    case 'loan.patch':
      return patch(rows, 'loan', mutation.args, judgement);
    case 'supplier.create':
      return create(rows, 'supplier', mutation.args, judgement);
    case 'supplier.patch':
      return patch(rows, 'supplier', mutation.args, judgement);
    case 'supplier.delete':
      return setDeleted(rows, 'supplier', mutation.args.id, stampToMs(judgement.stamp));
    case 'supplier.restore':
      return setDeleted(rows, 'supplier', mutation.args.id, null);
    case 'supplierItem.create':
      return recordSaidPrice(
        rows,
        create(rows, 'supplierItem', mutation.args, judgement),
        mutation.args,
        judgement,
      );
    case 'supplierItem.patch':
      return recordSaidPrice(
        rows,
        patch(rows, 'supplierItem', mutation.args, judgement),
        mutation.args,
        judgement,
      );
    case 'supplierItem.delete':
      return setDeleted(rows, 'supplierItem', mutation.args.id, stampToMs(judgement.stamp));
    case 'supplierItem.restore':
      return setDeleted(rows, 'supplierItem', mutation.args.id, null);
    case 'purchaseOrder.create': {
      const outcome = create(rows, 'purchaseOrder', mutation.args, judgement);
      numberOrder(rows, mutation.args.id, judgement);
      return outcome;
    }
    case 'purchaseOrder.patch':
      return patch(rows, 'purchaseOrder', mutation.args, judgement);
    case 'purchaseOrder.place':
      return placeOrder(rows, mutation.args, judgement);
    case 'purchaseOrder.cancel':
      return decideOrder(rows, 'cancel', mutation.args, judgement);
    case 'purchaseOrder.close':
      return decideOrder(rows, 'close', mutation.args, judgement);
    case 'purchaseOrder.back':
      return undoOrderStep(rows, mutation.args, judgement);
    case 'orderLine.create':
      return create(rows, 'orderLine', mutation.args, judgement);
    case 'orderLine.patch':
      return patch(rows, 'orderLine', mutation.args, judgement);
    case 'orderLine.delete':
      return (
        refusePlaced(rows, mutation.args.id) ??
        setDeleted(rows, 'orderLine', mutation.args.id, stampToMs(judgement.stamp))
      );
    case 'orderLine.restore':
      return setDeleted(rows, 'orderLine', mutation.args.id, null);
    case 'settings.patch':
      return patchSettings(rows, mutation.args, judgement);
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

/** The one row of settings is there from the first word about it. */
function patchSettings(
  rows: Rows,
  args: MutationArgs<'settings.patch'>,
  judgement: Judgement,
): Outcome {
  const { id } = args;
  if (id !== settingsId)
    return refuse({ kind: 'invalid', path: 'id', reason: 'the id of the settings' });
  if (rows.get('settings', id) === undefined) rows.put('settings', firstSettings());
  return patch(rows, 'settings', args, judgement);
}

/** Delete and restore are decisions: made once, and made again they change nothing. */
function setDeleted(rows: Rows, table: MortalTable, id: string, deletedAt: number | null): Outcome {
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
