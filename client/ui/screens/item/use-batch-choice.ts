/**
 * Which batch a deed is about: proposed by the place and the deed (state/choose-batch.ts), chosen by the person, or a new
 * one to be written down. Items without batches are asked nothing.
 */
import { useState } from 'preact/hooks';
import { hasBatch, isSameBatch, noBatch, type Batch } from '../../../../shared/batches.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import {
  batchesAt,
  firstToExpire,
  firstToUse,
  knownBatches,
  likelyReturn,
  toBatch,
} from '../../../state/choose-batch.ts';
import type { DeedName } from '../../../state/deed-kinds.ts';
import { isBatched, type Bin } from '../../../state/stock-by-place.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';

export interface BatchQuestion {
  readonly deed: DeedName;
  readonly isOutgoing: boolean;
  readonly stock: readonly Bin[];
  readonly place: LocationId;
  /** As a scanned code has it. */
  readonly given?: Batch | undefined;
}

export interface BatchChoice {
  /** The item is kept by batches, or this one is to be. */
  readonly isAsked: boolean;
  /** Not asked, and one could be written down all the same: of what comes in. */
  readonly canAdd: boolean;
  readonly options: readonly Batch[];
  readonly chosen: Batch | 'new';
  readonly lot: string;
  /** Null while it is no whole day. */
  readonly expiry: string | null;
  /** Undefined where what stands there is no batch. */
  readonly batch: Batch | undefined;
  readonly choose: (batch: Batch | 'new') => void;
  readonly setLot: (lot: string) => void;
  readonly setExpiry: (expiry: string | null) => void;
}

export function useBatchChoice(question: BatchQuestion): BatchChoice {
  const { deed, isOutgoing, stock, given } = question;
  const { moment } = useApp();
  const [picked, setPicked] = useState<Batch | 'new' | null>(
    given !== undefined && hasBatch(given) ? given : null,
  );
  const [lot, setLot] = useState('');
  const [expiry, setExpiry] = useState<string | null>('');
  const isAsked = isBatched(stock) || picked !== null;
  const proposed = propose(question, toDay(moment().nowMs));
  const chosen = isAsked ? (picked ?? proposed) : noBatch;
  const options = optionsOf(question, [chosen, proposed]);
  const written = expiry === null ? undefined : toBatch({ lot: lot.trim(), expiry });
  return {
    isAsked,
    canAdd: !isAsked && !isOutgoing && (deed === 'add' || deed === 'receive'),
    options,
    chosen,
    lot,
    expiry,
    batch: chosen === 'new' ? written : chosen,
    choose: setPicked,
    setLot,
    setExpiry,
  };
}

function propose({ deed, isOutgoing, stock, place }: BatchQuestion, today: string): Batch | 'new' {
  if (deed === 'take' || deed === 'move') return firstToUse({ stock, place, today });
  if (deed === 'putBack') return likelyReturn({ stock, place, today });
  if (deed === 'count') return mostDoubtful(stock, place);
  if (isOutgoing || deed === 'correct') return firstToExpire({ stock, place });
  return 'new';
}

/** What is below nothing wants to be counted before all else. */
function mostDoubtful(stock: readonly Bin[], place: LocationId): Batch {
  const doubtful = stock.find((bin) => bin.locationId === place && bin.quantity < 0);
  return doubtful === undefined ? firstToExpire({ stock, place }) : toBatch(doubtful);
}

/** What lies there first; of what comes in, or where nothing lies, all that is known; always the one without a name. */
function optionsOf(
  { deed, isOutgoing, stock, place }: BatchQuestion,
  kept: readonly (Batch | 'new')[],
): readonly Batch[] {
  const here = batchesAt(stock, place);
  const isWide = !isOutgoing || here.length === 0 || deed === 'count';
  const all = [
    ...here,
    ...(isWide ? knownBatches(stock) : []),
    ...kept.filter((each) => each !== 'new'),
    noBatch,
  ];
  return all.filter((each, at) => all.findIndex((other) => isSameBatch(each, other)) === at);
}
