/**
 * When to sync. Decides nothing about data (`runRound` does) and holds nothing that matters: it may be
 * killed at any moment and started again anywhere.
 *
 *               a change (150 ms), poke, online, visible, interval, syncNow
 *                                        │
 *        ┌──────────▶ resting ──────────▶│◀───────── backing off ◀─────────┐
 *        │                               ▼                (15 s … 5 min,   │
 *        │  all is here              in a round            full jitter)    │
 *        └───────────────────────────────┤                                 │
 *                                        ├─ unreachable, busy, failing, ───┘
 *                                        │  no progress, updateNeeded (426)
 *          stayingOffline ◀──────────────┤  until the switch is turned
 *          signedOut ◀───────────────────┘  401: until a session is entered
 *
 * Photos, thumbnails and safety data sheets go beside it, after quiet rounds (picture-errands.ts).
 * Only the leading tab syncs by itself; the others see the rows through the database.
 */
import { readMetas } from '../db/meta.ts';
import { watchQuery } from '../db/watch-query.ts';
import type { Poke } from '../../shared/protocol.ts';
import { makeAlarm } from './alarm.ts';
import { backoffMs } from './backoff.ts';
import type { Mood } from './environment.ts';
import { seekLead, type Lead } from './leader.ts';
import type { SyncParts } from './make-trip.ts';
import { makePictureErrands } from './picture-errands.ts';
import type { PictureLine } from './picture-line.ts';
import { isLate, reportEnd, reportPage, reportStart, reportStatus } from './report-status.ts';
import { rollDice } from './roll-dice.ts';
import { runRound, type RoundEnd } from './run-round.ts';
import type { SheetLine } from './sheet-line.ts';

const changeDelayMs = 150;
const intervalMs = 60_000;
/** While backing off, a change or a poke is worth a try soon, but not one try for each. */
const hopefulMs = 3_000;
const watchdogMs = 30_000;

export interface SyncLoop {
  /** Tries at once, whoever leads; resolves when that round is over. */
  syncNow(): Promise<void>;
  stop(): void;
}

/** A round ends so too when it was not even begun. */
type End = RoundEnd | { readonly kind: 'stayingOffline' };

export interface LoopParts extends SyncParts {
  readonly pictures: PictureLine;
  readonly sheets: SheetLine;
}

