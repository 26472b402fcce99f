/**
 * The state of a form that changes stock: where, which batch, how much, what for. It proposes what is most likely, says
 * what the figure becomes, and follows the stock while it is open, so that nobody decides on yesterday's numbers.
 */
import { useState } from 'preact/hooks';
import type { Batch } from '../../../../shared/batches.ts';
import type { Item, Stock } from '../../../../shared/entities.ts';
import { unplaced, type LocationId } from '../../../../shared/ids.ts';
import type { Quantity } from '../../../../shared/quantity.ts';
import { emptyContext, readDeedContext, type DeedContext } from '../../../state/deed-context.ts';
import { isOutgoing, wayOf, type DeedName } from '../../../state/deed-kinds.ts';
import { likelyGoal, likelySource } from '../../../state/likely-place.ts';
import { quantityAt, quantityIn } from '../../../state/stock-by-place.ts';
import { useApp, type App } from '../../app-context.ts';
import { useLive } from '../../use-live.ts';
import { oneUnit, useAmount, type Amount } from './use-amount.ts';
import { useBatchChoice, type BatchChoice } from './use-batch-choice.ts';

export interface DeedSource {
  readonly deed: DeedName;
  readonly item: Item;
  readonly stock: readonly Stock[];
  /** Where one is. */
  readonly at?: LocationId | undefined;
  /** What a scanned code stands for. */
  readonly amount?: Quantity | undefined;
  readonly batch?: Batch | undefined;
}

export interface DeedForm {
  readonly context: DeedContext;
  readonly place: LocationId;
  readonly goal: LocationId;
  readonly isLess: boolean;
  readonly amount: Amount;
  readonly batch: BatchChoice;
  readonly purpose: string;
  readonly note: string;
  /** Of this batch at this place, by the books. */
  readonly before: Quantity;
  /** The same once it is done; as `before` while the amount cannot be read. */
  readonly after: Quantity;
  readonly setPlace: (place: LocationId) => void;
  readonly setGoal: (place: LocationId) => void;
  readonly setLess: (isLess: boolean) => void;
  readonly setPurpose: (purpose: string) => void;
  readonly setNote: (note: string) => void;
}

export function useDeedForm(source: DeedSource): DeedForm {
  const { deed, item, stock } = source;
  const app = useApp();
  const context = useLive((db) => readDeedContext(db, item.id), [item.id]) ?? emptyContext;
  const [first] = useState(() => likelyEnds(app, source));
  const [place, setPlace] = useState(first.place);
  const [goal, setGoal] = useState(first.goal);
  const [isLess, setLess] = useState(true);
  const [purpose, setPurpose] = useState('');
  const [note, setNote] = useState('');
  const batch = useBatchChoice({
    deed,
    isOutgoing: isOutgoing(deed, isLess),
    stock,
    place,
    given: source.batch,
  });
  const before = batch.batch === undefined ? 0 : quantityIn(stock, place, batch.batch);
  const amount = useAmount(proposedAmount(source, before), deed === 'count' ? 0 : 1);
  const change = amount.read.ok ? amount.read.value : 0;
  return {
    context,
    place,
    goal,
    isLess,
    amount,
    batch,
    purpose,
    note,
    before,
    after: !amount.read.ok
      ? before
      : deed === 'count'
        ? change
        : before + (isOutgoing(deed, isLess) ? -change : change),
    setPlace: (wanted) => {
      setPlace(wanted);
      // What was counted or moved there says nothing of what lies here.
      if (deed === 'count' || deed === 'move') amount.reset();
    },
    setGoal,
    setLess,
    setPurpose,
    setNote,
  };
}

function proposedAmount({ deed, amount }: DeedSource, before: Quantity): Quantity {
  if (deed === 'count') return Math.max(0, before);
  if (amount !== undefined) return amount;
  return deed === 'move' && before > 0 ? before : oneUnit;
}

interface Ends {
  readonly place: LocationId;
  readonly goal: LocationId;
}

function likelyEnds(app: App, { deed, item, stock, at }: DeedSource): Ends {
  const way = wayOf[deed];
  if (way === 'across') return likelyMove(app, { item, stock, at });
  const place = at ?? (way === 'in' ? goalInUse(app, item, stock) : likelySource(item, stock));
  return { place, goal: place };
}

/** Where one is: from there if some lies there, else to there. */
function likelyMove(
  app: App,
  { item, stock, at }: Pick<DeedSource, 'item' | 'stock' | 'at'>,
): Ends {
  const isSource = at !== undefined && quantityAt(stock, at) > 0;
  const place = isSource ? at : likelySource(item, stock);
  const { living } = app.locations.peek();
  const other = living.find(({ row }) => row.active && row.id !== place)?.row.id ?? unplaced;
  const home = item.homeLocationId;
  const isHomeElsewhere = home !== null && home !== place && isInUse(app, home);
  const goal = at !== undefined && at !== place ? at : isHomeElsewhere ? home : other;
  return { place, goal };
}

/** Nothing new goes by itself to where nobody puts things any more. */
function goalInUse(app: App, item: Item, stock: readonly Stock[]): LocationId {
  const goals = [likelyGoal(item, stock), likelySource({ homeLocationId: null }, stock)];
  return goals.find((id) => isInUse(app, id)) ?? unplaced;
}

function isInUse({ locations }: App, id: LocationId): boolean {
  const row = locations.peek().row(id);
  return row === undefined || (row.active && row.deletedAt === null);
}
