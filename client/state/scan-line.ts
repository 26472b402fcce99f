/**
 * One line of the running list: what was scanned and what has come of it. Its facts are never changed; a line that
 * becomes smaller takes its last facts back and records what is left, one that grows records the difference.
 */
import type { Item, MovementReason } from '../../shared/entities.ts';
import type { Id, ItemId, LocationId, MovementId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { MutationDraft } from '../db/record-mutations.ts';

export const scanModes = ['lookUp', 'take', 'return', 'count', 'move', 'receive'] as const;
export type ScanMode = (typeof scanModes)[number];
/** Each code adds to the list; looking up shows a card instead. */
export type ListMode = Exclude<ScanMode, 'lookUp'>;

export interface RecordedMovement {
  readonly id: MovementId;
  readonly quantity: Quantity;
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

interface PlannedChange {
  readonly drafts: readonly MutationDraft[];
  readonly movements: readonly RecordedMovement[];
}

/** What makes the line's movements sum up to `target`. Not for counts. */
export function planChange(
  line: Pick<ScanLine, 'mode' | 'item' | 'placeId' | 'fromId' | 'movements'>,
  target: Quantity,
  newId: <Name extends string>() => Id<Name>,
): PlannedChange {
  const kept = [...line.movements];
  const drafts: MutationDraft[] = [];
  let sum = kept.reduce((total, { quantity }) => total + quantity, 0);
  while (sum > target) {
    const last = kept.pop();
    if (last === undefined) break;
    sum -= last.quantity;
    const { fromLocationId, toLocationId } = endsOf(line);
    const back = { fromLocationId: toLocationId, toLocationId: fromLocationId };
    drafts.push(
      draft(line.item.id, back, {
        ...last,
        id: newId<'movement'>(),
        reason: 'correction',
        undoes: last.id,
      }),
    );
  }
  if (sum < target) {
    const more = { id: newId<'movement'>(), quantity: target - sum };
    kept.push(more);
    const reason = line.mode === 'count' ? 'correction' : reasons[line.mode];
    drafts.push(draft(line.item.id, endsOf(line), { ...more, reason, undoes: null }));
  }
  return { drafts, movements: kept };
}

function endsOf({ mode, placeId, fromId }: Pick<ScanLine, 'mode' | 'placeId' | 'fromId'>): Ends {
  if (mode === 'take') return { fromLocationId: placeId, toLocationId: null };
  return { fromLocationId: mode === 'move' ? fromId : null, toLocationId: placeId };
}

function draft(
  itemId: ItemId,
  ends: Ends,
  fact: RecordedMovement & {
    readonly reason: MovementReason;
    readonly undoes: MovementId | null;
  },
): MutationDraft {
  return { name: 'movement.record', args: { itemId, note: '', ...ends, ...fact } };
}
