/**
 * Reorders: from "running low" to "it has arrived". An item has at most one open reorder; whoever asks for it
 * meanwhile joins it. Each further one has the next number (`cycle`), so that two phones which ask for the
 * same thing without signal name the same row.
 *
 *   requested ──approve──▶ approved ──order──▶ ordered ──receive──▶ partlyReceived ──receive──▶ received
 *       │ └───────────────────────order──────▶    │                      └──────────close──────▶ received
 *       └───decline / cancel (from the first three)┴──▶ declined, cancelled
 *
 * The states change by decisions alone: each says from which state it was meant, and is judged once, at the
 * server. Goods that arrive are a fact: they land in stock even where the decision is refused.
 */
import { deriveId } from './derive-id.ts';
import type { ItemId, PersonId, ReorderId } from './ids.ts';
import type { Quantity } from './quantity.ts';

export const reorderStates = [
  'requested',
  'approved',
  'ordered',
  'partlyReceived',
  'received',
  'declined',
  'cancelled',
] as const;
export type ReorderState = (typeof reorderStates)[number];

const endStates: readonly ReorderState[] = ['received', 'declined', 'cancelled'];

export function isOpenReorder({ state }: { readonly state: ReorderState }): boolean {
  return !endStates.includes(state);
}

export const reorderPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export type ReorderPriority = (typeof reorderPriorities)[number];

/** What each decision of staff leads to, and from where. `receive` and `back` are judged by what was received. */
export const reorderSteps = {
  approve: { to: 'approved', from: ['requested'] },
  order: { to: 'ordered', from: ['requested', 'approved'] },
  decline: { to: 'declined', from: ['requested', 'approved', 'ordered'] },
  cancel: { to: 'cancelled', from: ['requested', 'approved', 'ordered'] },
  /** The rest will not come. */
  close: { to: 'received', from: ['partlyReceived'] },
} as const satisfies Record<
  string,
  { readonly to: ReorderState; readonly from: readonly ReorderState[] }
>;
export type ReorderStep = keyof typeof reorderSteps;

/** One line of a reorder's own history. */
export interface ReorderMark {
  readonly state: ReorderState;
  /** Unix milliseconds, the server's clock once it has been there. */
  readonly at: number;
  /** Null on a phone that may not see people. */
  readonly personId: PersonId | null;
  readonly note: string;
}

export interface ReorderFacts {
  readonly itemId: ItemId;
  /** 1 for an item's first reorder. */
  readonly cycle: number;
  readonly state: ReorderState;
  /** What is wanted: the largest that anybody asked for, until staff decide. */
  readonly quantity: Quantity;
  /** What has been ordered of it, by how many orders it may be; packs can make it more than is wanted. */
  readonly ordered: Quantity;
  readonly priority: ReorderPriority;
  /** How many have asked. */
  readonly askCount: number;
  readonly requestedAt: number;
  readonly orderedAt: number | null;
  /** The day on which it should come, "2026-12-24", or "". */
  readonly expectedOn: string;
  /** In good condition, and in stock. */
  readonly received: Quantity;
  /** Arrived, and of no use: never in stock. */
  readonly damaged: Quantity;
  readonly receivedAt: number | null;
  /** Newest last. */
  readonly marks: readonly ReorderMark[];
}

export function makeReorderId(itemId: ItemId, cycle: number): ReorderId {
  return deriveId<'reorder'>(`reorder ${itemId} ${cycle}`);
}

/** So many reorders of one item may have come and gone while a phone was away. */
const cyclesAhead = 4;

/** The rows that an ask of this cycle can meet. */
export function reorderIdsFrom(itemId: ItemId, cycle: number): ReorderId[] {
  return Array.from({ length: cyclesAhead }, (_, ahead) => makeReorderId(itemId, cycle + ahead));
}

/** What is still on its way. */
export function onOrderOf(reorder: Pick<ReorderFacts, 'state' | 'ordered' | 'received'>): Quantity {
  const isComing = reorder.state === 'ordered' || reorder.state === 'partlyReceived';
  return isComing ? Math.max(0, reorder.ordered - reorder.received) : 0;
}

export function laterPriority(one: ReorderPriority, other: ReorderPriority): ReorderPriority {
  return reorderPriorities.indexOf(one) > reorderPriorities.indexOf(other) ? one : other;
}
