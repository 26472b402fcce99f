/**
 * What a scan does on the scan screen: shows the card, or adds to the running list at the right place, asking where that
 * is not clear. Scans are taken one after the other; while something is asked, none is.
 */
import { signal, type Signal } from '@preact/signals';
import type { Batch } from '../../../../shared/batches.ts';
import type { Item, Loan, Stock } from '../../../../shared/entities.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import type { Quantity } from '../../../../shared/quantity.ts';
import type { RawCode, ScannedCode } from '../../../../shared/scanned-code.ts';
import type { Feedback } from '../../../device/feedback.ts';
import { choosePlace, type PlaceAnswer } from '../../../state/choose-place.ts';
import { chooseScanBatch, type BatchAnswer } from '../../../state/choose-scan-batch.ts';
import type { FoundItem } from '../../../state/find-code.ts';
import { readExpectedLines, type ExpectedLine } from '../../../state/order-choices.ts';
import type { ListMode, ScanLine } from '../../../state/scan-line.ts';
import { readLoanMeant, type LineLoan } from '../../../state/scan-loan.ts';
import type { ScannedThing, ScanSession } from '../../../state/scan-session.ts';
import { isBatched } from '../../../state/stock-by-place.ts';
import { toDay } from '../../../state/to-day.ts';
import type { App } from '../../app-context.ts';
import { showToast } from '../../parts/toast.tsx';
import { failureWords } from '../../words/failure-words.ts';
import { placeName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { amountOf, batchOfRemarks, remarksOf } from './code-remarks.ts';
import { readCode, shownCode } from './shown-code.ts';

/** A scan that waits for an answer. */
export interface AskedPlace {
  readonly mode: ListMode;
  readonly item: Item;
  readonly stock: readonly Stock[];
  readonly answer: Extract<PlaceAnswer, { readonly kind: 'ask' }>;
  readonly choose: (place: LocationId) => void;
}

/** The same, where the place is clear and the batch is not. */
export interface AskedBatch {
  readonly item: Item;
  readonly stock: readonly Stock[];
  readonly place: LocationId;
  readonly options: readonly Batch[];
  readonly choose: (batch: Batch) => void;
}

/** Several loans of the thing are out. Null: none of them comes back. */
export interface AskedLoan {
  readonly item: Item;
  readonly loans: readonly Loan[];
  readonly choose: (loan: Loan | null) => void;
}

/** Something of it is expected from an order. */
export interface AskedOrder {
  readonly item: Item;
  readonly lines: readonly ExpectedLine[];
  readonly scanned: { readonly quantity: Quantity; readonly batch: Batch };
  readonly place: LocationId | null;
  /** It came without an order. */
  readonly onNone: () => void;
}

export interface ScanTakerSource {
  readonly app: App;
  readonly session: ScanSession;
  readonly feedback: Feedback;
}

interface Scan {
  readonly found: FoundItem;
  readonly code: ScannedCode;
  readonly mode: ListMode;
  /** As answered. */
  readonly place?: LocationId;
  readonly from?: LocationId;
  readonly batch?: Batch;
  readonly loan?: Loan | null;
  readonly isOfNoOrder?: boolean;
}

export class ScanTaker {
  readonly asked: Signal<AskedPlace | null> = signal(null);
  readonly askedBatch: Signal<AskedBatch | null> = signal(null);
  readonly askedLoan: Signal<AskedLoan | null> = signal(null);
  readonly askedOrder: Signal<AskedOrder | null> = signal(null);
  /** The newest line, for whoever does not look. */
  readonly latest: Signal<ScanLine | null> = signal(null);
  readonly #source: ScanTakerSource;
  #line: Promise<void> = Promise.resolve();

  constructor(source: ScanTakerSource) {
    this.#source = source;
  }

  get isAsking(): boolean {
    const all = [this.asked, this.askedBatch, this.askedLoan, this.askedOrder];
    return all.some(({ value }) => value !== null);
  }

  take(raw: RawCode): void {
    this.#next(() => this.#take(raw));
  }

  #next(run: () => Promise<void>): void {
    this.#line = this.#line.then(run).catch(this.#source.app.onTrouble);
  }

  async #take(raw: RawCode): Promise<void> {
    const { app, session, feedback } = this.#source;
    if (this.isAsking) return feedback.unknown();
    const read = await readCode(app, raw);
    const { found, code } = read;
    const mode = session.mode.peek();
    if (found.kind === 'place') {
      session.here.value = found.place.id;
      return feedback.ok();
    }
    if (found.kind === 'item' && mode !== 'lookUp')
      return this.#add({ found: found.found, code, mode });
    if (found.kind === 'item') feedback.ok();
    else feedback.unknown();
    const onItem =
      mode === 'lookUp'
        ? undefined
        : (chosen: FoundItem) => this.#next(() => this.#add({ found: chosen, code, mode }));
    shownCode.value = { ...read, onItem };
  }

  async #add(scan: Scan): Promise<void> {
    const { app, feedback } = this.#source;
    const { found, code, mode } = scan;
    const { item } = found;
    if (await this.#isOfOrder(scan)) return feedback.unknown();
    const loan = await this.#loanOf(scan);
    if (loan === 'asked') return feedback.unknown();
    if (loan?.kind === 'giveBack') return this.#giveBack(scan, loan);
    const stock = await app.db.stock.where('itemId').equals(item.id).toArray();
    const answer = choosePlace({ mode, item, stock, ...this.#placesOf(scan) });
    if (answer.kind === 'alreadyThere') {
      feedback.unknown();
      const place = placeName(app.locations.peek(), answer.place);
      return showToast({ text: screenWords.value.scan.here.alreadyThere(item.name, place) });
    }
    if (answer.kind === 'ask') {
      feedback.unknown();
      const choose = (place: LocationId): void => this.#answer(scan, answer.end, place);
      this.asked.value = { mode, item, stock, answer, choose };
      return;
    }
    const remarks = remarksOf(code);
    const { place: placeId, from: fromId } = answer;
    const amount = amountOf(found, remarks);
    const ends = { mode, placeId, fromId };
    const meant = this.#batchOf(scan, { stock, amount, ...ends });
    if (meant.kind === 'ask') {
      feedback.unknown();
      const choose = (batch: Batch): void => this.#answerBatch(scan, batch);
      this.askedBatch.value = { item, stock, place: placeId, options: meant.options, choose };
      return;
    }
    await this.#record({
      ...ends,
      item,
      amount,
      loan,
      batch: meant.batch,
      isBatched: isBatched(stock),
      isBatchChosen: scan.batch !== undefined,
      remarks,
    });
  }

  async #record(thing: ScannedThing): Promise<void> {
    const { session, feedback } = this.#source;
    const done = await session.add(thing);
    if (!done.ok) return showToast({ text: failureWords(done.failure) });
    feedback.ok();
    this.latest.value = done.value.line;
  }

  /** Asks whoever may receive; what was once put into stock without an order stays so for the rest of this item. */
  async #isOfOrder(scan: Scan): Promise<boolean> {
    const { app, session } = this.#source;
    const { mode, found, code, isOfNoOrder = false } = scan;
    if (mode !== 'receive' || isOfNoOrder || !app.may('reorder.receive')) return false;
    const { item } = found;
    const isAnswered = session.lines
      .peek()
      .some((line) => line.mode === mode && line.item.id === item.id && line.state !== 'undone');
    if (isAnswered) return false;
    const lines = await readExpectedLines(app.db, item.id);
    if (lines.length === 0) return false;
    const remarks = remarksOf(code);
    this.askedOrder.value = {
      item,
      lines,
      place: session.here.peek(),
      scanned: { quantity: amountOf(found, remarks), batch: batchOfRemarks(remarks) },
      onNone: () => {
        this.askedOrder.value = null;
        this.#next(() => this.#add({ ...scan, isOfNoOrder: true }));
      },
    };
    return true;
  }

  /** Null for a thing that is not lent, or not out. */
  async #loanOf(scan: Scan): Promise<LineLoan | null | 'asked'> {
    const { app } = this.#source;
    const { mode, loan: answer } = scan;
    const { item } = scan.found;
    const today = toDay(app.moment().nowMs);
    const ownId = app.session.peek()?.personId ?? null;
    const { loan, ask } = await readLoanMeant(app.db, { mode, item, ownId, today, answer });
    if (ask === undefined) return loan;
    const choose = (chosen: Loan | null): void => {
      this.askedLoan.value = null;
      this.#next(() => this.#add({ ...scan, loan: chosen }));
    };
    this.askedLoan.value = { item, loans: ask, choose };
    return 'asked';
  }

  /** To where one is, or where it came from. */
  #giveBack(
    { found, code }: Scan,
    loan: Extract<LineLoan, { readonly kind: 'giveBack' }>,
  ): Promise<void> {
    const remarks = remarksOf(code);
    const placeId = this.#source.session.here.peek() ?? loan.loan.fromLocationId;
    const { lot, expiry } = loan.loan;
    const what = { item: found.item, amount: amountOf(found, remarks), remarks };
    return this.#record({
      ...what,
      mode: 'return',
      placeId,
      fromId: null,
      batch: { lot, expiry },
      loan,
    });
  }

  #placesOf({ found, mode, place, from }: Scan) {
    const { session } = this.#source;
    // Answered once, it holds for the rest of this item.
    const same = session.lines
      .peek()
      .find(
        (line) => line.mode === mode && line.item.id === found.item.id && line.state !== 'undone',
      );
    return {
      here: session.here.peek(),
      place: place ?? same?.placeId,
      from: from ?? same?.fromId ?? undefined,
    };
  }

  #batchOf(
    { found, code, batch }: Scan,
    at: Pick<ScanLine, 'mode' | 'placeId' | 'fromId'> & {
      readonly stock: readonly Stock[];
      readonly amount: Quantity;
    },
  ): BatchAnswer {
    const { app, session } = this.#source;
    const { mode, placeId, fromId } = at;
    const same = session.lines
      .peek()
      .find(
        (line) =>
          line.mode === mode &&
          line.item.id === found.item.id &&
          line.placeId === placeId &&
          line.state !== 'undone',
      );
    return chooseScanBatch({
      ...at,
      place: fromId ?? placeId,
      scanned: batchOfRemarks(remarksOf(code)),
      answered: batch ?? (same?.isBatchChosen === true ? same.batch : undefined),
      today: toDay(app.moment().nowMs),
    });
  }

  #answerBatch(scan: Scan, batch: Batch): void {
    this.askedBatch.value = null;
    this.#next(() => this.#add({ ...scan, batch }));
  }

  #answer(scan: Scan, end: 'place' | 'from', place: LocationId): void {
    this.asked.value = null;
    // Where things go stays so for all that follow.
    if (scan.mode === 'move' && end === 'place') this.#source.session.here.value = place;
    this.#next(() => this.#add({ ...scan, [end]: place }));
  }
}
