/**
 * Taking back and taking back the taking back: each is a movement that names the one before it.
 *
 *     took 3 ◀── taken back ◀── done again ◀── …     the last one decides whether the first one stands
 *
 * The first undo of a movement has a name that follows from it (derive-id.ts), so to take it back a second time
 * is to take back what undid the first undo: always the end of the chain.
 */
import type { Movement } from '../../shared/entities.ts';
import type { MovementId, PersonId } from '../../shared/ids.ts';
import { stampToMs } from '../../shared/stamps.ts';

export interface TakenBack {
  readonly at: number;
  readonly personId: PersonId | null;
}

export interface Chain {
  /** 0 for what was done itself, 1 for what takes it back, 2 for what lets it stand again, and so on. */
  readonly depth: number;
  /** By whom and when, if it does not stand any more. */
  readonly takenBack: TakenBack | null;
  /**
   * What would be taken back next, and what that is to the one who looks at this line: `undo` makes the line
   * undone, `redo` makes it stand again. Null where it is not for this line to say, such as of a loan.
   */
  readonly next: { readonly deed: 'undo' | 'redo'; readonly movement: Movement } | null;
}

export function chainsOf(movements: readonly Movement[]): (movement: Movement) => Chain {
  const undosOf = new Map<MovementId, Movement[]>();
  for (const movement of movements) {
    if (movement.undoes === null) continue;
    undosOf.set(movement.undoes, [...(undosOf.get(movement.undoes) ?? []), movement]);
  }
  const byId = new Map(movements.map((movement) => [movement.id, movement]));
  /** Of one whose target is not here it is at least known that it takes something back. */
  function depthOf({ undoes }: Movement): number {
    const target = undoes === null ? undefined : byId.get(undoes);
    return undoes === null ? 0 : target === undefined ? 1 : 1 + depthOf(target);
  }
  /** What holds it undone. Two phones of older code may both have undone one movement. */
  function undoneBy({ id }: Movement): Movement | undefined {
    return undosOf.get(id)?.find((undo) => undoneBy(undo) === undefined);
  }
  function endOf(movement: Movement): Movement {
    const undo = undosOf.get(movement.id)?.at(0);
    return undo === undefined ? movement : endOf(undo);
  }
  return (movement) => {
    const undo = undoneBy(movement);
    const takenBack =
      undo === undefined ? null : { at: stampToMs(undo.stamp), personId: undo.personId };
    const next: Chain['next'] = isOfLoan(movement)
      ? null
      : undo === undefined
        ? { deed: 'undo', movement: endOf(movement) }
        : { deed: 'redo', movement: endOf(undo) };
    return { depth: depthOf(movement), takenBack, next };
  };
}

/** What is lent and comes back is taken back where the loan is: there it has two sides. */
function isOfLoan({ effectiveReason }: Movement): boolean {
  return effectiveReason === 'lend' || effectiveReason === 'lendBack';
}
