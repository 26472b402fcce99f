/**
 * What a scan does on the scan screen: shows the card, or adds to the running list at the right place, asking where that
 * is not clear. Scans are taken one after the other; while something is asked, none is.
 */
import { signal, type Signal } from '@preact/signals';
import type { Item, Stock } from '../../../../shared/entities.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import type { RawCode, ScannedCode } from '../../../../shared/scanned-code.ts';
import type { Feedback } from '../../../device/feedback.ts';
import { choosePlace, type PlaceAnswer } from '../../../state/choose-place.ts';
import type { FoundItem } from '../../../state/find-code.ts';
import type { ListMode, ScanLine } from '../../../state/scan-line.ts';
import type { ScanSession } from '../../../state/scan-session.ts';
import type { App } from '../../app-context.ts';
import { showToast } from '../../parts/toast.tsx';
import { failureWords } from '../../words/failure-words.ts';
import { placeName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { amountOf, remarksOf } from './code-remarks.ts';
import { readCode, shownCode } from './shown-code.ts';

/** A scan that waits for an answer. */
export interface AskedPlace {
  readonly mode: ListMode;
  readonly item: Item;
  readonly stock: readonly Stock[];
  readonly answer: Extract<PlaceAnswer, { readonly kind: 'ask' }>;
  readonly choose: (place: LocationId) => void;
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
}

export class ScanTaker {
  readonly asked: Signal<AskedPlace | null> = signal(null);
  /** The newest line, for whoever does not look. */
  readonly latest: Signal<ScanLine | null> = signal(null);
  readonly #source: ScanTakerSource;
  #line: Promise<void> = Promise.resolve();

  constructor(source: ScanTakerSource) {
    this.#source = source;
  }

  take(raw: RawCode): void {
    this.#next(() => this.#take(raw));
  }

  #next(run: () => Promise<void>): void {
    this.#line = this.#line.then(run).catch(this.#source.app.onTrouble);
  }

  async #take(raw: RawCode): Promise<void> {
    const { app, session, feedback } = this.#source;
    if (this.asked.peek() !== null) return feedback.unknown();
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
    const { app, session, feedback } = this.#source;
    const { found, code, mode } = scan;
    const { item } = found;
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
    const done = await session.add({ mode, item, amount, placeId, fromId, remarks });
    if (!done.ok) return showToast({ text: failureWords(done.failure) });
    feedback.ok();
    this.latest.value = done.value.line;
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

  #answer(scan: Scan, end: 'place' | 'from', place: LocationId): void {
    this.asked.value = null;
    // Where things go stays so for all that follow.
    if (scan.mode === 'move' && end === 'place') this.#source.session.here.value = place;
    this.#next(() => this.#add({ ...scan, [end]: place }));
  }
}
