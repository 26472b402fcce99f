/**
 * One line of the running list: what was scanned and what has come of it. Its facts are never changed; a line that
 * becomes smaller takes its last facts back and records what is left, one that grows records the difference.
 */
import { hasBatch, isSameBatch, noBatch, type Batch } from '../../shared/batches.ts';
import { makeUndoId } from '../../shared/derive-id.ts';
import type { Item, MovementReason } from '../../shared/entities.ts';
import type { Id, LoanId, LocationId, MovementId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import { isSameLoan, planLoanChange, type LineLoan } from './scan-loan.ts';

export const scanModes = ['lookUp', 'take', 'return', 'count', 'move', 'receive'] as const;
export type ScanMode = (typeof scanModes)[number];
/** Each code adds to the list; looking up shows a card instead. */
export type ListMode = Exclude<ScanMode, 'lookUp'>;

export interface RecordedMovement {
  readonly id: MovementId;
  readonly quantity: Quantity;
  /** Of a thing that is lent. */
  readonly loanId?: LoanId;
}

export interface ScanLine {
  /** Lives as long as the line, whatever becomes of it. */
  readonly key: number;
  readonly mode: ListMode;
  readonly item: Item;
  /** Where it was taken, counted, put to; of a move, the goal. */
  readonly placeId: LocationId;
  /** Of a move. */
  readonly fromId: LocationId | null;
  readonly batch: Batch;
  /** Of a thing that is lent: it is borrowed or given back instead of used up or put back. */
  readonly loan: LineLoan | null;
  /** The item is kept by batches. */
  readonly isBatched: boolean;
  /** A person has said which: it holds for what is scanned of it from now on. */
  readonly isBatchChosen: boolean;
  /** What it is for; "" of a count. */
  readonly purpose: string;
  readonly quantity: Quantity;
  readonly scans: number;
  /** Such as a lot: what the newest code said beyond its number. */
  readonly remarks: CodeRemarks;
  /** `open`: a count that goes on; it is recorded when one moves on. */
  readonly state: 'open' | 'recorded' | 'undone';
  readonly movements: readonly RecordedMovement[];
  /** Of a count: what was thought to lie there before the first scan. */
  readonly before: Quantity;
  /** Of a count: the way back from what was recorded last. */
  readonly undo: readonly MutationDraft[];
}

/** What a GS1 code tells of this very pack. */
export interface CodeRemarks {
  readonly lot?: string;
  readonly serial?: string;
  readonly expiry?: string;
  readonly count?: number;
  readonly weightKg?: number;
}

export const noRemarks: CodeRemarks = {};

const reasons: Readonly<Record<Exclude<ListMode, 'count'>, MovementReason>> = {
  take: 'use',
  return: 'return',
  move: 'move',
  receive: 'receive',
};

interface Ends {
  readonly fromLocationId: LocationId | null;
  readonly toLocationId: LocationId | null;
}

export interface PlannedChange {
  readonly drafts: readonly MutationDraft[];
  readonly movements: readonly RecordedMovement[];
}

/** What a line is about; things that are the same add up. */
export interface LineThing {
  readonly mode: ListMode;
  readonly item: Item;
  readonly placeId: LocationId;
  readonly fromId: LocationId | null;
  readonly batch?: Batch;
  readonly loan?: LineLoan | null;
  readonly isBatched?: boolean;
  readonly isBatchChosen?: boolean;
  readonly purpose?: string;
}

/** Nothing of it has been scanned yet. */
export function makeLine(key: number, thing: LineThing): ScanLine {
  const { mode, item, placeId, fromId, batch = noBatch, purpose = '' } = thing;
  return {
    key,
    mode,
    item,
    placeId,
    fromId,
    batch,
    loan: thing.loan ?? null,
    isBatched: (thing.isBatched ?? false) || hasBatch(batch),
    isBatchChosen: thing.isBatchChosen ?? false,
    purpose,
    quantity: 0,
    scans: 0,
    remarks: noRemarks,
    state: mode === 'count' ? 'open' : 'recorded',
    movements: [],
    before: 0,
    undo: [],
  };
}

export function isSameLine(line: ScanLine, thing: LineThing): boolean {
  return (
    line.mode === thing.mode &&
    line.item.id === thing.item.id &&
    line.placeId === thing.placeId &&
    line.fromId === thing.fromId &&
    line.purpose === (thing.purpose ?? '') &&
    isSameBatch(line.batch, thing.batch ?? noBatch) &&
    isSameLoan(line.loan, thing.loan ?? null)
  );
}

export type PlannedLine = Pick<
  ScanLine,
  'mode' | 'item' | 'placeId' | 'fromId' | 'batch' | 'loan' | 'purpose' | 'movements'
>;

/** What makes the line's movements sum up to `target`. Not for counts. */
export function planChange(
  line: PlannedLine,
  target: Quantity,
  newId: <Name extends string>() => Id<Name>,
): PlannedChange {
  if (line.loan !== null) return planLoanChange(line, { loan: line.loan, target, newId });
  const kept = [...line.movements];
  const drafts: MutationDraft[] = [];
  let sum = kept.reduce((total, { quantity }) => total + quantity, 0);
  while (sum > target) {
    const last = kept.pop();
    if (last === undefined) break;
    sum -= last.quantity;
    const { fromLocationId, toLocationId } = endsOf(line);
    const back = { fromLocationId: toLocationId, toLocationId: fromLocationId };
    // Named as the undo in the history names it, so that both together happen once.
    const fact = { ...last, id: makeUndoId(last.id), undoes: last.id } as const;
    drafts.push(draft({ ...line, purpose: '' }, back, { ...fact, reason: 'correction' }));
  }
  if (sum < target) {
    const more = { id: newId<'movement'>(), quantity: target - sum };
    kept.push(more);
    const reason = line.mode === 'count' ? 'correction' : reasons[line.mode];
    drafts.push(draft(line, endsOf(line), { ...more, reason, undoes: null }));
  }
  return { drafts, movements: kept };
}

function endsOf({ mode, placeId, fromId }: Pick<ScanLine, 'mode' | 'placeId' | 'fromId'>): Ends {
  if (mode === 'take') return { fromLocationId: placeId, toLocationId: null };
  return { fromLocationId: mode === 'move' ? fromId : null, toLocationId: placeId };
}

function draft(
  { item, batch, purpose }: Pick<PlannedLine, 'item' | 'batch' | 'purpose'>,
  ends: Ends,
  fact: RecordedMovement & {
    readonly reason: MovementReason;
    readonly undoes: MovementId | null;
  },
): MutationDraft {
  const { lot, expiry } = batch;
  const args = { itemId: item.id, note: '', purpose, lot, expiry, ...ends, ...fact };
  return { name: 'movement.record', args };
}
