/**
 * The movements of a loan lead back to it by their names: going out is named after the loan, and each coming
 * back ends in the loan's mark, as a loan may come back in parts, be undone, and come back again.
 *
 *   018f2c5e-7a1b-8d3c-xxxx-xxxxxxxxxxxx      UUID v8 (RFC 9562, 5.8)
 *   └ when ─────┘  └ │ └ the loan's mark
 *                    dice
 */
import { deriveId } from './derive-id.ts';
import { toId, type LoanId, type MovementId } from './ids.ts';

const versionAt = 14;
const markAt = 19;

export function makeLendingId(id: LoanId): MovementId {
  return deriveId<'movement'>(`lend ${id}`);
}

/** `fresh`: a new id, whose time and dice it takes. */
export function makeGivingBackId(id: LoanId, fresh: MovementId): MovementId {
  const dice = fresh.slice(versionAt + 1, markAt);
  return toId<'movement'>(`${fresh.slice(0, versionAt)}8${dice}${markOf(id)}`);
}

/** Answers which of these loans a movement belongs to. */
export function makeLoanFinder<Known extends { readonly id: LoanId }>(
  loans: Iterable<Known>,
): (id: MovementId) => Known | undefined {
  const byLending = new Map<string, Known>();
  const byMark = new Map<string, Known>();
  for (const loan of loans) {
    byLending.set(makeLendingId(loan.id), loan);
    byMark.set(markOf(loan.id), loan);
  }
  return (id) => byLending.get(id) ?? byMark.get(id.slice(markAt));
}

function markOf(id: LoanId): string {
  return deriveId<'movement'>(`back ${id}`).slice(markAt);
}
