/** Some handlers, and for every other kind of job one that does nothing. */
import { jobKinds } from '../../server/db/tables.ts';
import { makeHandlers, type Handlers, type JobHandler } from '../../server/jobs/job-handler.ts';

export function allHandlers(some: readonly JobHandler[]): Handlers {
  const others = jobKinds.filter((kind) => !some.some((handler) => handler.kind === kind));
  return makeHandlers([
    ...some,
    ...others.map((kind): JobHandler => ({
      kind,
      giveUp: () => async () => undefined,
      run: async () => ({ kind: 'done' }),
    })),
  ]);
}
