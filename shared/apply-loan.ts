/**
 * Loans: a tool goes out and comes back by movements, so stock is right by the one law. What comes back is never
 * more than what is out: of two people who take the same thing back, the second one changes nothing.
 */
import { batchOf, recordMovement } from './apply-facts.ts';
import { makeUndoId } from './derive-id.ts';
import type { Loan } from './entities.ts';
import { makeLendingId } from './loan-ids.ts';
import type { MutationArgs } from './mutations.ts';
import { refuse, type Outcome } from './refusals.ts';
import type { Judgement, Rows } from './rows.ts';
import { stampToMs } from './stamps.ts';

const alreadySo: Outcome = { kind: 'superseded', because: 'alreadySo' };

export function lend(rows: Rows, args: MutationArgs<'loan.lend'>, judgement: Judgement): Outcome {
  if (rows.get('loan', args.id) !== undefined) return alreadySo;
  const { id, itemId, quantity, fromLocationId, condition, ...terms } = args;
  const batch = batchOf(args);
  const { stamp, personId, receivedAt } = judgement;
  // Without a name it is for whoever records it.
  const borrowerId = terms.borrowerId ?? (terms.borrowerName === '' ? personId : null);
  const what = { itemId, quantity, fromLocationId, ...batch };
  rows.put('loan', {
    ...terms,
    ...what,
    id,
    borrowerId,
    conditionOut: condition,
    conditionBack: '',
    lentAt: receivedAt ?? stampToMs(stamp),
    returned: 0,
    state: 'out',
    returnedAt: null,
    stamps: { '*': stamp },
    deletedAt: null,
    version: 0,
  });
  const out = { ...what, toLocationId: null, reason: 'lend', note: '', undoes: null } as const;
  return recordMovement(rows, { ...out, id: makeLendingId(id) }, judgement);
}

export function giveBack(
  rows: Rows,
  args: MutationArgs<'loan.giveBack'>,
  judgement: Judgement,
): Outcome {
  const { id, movementId, toLocationId, itemId, condition } = args;
  if (rows.get('movement', movementId) !== undefined) return alreadySo;
  const loan = rows.get('loan', id);
  // A loan that a server has lost for a while is closed by hand, later; the goods are there now.
  if (loan !== undefined && loan.itemId !== itemId)
    return refuse({ kind: 'invalid', path: 'itemId', reason: 'the item of the loan' });
  const out = loan === undefined ? args.quantity : loan.quantity - loan.returned;
  const quantity = Math.min(args.quantity, out);
  if (quantity <= 0) return alreadySo;
  if (loan !== undefined) {
    const at = judgement.receivedAt ?? stampToMs(judgement.stamp);
    rows.put('loan', {
      ...withReturned(loan, loan.returned + quantity, at),
      conditionBack: condition === '' ? loan.conditionBack : condition,
    });
  }
  // What is lost or broken comes back to no shelf: a movement without ends, which says so and can be undone.
  const reason = toLocationId === null ? 'loss' : 'lendBack';
  const back = { itemId, quantity, fromLocationId: null, toLocationId, ...batchOf(args) };
  const fact = { ...back, id: movementId, reason, note: '', undoes: null } as const;
  return recordMovement(rows, fact, judgement);
}

/** "It has not come back after all": what that very giving back has counted, once, and no more. */
export function undoGiveBack(
  rows: Rows,
  args: MutationArgs<'loan.undoGiveBack'>,
  judgement: Judgement,
): Outcome {
  const { id, movementId, itemId, toLocationId } = args;
  const undoId = makeUndoId(movementId);
  const back = rows.get('movement', movementId);
  // Where somebody else was first there is no such movement: it is theirs to say so.
  if (back === undefined || rows.get('movement', undoId) !== undefined) return alreadySo;
  const { quantity } = back;
  if (back.itemId !== itemId || back.toLocationId !== toLocationId)
    return refuse({ kind: 'invalid', path: 'movementId', reason: 'the way back of these goods' });
  const loan = rows.get('loan', id);
  if (loan !== undefined)
    rows.put('loan', withReturned(loan, Math.max(0, loan.returned - quantity), null));
  const out = { itemId, quantity, fromLocationId: toLocationId, toLocationId: null };
  const fact = { ...out, ...batchOf(args), reason: 'correction', note: '' } as const;
  return recordMovement(rows, { ...fact, id: undoId, undoes: movementId }, judgement);
}

function withReturned(loan: Loan, returned: number, at: number | null): Loan {
  const isBack = returned >= loan.quantity;
  return { ...loan, returned, state: isBack ? 'back' : 'out', returnedAt: isBack ? at : null };
}
