/**
 * A visit with the scanner: what a code does now, where one stands, and the running list of what was done. Every scan is
 * durable when it shows: movements as facts, one by one; a count goes on as a tally that is kept on this phone with each
 * scan, and becomes one fact when one moves on. Whatever is killed, nothing that was scanned is lost.
 *
 *   scan ─▶ same item and place as a line? ──yes──▶ adds up
 *                      └─no─▶ the open count is recorded ─▶ a new line on top
 */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { isSameBatch, type Batch } from '../../shared/batches.ts';
import { makeStockId, type LocationId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { fail, succeed } from '../../shared/result.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { makeId, readMeta, writeMeta, type Moment } from '../db/meta.ts';
import type { Actions, Deed, Done } from './actions.ts';
import {
  isSameLine,
  makeLine,
  noRemarks,
  planChange,
  type CodeRemarks,
  type LineThing,
  type ScanLine,
  type ScanMode,
} from './scan-line.ts';

export interface ScanSessionSource {
  readonly db: LocalDatabase;
  readonly moment: () => Moment;
  readonly actions: Pick<Actions, 'record' | 'count'>;
  readonly onTrouble: (error: unknown) => void;
}

export interface ScannedThing extends Omit<LineThing, 'purpose'> {
  readonly amount: Quantity;
  readonly remarks?: CodeRemarks;
}

export type LineDone = Done & { readonly line: ScanLine };

export class ScanSession {
  readonly mode: Signal<ScanMode> = signal('lookUp');
  /** "I am here". */
  readonly here: Signal<LocationId | null> = signal(null);
  /** What everything is for that is scanned from now on; "" for nothing in particular. */
  readonly purpose: Signal<string> = signal('');
  readonly #lines = signal<readonly ScanLine[]>([]);
  readonly #source: ScanSessionSource;
  #nextKey = 1;
  /** One after the other: a scan that comes while the last one is being written finds its line. */
  #line: Promise<unknown> = Promise.resolve();

  constructor(source: ScanSessionSource) {
    this.#source = source;
  }

  /** The newest first. */
  get lines(): ReadonlySignal<readonly ScanLine[]> {
    return this.#lines;
  }

  add(thing: ScannedThing): Deed<LineDone> {
    return this.#deed(async () => {
      const same = this.#lines
        .peek()
        .find((line) => line.state !== 'undone' && isSameLine(line, this.#withPurpose(thing)));
      const moved = await this.#moveOn(same);
      if (!moved.ok) return moved;
      const line = same ?? (await this.#newLine(thing));
      const quantity = (same?.quantity ?? 0) + thing.amount;
      return await this.#become(
        { ...line, scans: line.scans + 1, remarks: thing.remarks ?? noRemarks },
        quantity,
      );
    });
  }

  /** Sets what the line amounts to, at once. A step is one from what the line then is: two quick taps are two pieces. */
  change(
    key: number,
    wanted: Quantity | ((now: Quantity) => Quantity),
  ): Deed<LineDone> | undefined {
    const known = this.#lines.peek().some((line) => line.key === key && line.state !== 'undone');
    if (!known) return undefined;
    return this.#deed(() => {
      const line = this.#must(key);
      const quantity = typeof wanted === 'number' ? wanted : wanted(line.quantity);
      // It is not being counted any more: the figure was wrong, and is a fact again.
      const isFact = line.mode === 'count' && line.state === 'recorded';
      return isFact ? this.#recordCount({ ...line, quantity }) : this.#become(line, quantity);
    });
  }

  /** It was another batch: what the line has done is taken back, and done anew with this one. */
  changeBatch(key: number, batch: Batch): Deed<LineDone> | undefined {
    const known = this.#lines.peek().find((line) => line.key === key && line.state !== 'undone');
    if (known === undefined) return undefined;
    return this.#deed(async () => {
      const line = this.#must(key);
      if (line.state === 'undone') return succeed({ undo: [], line });
      if (isSameBatch(line.batch, batch))
        return succeed({ undo: [], line: this.#put({ ...line, isBatchChosen: true }) });
      const before = await this.#before({ ...line, batch });
      const anew: ScanLine = { ...line, batch, before, isBatchChosen: true };
      if (line.mode !== 'count') return await this.#moveTo(line, anew);
      if (line.state === 'open') return await this.#become(anew, line.quantity);
      const undone = await this.#source.actions.record(line.undo);
      return undone.ok ? await this.#recordCount(anew) : undone;
    });
  }

  /** Takes back all that the line has done. */
  undo(key: number): Deed<LineDone> {
    return this.#deed(async () => {
      const line = this.#must(key);
      if (line.state === 'undone') return succeed({ undo: [], line });
      const { drafts } = planChange(line, 0, this.#newId);
      const back = line.mode === 'count' ? line.undo : drafts;
      const undone = await this.#source.actions.record(back);
      if (!undone.ok) return undone;
      if (line.state === 'open') await writeMeta(this.#source.db, 'openCount', null);
      return succeed({ undo: [], line: this.#put({ ...line, state: 'undone' }) });
    });
  }

  /** Records the count that goes on, if one does: another thing is scanned, or the person leaves. */
  finishCount(): Deed<Done & { readonly line?: ScanLine }> {
    return this.#deed(() => this.#moveOn(undefined));
  }

  /** A count that was going on when the app was closed or killed is on top again. */
  async restore(): Promise<void> {
    const { db } = this.#source;
    await this.#inLine(async () => {
      const open = await readMeta(db, 'openCount');
      if (open === null || this.#open !== undefined) return;
      const item = await db.item.get(open.itemId);
      if (item === undefined) return;
      const { locationId: placeId, quantity, before, lot = '', expiry = '' } = open;
      const batch = { lot, expiry };
      const facts = { mode: 'count', item, placeId, fromId: null, batch } as const;
      this.#put({ ...this.#emptyLine(facts), quantity, before });
    });
  }

  clear(): void {
    this.#lines.value = this.#lines.peek().filter(({ state }) => state === 'open');
  }

  get #open(): ScanLine | undefined {
    return this.#lines.peek().find(({ state }) => state === 'open');
  }

  async #moveOn(to: ScanLine | undefined): Deed<Done & { readonly line?: ScanLine }> {
    const open = this.#open;
    return open === undefined || open.key === to?.key
      ? succeed({ undo: [] })
      : await this.#recordCount(open);
  }

  async #become(line: ScanLine, quantity: Quantity): Deed<LineDone> {
    const { db, actions } = this.#source;
    if (line.mode === 'count') {
      const { item, placeId, before, batch } = line;
      const open = { itemId: item.id, locationId: placeId, ...batch, quantity, before };
      await writeMeta(db, 'openCount', open);
      return succeed({ undo: [], line: this.#put({ ...line, quantity, state: 'open' }) });
    }
    const { drafts, movements } = planChange(line, quantity, this.#newId);
    const done = await actions.record(drafts);
    if (!done.ok) return done;
    // No more comes back than was out.
    const reached = movements.reduce((sum, each) => sum + each.quantity, 0);
    return succeed({ undo: [], line: this.#put({ ...line, quantity: reached, movements }) });
  }

  async #recordCount(line: ScanLine): Deed<LineDone> {
    const { db, actions } = this.#source;
    const { item, placeId, quantity, before, batch } = line;
    const at = { locationId: placeId, quantity: before };
    const done = await actions.count({ itemId: item.id, quantity, at, batch });
    if (!done.ok) return done;
    // Killed between the two, it is offered again: the same figure twice does no harm.
    if (line.state === 'open') await writeMeta(db, 'openCount', null);
    const { undo } = done.value;
    return succeed({ undo, line: this.#put({ ...line, undo, state: 'recorded' }) });
  }

  /** One transaction: there is no moment at which it was neither. */
  async #moveTo(line: ScanLine, anew: ScanLine): Deed<LineDone> {
    const back = planChange(line, 0, this.#newId);
    const again = planChange({ ...anew, movements: [] }, line.quantity, this.#newId);
    const done = await this.#source.actions.record([...back.drafts, ...again.drafts]);
    if (!done.ok) return done;
    return succeed({ undo: [], line: this.#put({ ...anew, movements: again.movements }) });
  }

  async #newLine(thing: ScannedThing): Promise<ScanLine> {
    const line = this.#emptyLine(this.#withPurpose(thing));
    return { ...line, before: await this.#before(line) };
  }

  async #before({ item, placeId, batch }: ScanLine): Promise<Quantity> {
    const stock = await this.#source.db.stock.get(makeStockId(item.id, placeId, batch));
    return stock?.quantity ?? 0;
  }

  /** A count is for nothing: it says what is so. */
  #withPurpose(thing: ScannedThing): LineThing {
    return { ...thing, purpose: thing.mode === 'count' ? '' : this.purpose.peek() };
  }

  #emptyLine(thing: LineThing): ScanLine {
    return makeLine(this.#nextKey++, thing);
  }

  /** In its place, or on top where it is new. */
  #put(line: ScanLine): ScanLine {
    const lines = this.#lines.peek();
    const isKnown = lines.some(({ key }) => key === line.key);
    this.#lines.value = isKnown
      ? lines.map((each) => (each.key === line.key ? line : each))
      : [line, ...lines];
    return line;
  }

  #must(key: number): ScanLine {
    const line = this.#lines.peek().find((each) => each.key === key);
    if (line === undefined) throw new Error(`Expected line ${key} of the running list`);
    return line;
  }

  /** As `Actions.record`: a phone that cannot store is told of, not thrown at the screen. */
  #deed<Value extends Done>(run: () => Deed<Value>): Deed<Value> {
    return this.#inLine(async () => {
      try {
        return await run();
      } catch (error) {
        this.#source.onTrouble(error);
        const detail = error instanceof Error ? error.message : String(error);
        return fail({ kind: 'notSaved', detail });
      }
    });
  }

  #inLine<Value>(run: () => Promise<Value>): Promise<Value> {
    const done = this.#line.then(run, run);
    this.#line = done.catch(() => undefined);
    return done;
  }

  #newId = <Name extends string>() => makeId<Name>(this.#source.moment());
}
