/**
 * A whole import in one transaction: the same mutations as everyone else's, through the same head, but
 * all of them or none. Other writers of the space wait while it runs (50,000 rows take seconds), which
 * is why only the console may do it.
 */
import {
  limits,
  type MutationResult,
  type SentMutation,
  type SyncProblem,
} from '../../shared/protocol.ts';
import { fail, must, succeed, type Result } from '../../shared/result.ts';
import type { Queries } from '../db/database.ts';
import type { Actor } from './actor.ts';
import { applyPushes } from './apply-push.ts';

export interface Import {
  readonly actor: Actor;
  readonly clientId: string;
  readonly mutations: readonly SentMutation[];
  readonly onProgress: (done: number) => Promise<void>;
}

export type ImportFailure =
  | { readonly kind: 'refused'; readonly refused: readonly MutationResult[] }
  | { readonly kind: 'problem'; readonly problem: SyncProblem };

interface ImportDeps {
  readonly db: Queries;
  readonly now: () => number;
  /** Aborted when the asker goes away: then nothing of it stays. */
  readonly signal: AbortSignal;
}

/** Thrown to roll back, and caught a few lines on. */
class ImportStopped extends Error {
  readonly failure: ImportFailure;
  constructor(failure: ImportFailure) {
    super('The import was rolled back');
    this.failure = failure;
  }
}

export async function applyImport(
  { db, now, signal }: ImportDeps,
  { actor, clientId, mutations, onProgress }: Import,
): Promise<Result<{ readonly version: number }, ImportFailure>> {
  try {
    const version = await db.transaction().execute(async (tx) => {
      let reached = 0;
      for (let start = 0; start < mutations.length; start += limits.pushMutationsMax) {
        signal.throwIfAborted();
        const batch = mutations.slice(start, start + limits.pushMutationsMax);
        const push = { actor, clientId, ackedMid: 0, mutations: batch };
        const [result] = await applyPushes(tx, actor.spaceId, [push], now());
        const pushed = must(result, 'a result for the batch');
        if (!pushed.ok) throw new ImportStopped({ kind: 'problem', problem: pushed.failure });
        const refused = pushed.value.results.filter(({ outcome }) => outcome.kind === 'refused');
        if (refused.length > 0) throw new ImportStopped({ kind: 'refused', refused });
        reached = pushed.value.lastMidVersion;
        await onProgress(start + batch.length);
      }
      signal.throwIfAborted();
      return reached;
    });
    return succeed({ version });
  } catch (error) {
    if (error instanceof ImportStopped) return fail(error.failure);
    throw error;
  }
}
