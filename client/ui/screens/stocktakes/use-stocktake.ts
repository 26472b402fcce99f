/** A stocktake as this phone knows it, followed while a screen is open: to count in it, and to review it. */
import { useMemo, useRef } from 'preact/hooks';
import type { Stocktake, Tally } from '../../../../shared/entities.ts';
import type { ClientId } from '../../../../shared/ids.ts';
import type { StocktakeScope } from '../../../../shared/stocktake-scope.ts';
import { reviewStocktake, type PlaceReview } from '../../../../shared/stocktake-review.ts';
import type { ListedItem } from '../../../state/listed-item.ts';
import {
  readBins,
  readOwnCounter,
  readReviewedRows,
  readStocktake,
  readTalliesOf,
  type ReviewedRows,
} from '../../../state/read-stocktake.ts';
import { scopeOf } from '../../../state/scope-of.ts';
import { makeStocktakeActions, type StocktakeActions } from '../../../state/stocktake-actions.ts';
import { useApp } from '../../app-context.ts';
import { useActions, type UseActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';

export interface KnownStocktake {
  /** Undefined while it is being read; null where there is none of this id. */
  readonly stocktake: Stocktake | null | undefined;
  readonly scope: StocktakeScope | undefined;
  readonly tallies: readonly Tally[] | undefined;
  /** Null before this phone has said anything. */
  readonly own: ClientId | null;
  readonly itemsById: ReadonlyMap<string, ListedItem>;
}

export interface Counting extends KnownStocktake {
  /** Undefined while they are being read. In the order of the tree of places. */
  readonly places: readonly PlaceReview[] | undefined;
}

export function useKnownStocktake(id: string): KnownStocktake {
  const { locations, categories, items } = useApp();
  const stocktake = useLive((db) => readStocktake(db, id), [id]);
  const tallies = useLive((db) => readTalliesOf(db, id), [id]);
  const own = useLive(readOwnCounter, []) ?? null;
  const trees = { locations: locations.value, categories: categories.value };
  const scope = useMemo(
    () => (stocktake ? scopeOf(stocktake, trees) : undefined),
    [stocktake, trees.locations, trees.categories],
  );
  const itemsById = useMemo(
    () => new Map((items.value ?? []).map((item) => [item.id, item])),
    [items.value],
  );
  return { stocktake, scope, tallies, own, itemsById };
}

/** For who counts: the books as they are now are enough, and quick to read. */
export function useCounting(id: string): Counting {
  const known = useKnownStocktake(id);
  const { scope } = known;
  const stocks = useHeld(useLive(async (db) => scope && (await readBins(db, scope)), [scope]));
  const facts = useMemo(() => stocks && { stocks, movements: [], counts: [] }, [stocks]);
  return { ...known, places: usePlaces(known, facts && { ...facts, isWhole: false }, [facts]) };
}

export interface Review extends Counting {
  readonly rows: ReviewedRows | undefined;
}

export function useReview(id: string): Review {
  const known = useKnownStocktake(id);
  const { scope, tallies } = known;
  const read = useLive(
    async (db) => scope && tallies && (await readReviewedRows(db, scope, tallies)),
    [scope, tallies],
  );
  const rows = useHeld(read);
  return { ...known, rows, places: usePlaces(known, rows, [rows]) };
}

/** What was read last, while it is read anew: a tally that comes in must not empty the screen. */
function useHeld<Value>(value: Value | undefined): Value | undefined {
  const held = useRef(value);
  if (value !== undefined) held.current = value;
  return held.current;
}

function usePlaces(
  known: KnownStocktake,
  facts: Omit<ReviewedRows, 'costs'> | undefined,
  changed: readonly unknown[],
): readonly PlaceReview[] | undefined {
  const { items, locations } = useApp();
  const { stocktake, scope, tallies, itemsById } = known;
  const tree = locations.value;
  return useMemo(() => {
    if (!stocktake || scope === undefined || tallies === undefined) return undefined;
    if (facts === undefined || items.value === undefined) return undefined;
    const living = new Map([...itemsById.values()].map((item) => [item.id, item]));
    const places = reviewStocktake({ stocktake, scope, tallies, items: living, ...facts });
    const orderById = new Map(tree.nodes.map(({ row }, at) => [row.id, at]));
    const orderOf = ({ locationId }: PlaceReview): number => orderById.get(locationId) ?? Infinity;
    return places.toSorted((one, other) => orderOf(one) - orderOf(other) || 0);
  }, [stocktake, scope, tallies, itemsById, tree, ...changed]);
}

export interface UseStocktakeActions extends UseActions {
  readonly does: StocktakeActions;
}

export function useStocktakeActions(): UseStocktakeActions {
  const app = useApp();
  const doer = useActions();
  return useMemo(() => {
    const { record } = doer.actions;
    return { ...doer, does: makeStocktakeActions({ db: app.db, moment: app.moment, record }) };
  }, [app, doer]);
}
