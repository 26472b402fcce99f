/** Which lines of a history one wants to see. A line that takes another back is of the other's kind. */
import type { MovementReason } from '../../shared/entities.ts';
import type { ItemId, LocationId, PersonId } from '../../shared/ids.ts';
import type { HistoryLine } from './history.ts';

export const historyKinds = [
  'use',
  'return',
  'add',
  'receive',
  'move',
  'count',
  'correction',
  'loss',
  'damage',
  'lend',
  'lendBack',
] as const satisfies readonly (MovementReason | 'count')[];
export type HistoryKind = (typeof historyKinds)[number];

export interface HistoryFilters {
  /** None means all. */
  readonly kinds: readonly HistoryKind[];
  readonly personId: PersonId | null;
  /** Days of the calendar here, such as "2026-05-01"; both count. */
  readonly since: string;
  readonly until: string;
  readonly placeId: LocationId | null;
  readonly itemId: ItemId | null;
  readonly isTakenBack: boolean;
  /** After it there was less than nothing. */
  readonly isBelowZero: boolean;
}

export const noHistoryFilters: HistoryFilters = {
  kinds: [],
  personId: null,
  since: '',
  until: '',
  placeId: null,
  itemId: null,
  isTakenBack: false,
  isBelowZero: false,
};

export function countHistoryFilters(filters: HistoryFilters): number {
  const { kinds, personId, since, until, placeId, itemId, isTakenBack, isBelowZero } = filters;
  const isSet = [
    kinds.length > 0,
    personId !== null,
    since !== '' || until !== '',
    placeId !== null,
    itemId !== null,
    isTakenBack,
    isBelowZero,
  ];
  return isSet.filter(Boolean).length;
}

export function historyKindOf(line: HistoryLine): HistoryKind {
  return line.kind === 'count' ? 'count' : line.movement.effectiveReason;
}

/** Midnight at which a day begins here, whichever side of a change of clocks it lies. */
export function dayStart(day: string, daysLater = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).getTime();
}

/** `placeIds`: the chosen place and all that lie in it. */
export function filterLines(
  lines: readonly HistoryLine[],
  filters: HistoryFilters,
  placeIds: ReadonlySet<LocationId> | null,
): readonly HistoryLine[] {
  const { kinds, personId, since, until, itemId, isTakenBack, isBelowZero } = filters;
  const from = since === '' ? -Infinity : dayStart(since);
  const to = until === '' ? Infinity : dayStart(until, 1);
  const wanted: ReadonlySet<HistoryKind> = new Set(kinds);
  return lines.filter(
    (line) =>
      line.at >= from &&
      line.at < to &&
      (wanted.size === 0 || wanted.has(historyKindOf(line))) &&
      (personId === null || line.personId === personId) &&
      (itemId === null || line.itemId === itemId) &&
      (placeIds === null || placesOf(line).some((place) => placeIds.has(place))) &&
      (!isTakenBack || (line.kind === 'movement' && line.undo.takenBack !== null)) &&
      (!isBelowZero || isBelow(line)),
  );
}

function placesOf(line: HistoryLine): LocationId[] {
  if (line.kind === 'count') return [line.locationId];
  const { fromLocationId, toLocationId } = line.movement;
  return [fromLocationId, toLocationId].filter((id) => id !== null);
}

function isBelow({ level, legs }: HistoryLine): boolean {
  return (level ?? 0) < 0 || legs.some(({ after }) => (after ?? 0) < 0);
}
