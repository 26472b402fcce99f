/**
 * What a code does on a shelf that is being counted: adds one, or one pack, to this phone's word on it; asks how many;
 * or leads to what is to be asked. One after the other, so that two quick scans are two.
 */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Item } from '../../../../shared/entities.ts';
import type { Quantity } from '../../../../shared/quantity.ts';
import type { RawCode, ScannedCode } from '../../../../shared/scanned-code.ts';
import { openFeedback } from '../../../device/feedback.ts';
import { batchOfCode } from '../../../state/choose-batch.ts';
import type { FoundItem } from '../../../state/find-code.ts';
import { paths } from '../../../state/route.ts';
import type { Shelf, StocktakeActions, TalliedBin } from '../../../state/stocktake-actions.ts';
import { useApp, type App } from '../../app-context.ts';
import { showToast } from '../../parts/toast.tsx';
import { failureWords } from '../../words/failure-words.ts';
import { placeName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { amountOf, remarksOf } from '../scan/code-remarks.ts';
import { codeTaker, readCode, shownCode, type ReadAndFound } from '../scan/shown-code.ts';
import { eachScan, type CountingSheet } from './counting-sheet.ts';
import { useStocktakeActions } from './use-stocktake.ts';

export interface LastScan {
  readonly item: Pick<Item, 'id' | 'name' | 'unit'>;
  readonly bin: TalliedBin;
  readonly quantity: Quantity;
}

export interface ShelfScans {
  readonly latest: ReadonlySignal<LastScan | null>;
  readonly take: (raw: RawCode) => void;
  /** Sets what was scanned last to another figure. */
  readonly correct: (quantity: Quantity) => void;
}

export interface ShelfScansSource {
  readonly shelf: Shelf;
  readonly onSheet: (sheet: CountingSheet) => void;
}

export function useShelfScans({ shelf, onSheet }: ShelfScansSource): ShelfScans {
  const app = useApp();
  const { does } = useStocktakeActions();
  const { route } = useLocation();
  const asks = useRef(onSheet);
  asks.current = onSheet;
  const { stocktakeId, locationId } = shelf;
  const [scans, feedback] = useMemo(() => {
    const opened = openFeedback({ isSilent: () => app.settings.peek()?.scanSound === false });
    const source = { app, does, shelf, feedback: opened, route };
    const ask = (sheet: CountingSheet): void => asks.current(sheet);
    return [new Scans({ ...source, ask }), opened];
  }, [stocktakeId, locationId]);
  useEffect(() => {
    codeTaker.value = (raw) => scans.take(raw);
    return () => {
      codeTaker.value = null;
      feedback.close();
    };
  }, [scans]);
  return scans;
}

interface ScansSource {
  readonly app: App;
  readonly does: StocktakeActions;
  readonly shelf: Shelf;
  readonly feedback: ReturnType<typeof openFeedback>;
  readonly route: (url: string) => void;
  readonly ask: (sheet: CountingSheet) => void;
}

class Scans implements ShelfScans {
  readonly latest: Signal<LastScan | null> = signal(null);
  readonly #source: ScansSource;
  #line: Promise<void> = Promise.resolve();

  constructor(source: ScansSource) {
    this.#source = source;
  }

  take(raw: RawCode): void {
    this.#next(async () => {
      const read = await readCode(this.#source.app, raw);
      await this.#takeFound(read);
    });
  }

  correct(quantity: Quantity): void {
    this.#next(async () => {
      const last = this.latest.peek();
      if (last === null) return;
      const done = await this.#source.does.tally(last.bin, quantity);
      if (done.ok) this.latest.value = { ...last, quantity };
      else showToast({ text: failureWords(done.failure) });
    });
  }

  #next(run: () => Promise<void>): void {
    this.#line = this.#line.then(run).catch(this.#source.app.onTrouble);
  }

  async #takeFound({ code, found }: ReadAndFound): Promise<void> {
    const { app, shelf, feedback, route, ask } = this.#source;
    const w = screenWords.peek().stocktake.place;
    switch (found.kind) {
      case 'item':
        return this.#add(found.found, code);
      case 'place':
        feedback.ok();
        if (found.place.id === shelf.locationId) return;
        showToast({ text: w.moved(placeName(app.locations.peek(), found.place.id)) });
        return route(paths.stocktakePart(shelf.stocktakeId, found.place.id));
      case 'away': {
        const [item] = found.items;
        if (item === undefined) break;
        await this.#add({ item, unitsPerScan: 1000 }, code);
        const said = item.deletedAt === null ? w.putAway : w.deletedItem;
        return showToast({ text: said(item.name) });
      }
      case 'unknown':
        feedback.unknown();
        return ask({ kind: 'unknown', code: found.value });
      case 'website':
        feedback.unknown();
        return ask({ kind: 'unknown', code: found.url });
      case 'missing':
        if (found.what === 'location') break;
        feedback.unknown();
        return ask({ kind: 'unknown', code: found.short });
      case 'several':
      case 'otherBincard':
      case 'ownJoin':
      case 'unreadable':
        break;
    }
    feedback.unknown();
    const onItem = (chosen: FoundItem): void => this.#next(() => this.#add(chosen, code));
    shownCode.value = { code, found, onItem };
  }

  async #add(found: FoundItem, code: ScannedCode): Promise<void> {
    const { app, does, shelf, feedback, ask } = this.#source;
    const { item } = found;
    const remarks = remarksOf(code);
    const { lot = '', expiry = '' } = remarks;
    const stock = await app.db.stock.where('itemId').equals(item.id).toArray();
    const place = shelf.locationId;
    const batch = batchOfCode({ lot, expiry }, { stock, place, isIncoming: false });
    if (eachScan.peek() === 'asks') {
      feedback.ok();
      return ask({ kind: 'item', itemId: item.id, batch });
    }
    const bin = { ...shelf, itemId: item.id, lot: batch.lot, expiry: batch.expiry };
    const done = await does.tallyMore(bin, amountOf(found, remarks));
    if (!done.ok) return showToast({ text: failureWords(done.failure) });
    feedback.ok();
    this.latest.value = { item, bin, quantity: done.value.quantity };
  }
}
