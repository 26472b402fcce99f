/**
 * When to send photos and safety data sheets, and to fetch those of others: after rounds that ended quietly, beside the sync loop, so that
 * neither a long upload nor a failed one ever holds up rows. A photo that did not get through is tried again by
 * itself, ever more slowly; what the rows bring (the server awaits something) comes with the next quiet round.
 */
import type { LocalDatabase } from '../db/local-database.ts';
import { assertNever } from '../../shared/result.ts';
import { makeAlarm } from './alarm.ts';
import { backoffMs } from './backoff.ts';
import type { SyncEnvironment } from './environment.ts';
import { makeSheetKeeper } from './keep-sheets.ts';
import { makeThumbnailKeeper } from './keep-thumbnails.ts';
import type { PictureLine } from './picture-line.ts';
import { rollDice } from './roll-dice.ts';
import { sendPhotos, type SendEnd } from './send-photos.ts';
import { sendSheets, settleSheets } from './send-sheets.ts';
import { settlePhotos } from './settle-photos.ts';
import type { SheetLine } from './sheet-line.ts';

export interface PictureParts {
  readonly db: LocalDatabase;
  readonly pictures: PictureLine;
  readonly sheets: SheetLine;
  readonly environment: SyncEnvironment;
}

export interface PictureErrands {
  /** All rows are here. */
  run(): void;
  /** Whatever made the last tries fail may be over. */
  forgive(): void;
  /** Breaks off, until the next `run`. */
  pause(): void;
}

export function makePictureErrands(parts: PictureParts): PictureErrands {
  const { environment } = parts;
  const keeper = makeThumbnailKeeper(parts);
  const sheetKeeper = makeSheetKeeper(parts);
  let failures = 0;
  let running: AbortController | undefined;
  let isWantedAgain = false;
  const alarm = makeAlarm(environment, () => start());

  function start(): void {
    const controller = new AbortController();
    running = controller;
    isWantedAgain = false;
    void goOnErrands(controller.signal).then((end) => {
      // Paused meanwhile, and perhaps started anew.
      if (running !== controller) return;
      running = undefined;
      if (end.kind === 'later') {
        failures += 1;
        const { retryAfterMs } = end;
        alarm.setWithin(backoffMs({ failures, retryAfterMs, dice: rollDice(environment) }));
        return;
      }
      failures = 0;
      // Signed out: the next round meets that too, and says so.
      if (isWantedAgain && end.kind === 'done') start();
    });
  }

  async function goOnErrands(signal: AbortSignal): Promise<SendEnd> {
    try {
      const end = await sendAll(signal);
      switch (end.kind) {
        case 'done':
          if (!signal.aborted) await settlePhotos(parts, signal);
          if (!signal.aborted) await settleSheets(parts, signal);
          if (!signal.aborted) await keeper.keep(signal);
          if (!signal.aborted) await sheetKeeper.keep(signal);
          return end;
        case 'later':
        case 'signedOut':
          return end;
        default:
          return assertNever(end);
      }
    } catch (error) {
      // Storage, or a bug: rows are not to suffer from it, and it is not swallowed.
      if (!signal.aborted) environment.reportBug(error);
      return { kind: 'later', retryAfterMs: null };
    }
  }

  /** A photo that does not get through holds up no sheet: perhaps a proxy finds it too big. */
  async function sendAll(signal: AbortSignal): Promise<SendEnd> {
    const photos = await sendPhotos(parts, signal);
    if (photos.kind === 'signedOut' || signal.aborted) return photos;
    const sheets = await sendSheets(parts, signal);
    return sheets.kind === 'done' ? photos : sheets;
  }

  return {
    run: () => {
      if (running !== undefined) isWantedAgain = true;
      else if (failures === 0) start();
    },
    forgive: () => {
      failures = 0;
      alarm.cancel();
    },
    pause: () => {
      alarm.cancel();
      failures = 0;
      running?.abort();
      running = undefined;
    },
  };
}
