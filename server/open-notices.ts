/** Everything that notices need, put together: the ways out, what people may do about them, and the jobs that send. */
import type { Config } from './config.ts';
import type { OpenDatabase } from './db/database.ts';
import { noticeSweepJob } from './db/raise-notices.ts';
import type { NewJob } from './db/job-statements.ts';
import type { JobHandler } from './jobs/job-handler.ts';
import { noticeHandlers } from './jobs/notice-handlers.ts';
import { noticeSweepHandler } from './jobs/notice-sweep-handler.ts';
import { makeNotices, type Notices } from './notices/notices.ts';
import { makeSender } from './notices/sender.ts';

export interface OpenNotices {
  readonly notices: Notices;
  readonly handlers: readonly JobHandler[];
  /** What a server that starts makes sure of. */
  readonly firstJobs: readonly NewJob[];
}

export interface NoticeSetting {
  readonly config: Pick<Config, 'publicUrl' | 'mail' | 'webhookAllow'>;
  readonly db: OpenDatabase;
  readonly spaceId: string;
  readonly now: () => number;
  readonly closing: AbortSignal;
}

/** What became due while the server was down is told soon, but not before the first phones are served. */
const firstLookMs = 15_000;

export function openNotices({ config, db, spaceId, now, closing }: NoticeSetting): OpenNotices {
  const { publicUrl, mail, webhookAllow: allow } = config;
  const queries = db.kysely;
  const sender = makeSender({ db: queries, spaceId, publicUrl, mail, now, means: { allow } });
  return {
    notices: makeNotices({ db: queries, sender, now, closing }),
    handlers: [
      ...noticeHandlers({ db: queries, sender, now, rollDice: Math.random }),
      noticeSweepHandler({ now }),
    ],
    firstJobs: [noticeSweepJob(spaceId, firstLookMs)],
  };
}
