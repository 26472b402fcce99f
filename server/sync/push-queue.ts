/**
 * Group commit: pushes that arrive while a transaction runs wait and then share the next one. On PGlite,
 * with its single connection and one fsync per commit, that is what carries a busy evening.
 *
 *   idle ──push──▶ applying ──done──▶ idle            per space; other spaces do not wait
 *                    │  ▲ pushes gather meanwhile
 *                    ▼  │ next group
 *                  data error → each push alone → halves → the one mutation that cannot be stored
 *
 * An outage (database gone) fails the group as a whole: nothing was applied, and the clients try again.
 */
import type { SyncProblem } from '../../shared/protocol.ts';
import { must, succeed, type Result } from '../../shared/result.ts';
import { isOutage } from '../db/is-outage.ts';
import type { Queries } from '../db/database.ts';
import type { Log } from '../log.ts';
import { applyPushes, type Push, type Pushed } from './apply-push.ts';

/** More would hold the head for long; a group always takes at least one push. */
const groupMutationsMax = 4000;

type PushResult = Result<Pushed, SyncProblem>;

interface Waiting {
  readonly push: Push;
  readonly resolve: (result: PushResult) => void;
  readonly reject: (error: unknown) => void;
}

export interface PushQueue {
  /** Resolves when the push is durable. Rejects only for outages and bugs. */
  push(push: Push): Promise<PushResult>;
  /** Resolves when nothing is being applied any more. */
  drain(): Promise<void>;
}

interface PushQueueDeps {
  readonly db: Queries;
  readonly now: () => number;
  readonly log: Log;
}

export function makePushQueue({ db, now, log }: PushQueueDeps): PushQueue {
  const waitingBySpace = new Map<string, Waiting[]>();
  const running = new Map<string, Promise<void>>();

  const apply = (spaceId: string, pushes: readonly Push[]): Promise<PushResult[]> =>
    db.transaction().execute((tx) => applyPushes(tx, spaceId, pushes, now()));

  /** One push that the database refused, though its shape was right: halves find the culprit. */
  async function applyInHalves(spaceId: string, push: Push, error: unknown): Promise<PushResult> {
    if (push.mutations.length <= 1) {
      log.warn({ err: error, uuid: push.mutations[0]?.uuid }, 'A mutation could not be stored');
      const [result] = await apply(spaceId, [{ ...push, unstorable: true }]);
      return must(result, 'a result for the push');
    }
    const middle = Math.ceil(push.mutations.length / 2);
    const first = await applyAlone(spaceId, {
      ...push,
      mutations: push.mutations.slice(0, middle),
    });
    if (!first.ok) return first;
    const second = await applyAlone(spaceId, { ...push, mutations: push.mutations.slice(middle) });
    if (!second.ok) return second;
    return succeed({ ...second.value, results: [...first.value.results, ...second.value.results] });
  }

  async function applyAlone(spaceId: string, push: Push): Promise<PushResult> {
    try {
      const [result] = await apply(spaceId, [push]);
      return must(result, 'a result for the push');
    } catch (error) {
      if (isOutage(error) || push.unstorable) throw error;
      return applyInHalves(spaceId, push, error);
    }
  }

  async function settleAlone(spaceId: string, { push, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve(await applyAlone(spaceId, push));
    } catch (error) {
      reject(error);
    }
  }

  async function settleGroup(spaceId: string, group: readonly Waiting[]): Promise<void> {
    const pushes = group.map(({ push }) => push);
    let results: PushResult[];
    try {
      results = await apply(spaceId, pushes);
    } catch (error) {
      if (isOutage(error)) for (const { reject } of group) reject(error);
      else for (const waiting of group) await settleAlone(spaceId, waiting);
      return;
    }
    for (const [place, { resolve }] of group.entries()) {
      resolve(must(results[place], 'a result for each push'));
    }
  }

  async function run(spaceId: string): Promise<void> {
    for (;;) {
      const waiting = waitingBySpace.get(spaceId) ?? [];
      if (waiting.length === 0) break;
      await settleGroup(spaceId, takeGroup(waiting));
    }
    waitingBySpace.delete(spaceId);
    running.delete(spaceId);
  }

  return {
    push: (push) =>
      new Promise((resolve, reject) => {
        const { spaceId } = push.actor;
        const waiting = waitingBySpace.get(spaceId) ?? [];
        waitingBySpace.set(spaceId, waiting);
        waiting.push({ push, resolve, reject });
        if (!running.has(spaceId)) running.set(spaceId, run(spaceId));
      }),
    drain: async () => {
      await Promise.all(running.values());
    },
  };
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  let taken = 0;
  let mutations = 0;
  for (const { push } of waiting) {
    mutations += push.mutations.length;
    if (taken > 0 && mutations > groupMutationsMax) break;
    taken += 1;
  }
  return waiting.splice(0, taken);
}
