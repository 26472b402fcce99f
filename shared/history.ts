/**
 * What has happened, as it is asked of the server: phones hold only the newest facts, the server keeps all. Facts
 * are ordered by (stamp, id), newest first, so a page goes on exactly where the one before ended.
 */
import type { Count, Item, Location, Movement } from './entities.ts';
import type { ItemId, LocationId } from './ids.ts';
import type { Stamp } from './stamps.ts';

/** Whose story it is. Of a place: what went in and out of that very place, and what was counted there. */
export type HistoryScope =
  | { readonly kind: 'item'; readonly itemId: ItemId }
  | { readonly kind: 'location'; readonly locationId: LocationId }
  | { readonly kind: 'all' };

/** Only facts before it. Several facts may bear one stamp: those of one accepted shelf. */
export interface HistoryPlace {
  readonly stamp: Stamp;
  readonly id: string;
}

export interface HistoryAsked {
  readonly scope: HistoryScope;
  readonly before: HistoryPlace | null;
  readonly limit: number;
}

export const historyLimitMax = 200;

/** `GET /api/history`. */
export interface HistoryAnswer {
  readonly movements: readonly Movement[];
  readonly counts: readonly Count[];
  /** Deleted ones that these facts name: a phone that came later has never heard of them. */
  readonly items: readonly Item[];
  readonly locations: readonly Location[];
  /** There are older ones. */
  readonly more: boolean;
}

/** Who told the server something, on what, and when by both clocks. */
export interface Saying {
  /** Null for what no person did, such as an import at the server itself. */
  readonly personName: string | null;
  readonly deviceName: string | null;
  /** By the phone's own clock, however wrong it was. */
  readonly sentAt: number;
  /** What the server took it for: never later than when it came. */
  readonly stampedAt: number;
  readonly receivedAt: number;
}

/** `GET /api/facts/:id`, for staff. */
export interface FactOrigin {
  /** How the fact itself was said; for a count of a stocktake: who counted. Null if nothing is known of it. */
  readonly said: Saying | null;
  /** Who made a count of a stocktake count. */
  readonly accepted: Saying | null;
}
