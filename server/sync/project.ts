/** Least data: what of a row a person may see. The one place that decides it, for pages and for histories. */
import type { AnyRow } from '../../shared/entities.ts';
import type { ReorderMark } from '../../shared/reorders.ts';
import type { Actor } from './actor.ts';

/** A member's phone does not learn who did what, apart from its own person, nor what things cost. */
export function project<Row extends AnyRow>(row: Row, { role, personId }: Actor): Row {
  if (role !== 'member') return row;
  let seen: Row = row;
  if ('personId' in row && row.personId !== personId) seen = { ...seen, personId: null };
  if ('decidedBy' in row && row.decidedBy !== personId) seen = { ...seen, decidedBy: null };
  if ('marks' in row)
    seen = { ...seen, marks: row.marks.map((mark) => unnamed<typeof mark>(mark, personId)) };
  if ('unitCost' in row) seen = { ...seen, unitCost: null };
  if ('price' in row) seen = { ...seen, price: null, orderLineId: null, supplierItemId: null };
  if ('borrowerId' in row && row.borrowerId !== personId)
    // A note tells whose it is as well as a name does.
    seen = { ...seen, borrowerId: null, borrowerName: '', note: '' };
  return seen;
}

function unnamed<Mark extends Pick<ReorderMark, 'personId'>>(mark: Mark, personId: string): Mark {
  // What was written with a decision is said to the requesters too; who said it is not.
  return mark.personId === personId ? mark : { ...mark, personId: null };
}