export function startSyncLoop(parts: LoopParts): SyncLoop {
  const { db, transport, environment, pictures, sheets } = parts;
  const errands = makePictureErrands(parts);
  const stopped = new AbortController();
  const { signal } = stopped;
  let isLeading = false;
  let failures = 0;
  let knownMid: number | undefined;
  let round: Promise<void> | undefined;
  let nextRound: Promise<void> | undefined;
  /** What the last quiet round has seen, and what the server has said since. */
  let seen: Poke | undefined;
  let poked: Poke | undefined;
  let stopListening: (() => void) | undefined;
  let lead: Lead | undefined;

  const alarm = makeAlarm(environment, () => void run());
  const watchdog = makeAlarm(environment, () => void bark());

  function wake(delayMs: number): void {
    if (!isLeading || signal.aborted) return;
    if (failures === 0) alarm.setWithin(delayMs);
    else if (environment.isOnline()) alarm.setWithin(Math.max(delayMs, hopefulMs));
  }

  /** Whatever made the last rounds fail may be over. */
  function wakeAfresh(): void {
    failures = 0;
    errands.forgive();
    wake(0);
  }

  /** A wish that comes during a round is met by the next one. */
  function run(): Promise<void> {
    if (round === undefined) {
      round = makeRound().finally(() => {
        round = undefined;
      });
      return round;
    }
    nextRound ??= round.then(() => {
      nextRound = undefined;
      return run();
    });
    return nextRound;
  }

  async function makeRound(): Promise<void> {
    alarm.cancel();
    poked = undefined;
    const end = await tryRound();
    if (signal.aborted) return;
    await reportEnd(parts, end).catch(complain);
    if (end.kind === 'quiet') seen = end;
    failures = end.kind === 'trouble' ? failures + 1 : 0;
    const isSignedOut = end.kind === 'trouble' && end.trouble.kind === 'signedOut';
    listen(isLeading && end.kind !== 'stayingOffline' && !isSignedOut);
    if (end.kind === 'stayingOffline' || isSignedOut || !isLeading) {
      errands.pause();
      return;
    }
    if (end.kind === 'quiet') errands.run();
    if (end.kind === 'trouble') {
      const { retryAfterMs } = end;
      alarm.setWithin(backoffMs({ failures, retryAfterMs, dice: rollDice(environment) }));
    } else {
      alarm.setWithin(poked !== undefined && isNews(poked) ? 0 : intervalMs);
    }
  }

  /** One of the two places where an outage is caught (the other is the server's worker loop). */
  async function tryRound(): Promise<End> {
    try {
      const { session, stayOffline } = await readMetas(db, ['session', 'stayOffline']);
      if (stayOffline) return { kind: 'stayingOffline' };
      if (session === null) {
        errands.pause();
        await Promise.all([pictures.forgetKept(), sheets.forgetAll()]);
        return { kind: 'trouble', trouble: { kind: 'signedOut' }, retryAfterMs: null };
      }
      await reportStart(parts);
      return await runRound(parts, { signal, onPage: (page) => reportPage(parts, page) });
    } catch (error) {
      complain(error);
      const trouble = { kind: 'storage', detail: String(error) } as const;
      return { kind: 'trouble', trouble, retryAfterMs: null };
    }
  }

  /** Whoever stops the loop may close the database under what is still under way. */
  function complain(error: unknown): void {
    if (!signal.aborted) environment.reportBug(error);
  }

  function isNews({ epoch, version }: Poke): boolean {
    return epoch !== seen?.epoch || version > seen.version;
  }

  function onPoke(poke: Poke): void {
    // Our own push is poked back to us; the end of its round knows whether there is more.
    poked = poke;
    if (round === undefined && (failures > 0 || isNews(poke))) wake(0);
  }

  function listen(shall: boolean): void {
    if (shall) stopListening ??= transport.listen(onPoke);
    else {
      stopListening?.();
      stopListening = undefined;
    }
  }

  function onMood(mood: Mood): void {
    if (mood === 'visible') lead?.takeOver();
    if (mood === 'offline') wake(0);
    else wakeAfresh();
  }

  async function bark(): Promise<void> {
    if (!isLeading || signal.aborted) return;
    watchdog.setWithin(watchdogMs);
    try {
      await reportStatus(db, { late: await isLate(parts) });
    } catch (error) {
      complain(error);
    }
  }

  function onLead(leads: boolean): void {
    isLeading = leads;
    if (leads) {
      watchdog.setWithin(watchdogMs);
      wakeAfresh();
    } else {
      listen(false);
      errands.pause();
      alarm.cancel();
      watchdog.cancel();
    }
  }

  function onWishes(nextMid: number): void {
    const isChange = knownMid !== undefined && nextMid !== knownMid;
    knownMid = nextMid;
    // Seeking the lead only now leaves no gap in which a change could go unnoticed.
    lead ??= seekLead({
      locks: environment.locks,
      name: `${db.name}-sync`,
      isVisible: () => environment.isVisible(),
      onLead,
    });
    if (isChange) wake(changeDelayMs);
    // The person has come or gone, or turned the switch.
    else wakeAfresh();
  }

  const stopMood = environment.watchMood(onMood);
  const stopWatching = watchQuery(db, () => readMetas(db, ['nextMid', 'session', 'stayOffline']), {
    onValue: ({ nextMid }) => onWishes(nextMid),
    onError: complain,
  });

  return {
    syncNow: () => {
      failures = 0;
      errands.forgive();
      return run();
    },
    stop: () => {
      stopped.abort();
      errands.pause();
      stopMood();
      stopWatching();
      lead?.stop();
    },
  };
}
