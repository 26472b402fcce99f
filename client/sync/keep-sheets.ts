/**
 * Fetches safety data sheets before anybody asks for them, the latest named first, one after the other, as many as
 * shared/kept-sheets.ts says. What is here is not fetched again; what no item names any more is let go. A sheet that is
 * still on somebody's phone is asked for again, ever more rarely.
 */
import { readNamedSheets } from '../db/read-named-sheets.ts';
import { withReopen } from '../db/with-reopen.ts';
import type { SheetFile } from '../../shared/entities.ts';
import { keptSheetBytesMax, keptSheetsMax } from '../../shared/kept-sheets.ts';
import { sheetPath } from '../../shared/sheets.ts';
import type { PictureParts } from './picture-errands.ts';

const firstRetryMs = 60_000;
/** Also how soon what the browser has cleared meanwhile is noticed. */
const retryMsMax = 60 * 60_000;

export interface SheetKeeper {
  keep(signal: AbortSignal): Promise<void>;
}

export function makeSheetKeeper({ db, environment, sheets }: PictureParts): SheetKeeper {
  /** Where the last complete look stood: without other sheets there is nothing to do before `nextAt`. */
  let seen = { wanted: '', nextAt: 0 };
  /** Not there when they were asked for. The next start asks at once. */
  const absent = new Map<string, { readonly delayMs: number; readonly nextAt: number }>();

  function noteAbsent(path: string): void {
    const before = absent.get(path)?.delayMs;
    const delayMs = before === undefined ? firstRetryMs : Math.min(before * 2, retryMsMax);
    absent.set(path, { delayMs, nextAt: environment.nowMs() + delayMs });
  }

  /** False: broken off, or no network. */
  async function fetchMissing(paths: readonly string[], signal: AbortSignal): Promise<boolean> {
    for (const path of paths) {
      if (environment.nowMs() < (absent.get(path)?.nextAt ?? 0)) continue;
      const fetched = await sheets.fetch(path, signal);
      if (signal.aborted || fetched === 'unreachable') return false;
      if (fetched === 'none') noteAbsent(path);
      else absent.delete(path);
    }
    return true;
  }

  return {
    async keep(signal) {
      const named = await withReopen(db, () => readNamedSheets(db));
      const wanted = chooseWanted(named).map(({ sha256 }) => sheetPath(sha256));
      const names = wanted.join('\n');
      if (names === seen.wanted && environment.nowMs() < seen.nextAt) return;
      const kept = await sheets.readKept();
      if (kept === null) return;
      const all = new Set(named.map(({ sha256 }) => sheetPath(sha256)));
      const unnamed = [...kept].filter((path) => !all.has(path));
      if (unnamed.length > 0) await sheets.forget(unnamed);
      const missing = wanted.filter((path) => !kept.has(path));
      if (!(await fetchMissing(missing, signal))) return;
      const dues = missing.map((path) => absent.get(path)?.nextAt ?? Infinity);
      const nextAt = Math.min(environment.nowMs() + retryMsMax, ...dues);
      seen = { wanted: names, nextAt };
    },
  };
}

/** The first ones, as long as they fit together; one that is too large does not hold up smaller ones. */
function chooseWanted(named: readonly SheetFile[]): readonly SheetFile[] {
  let bytesLeft = keptSheetBytesMax;
  return named
    .filter(({ bytes }) => {
      const fits = bytes <= bytesLeft;
      if (fits) bytesLeft -= bytes;
      return fits;
    })
    .slice(0, keptSheetsMax);
}
