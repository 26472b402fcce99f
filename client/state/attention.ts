/**
 * Changes that did not come through as meant, and what a person can do about each (resolve-attention.ts does it).
 * Nothing disappears by itself: an entry is open until somebody decides, and stays listed for a week after that.
 */
import type { SyncedTable } from '../../shared/entities.ts';
import type { Outcome } from '../../shared/refusals.ts';
import type { AttentionRow, LocalDatabase } from '../db/local-database.ts';

const keptAfterResolvingMs = 7 * 24 * 60 * 60 * 1000;

/** Dismissing is always possible and changes nothing but the list. */
export type Remedy =
  /** Bring the row back and make my change to it. */
  | 'restoreWithMyEdits'
  /** Make my change again, now: it is then the latest. */
  | 'useMine'
  /** Send the same change once more, as it was. */
  | 'tryAgain'
  /** The movement was not in that count after all: record it on top. */
  | 'recordAgain';

export interface AttentionEntry {
  readonly id: number;
  readonly at: number;
  readonly mutation: AttentionRow['mutation'];
  readonly outcome: Outcome;
  readonly subject: Subject | undefined;
  readonly remedies: readonly Remedy[];
  readonly seenAt: number | null;
  readonly resolvedAt: number | null;
}

export interface Subject {
  readonly table: SyncedTable;
  readonly id: string;
  /** "" when this phone does not know the row. */
  readonly name: string;
}

/** The newest first, open ones before resolved ones. */
export async function readAttention(
  db: LocalDatabase,
  nowMs: number,
): Promise<readonly AttentionEntry[]> {
  const rows = await db.attention.toArray();
  const kept = rows.filter(
    (row) => row.resolvedAt === null || row.resolvedAt > nowMs - keptAfterResolvingMs,
  );
  const entries = await Promise.all(kept.map((row) => makeEntry(db, row)));
  const isOpen = (entry: AttentionEntry): number => (entry.resolvedAt === null ? 1 : 0);
  return entries.toSorted((one, other) => isOpen(other) - isOpen(one) || other.at - one.at);
}

/** Open, and either undecided or not yet looked at: what the badge counts. */
export function countsForBadge(entry: AttentionEntry): boolean {
  return entry.resolvedAt === null && (entry.remedies.length > 0 || entry.seenAt === null);
}

async function makeEntry(db: LocalDatabase, row: AttentionRow): Promise<AttentionEntry> {
  const { at, mutation, outcome, seenAt, resolvedAt } = row;
  const subject = await readSubject(db, mutation);
  return {
    id: row.id ?? 0,
    at,
    mutation,
    outcome,
    subject,
    seenAt,
    resolvedAt,
    remedies: remediesFor(mutation.name, outcome),
  };
}

function remediesFor(name: string, outcome: Outcome): readonly Remedy[] {
  if (outcome.kind === 'applied') return [];
  if (outcome.kind === 'superseded') {
    if (outcome.because === 'laterEdit') return ['useMine'];
    return outcome.because === 'inCount' && name === 'movement.record' ? ['recordAgain'] : [];
  }
  switch (outcome.refusal.kind) {
    case 'rowDeleted':
      return ['restoreWithMyEdits'];
    case 'forbidden':
    case 'unknownMutation':
    case 'rowMissing':
      return ['tryAgain'];
    case 'invalid':
    case 'wouldLoop':
    case 'wrongState':
    case 'orderedMeanwhile':
    case 'notStorable':
      return [];
  }
}

function textOf(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const held: unknown = Reflect.get(value, name);
  return typeof held === 'string' ? held : undefined;
}

/** What the change was about, by the name this phone knows it by, living or deleted. */
export async function readSubject(
  db: LocalDatabase,
  mutation: { readonly name: string; readonly args: unknown },
): Promise<Subject | undefined> {
  const itemId = textOf(mutation.args, 'itemId') ?? photographedItem(mutation.args);
  const id = itemId ?? textOf(mutation.args, 'id');
  if (id === undefined) return undefined;
  const table = itemId === undefined ? mutation.name.slice(0, mutation.name.indexOf('.')) : 'item';
  if (table === 'item')
    return { table, id, name: (await db.item.get(id))?.name ?? nameIn(mutation.args) };
  if (table === 'location')
    return { table, id, name: (await db.location.get(id))?.name ?? nameIn(mutation.args) };
  if (table === 'category')
    return { table, id, name: (await db.category.get(id))?.name ?? nameIn(mutation.args) };
  if (table === 'supplier')
    return { table, id, name: (await db.supplier.get(id))?.name ?? nameIn(mutation.args) };
  if (table === 'purchaseOrder') {
    const order = await db.purchaseOrder.get(id);
    const supplier = await db.supplier.get(order?.supplierId ?? supplierIn(mutation.args));
    return { table, id, name: supplier?.name ?? '' };
  }
  if (table === 'supplierItem' || table === 'orderLine') {
    const row = await (table === 'orderLine' ? db.orderLine : db.supplierItem).get(id);
    const about = await db.item.get(row?.itemId ?? textOf(fieldsIn(mutation.args), 'itemId') ?? '');
    return about && { table: 'item', id: about.id, name: about.name };
  }
  if (table === 'photo') {
    const photo = await db.photo.get(id);
    const item = photo?.itemId ? await db.item.get(photo.itemId) : undefined;
    return item && { table: 'item', id: item.id, name: item.name };
  }
  if (table === 'loan') {
    const loan = await db.loan.get(id);
    const item = loan === undefined ? undefined : await db.item.get(loan.itemId);
    return item && { table: 'item', id: item.id, name: item.name };
  }
  if (table !== 'code') return undefined;
  const code = await db.code.get(id);
  const item = code?.itemId ? await db.item.get(code.itemId) : undefined;
  if (item !== undefined) return { table: 'item', id: item.id, name: item.name };
  return { table, id, name: code?.value ?? '' };
}

/** A photo is its item's, even before this phone knows the photo. */
function photographedItem(args: unknown): string | undefined {
  const fields = fieldsIn(args);
  return textOf(fields, 'sha256') === undefined ? undefined : textOf(fields, 'itemId');
}

function fieldsIn(args: unknown): unknown {
  return typeof args === 'object' && args !== null ? Reflect.get(args, 'fields') : undefined;
}

function nameIn(args: unknown): string {
  return textOf(fieldsIn(args), 'name') ?? '';
}

/** Of an order that is not known here yet. */
function supplierIn(args: unknown): string {
  return textOf(args, 'supplierId') ?? textOf(fieldsIn(args), 'supplierId') ?? '';
}
