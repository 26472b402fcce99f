/**
 * `POST /api/import`, for the console only: one request, one transaction, all or nothing. The answer is a
 * stream of lines, so that whoever waits sees how far it is: `{"done":2000,"of":51234}` …, and at last
 * `{"applied":51234,"version":7}`, or `{"refused":[…]}` or `{"problem":…}` when nothing was kept.
 */
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { StreamingApi } from 'hono/utils/stream';
import * as v from 'valibot';
import { isUuid } from '../../shared/ids.ts';
import { limits, sentMutationSchema } from '../../shared/protocol.ts';
import type { Result } from '../../shared/result.ts';
import type { Log } from '../log.ts';
import type { Import, ImportFailure } from '../sync/apply-import.ts';
import type { AppEnv } from './app-env.ts';
import { sendProblem } from './problems.ts';
import { checkShape, readJson } from './read-json.ts';
import { consoleOnly, signedIn, type SignInDeps } from './signed-in.ts';

/** Aborted when the asker goes away: then nothing of the import stays. */
export type RunImport = (
  what: Import,
  signal: AbortSignal,
) => Promise<Result<{ readonly version: number }, ImportFailure>>;

export interface ImportRouteDeps extends SignInDeps {
  readonly runImport: RunImport;
  readonly log: Log;
}

const importSchema = v.object({
  clientId: v.pipe(v.string(), v.check(isUuid, 'a lower-case UUID')),
  mutations: v.pipe(v.array(sentMutationSchema), v.maxLength(limits.importMutationsMax)),
});

export function importRoute(deps: ImportRouteDeps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.post('/', signedIn(deps), consoleOnly(deps.console), async (c) => {
    const body = await readJson(c, limits.importBytesMax);
    if (!body.ok) return sendProblem(c, body.failure);
    const checked = checkShape(importSchema, body.value);
    if (!checked.ok) return sendProblem(c, { kind: 'badRequest', ...checked.failure });
    const { clientId, mutations } = checked.value;
    const { runImport, log } = deps;
    const actor = c.get('actor');
    const requestId = c.get('requestId');
    c.header('content-type', 'application/x-ndjson');
    c.header('cache-control', 'no-store');

    const run = async (lines: StreamingApi): Promise<void> => {
      const gone = new AbortController();
      lines.onAbort(() => gone.abort());
      const onProgress = (done: number): Promise<void> =>
        say(lines, { done, of: mutations.length });
      const taken = await runImport({ actor, clientId, mutations, onProgress }, gone.signal);
      if (taken.ok) await say(lines, { applied: mutations.length, ...taken.value });
      else await say(lines, failureLine(taken.failure));
    };
    // The database or the asker went away, and the transaction with it: nothing was kept.
    return stream(c, run, async (error, lines) => {
      log.error({ err: error, requestId }, 'An import broke off');
      await say(lines, { problem: { kind: 'busy' } });
    });
  });
  return routes;
}

async function say(lines: StreamingApi, line: object): Promise<void> {
  await lines.write(`${JSON.stringify(line)}\n`);
}

function failureLine(failure: ImportFailure): object {
  return failure.kind === 'refused' ? { refused: failure.refused } : { problem: failure.problem };
}
