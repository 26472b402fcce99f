/** The loans in sight as a table, for staff who write to borrowers or keep a file. Days and figures as machines read them. */
import { saveAsFile } from '../../../device/share.ts';
import { daysOverdue, stillOut, type KnownLoan } from '../../../state/loans.ts';
import { toCsv } from '../../../state/to-csv.ts';
import { toDay } from '../../../state/to-day.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import type { App } from '../../app-context.ts';
import { borrowerWords, type LoanView } from '../../words/loan-words.ts';
import { placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export function saveLoansCsv(app: App, loans: readonly KnownLoan[], view: LoanView): void {
  const w = screenWords.value.loans;
  saveAsFile(w.screen.csvName(view.today), makeLoansCsv(app, loans, view), 'text/csv');
}

function makeLoansCsv(app: App, loans: readonly KnownLoan[], view: LoanView): string {
  const w = screenWords.value.loans.csv;
  const ownName = app.session.peek()?.personName ?? '';
  const head = [
    w.item,
    w.sku,
    w.quantity,
    w.stillOut,
    w.unit,
    w.borrower,
    w.lent,
    w.due,
    w.overdueDays,
    w.state,
    w.returned,
    w.from,
    w.lot,
    w.expiry,
    w.conditionOut,
    w.conditionBack,
    w.note,
  ];
  const rows = loans.map(({ loan, item }): readonly string[] => [
    item?.name ?? '',
    item?.sku ?? '',
    quantityToText(loan.quantity),
    quantityToText(stillOut(loan)),
    item?.unit ?? '',
    loan.borrowerId === view.ownId ? ownName : (borrowerWords(loan, view) ?? ''),
    toDay(loan.lentAt),
    loan.dueOn,
    String(daysOverdue(loan, view.today)),
    w.states[loan.state],
    loan.returnedAt === null ? '' : toDay(loan.returnedAt),
    placePath(app.locations.peek(), loan.fromLocationId),
    loan.lot,
    loan.expiry,
    loan.conditionOut,
    loan.conditionBack,
    loan.note,
  ]);
  return toCsv([head, ...rows]);
}
