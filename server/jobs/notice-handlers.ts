/**
 * Sending notices: one job for each device, mailbox and webhook. Each looks again whether what it tells is still so and
 * still wanted by somebody who may have it; then it is sent, and tried again as long as that may help.
 */
import * as v from 'valibot';
import type { Queries } from '../db/database.ts';
import type { ClaimedJob } from '../db/job-statements.ts';
import { readMailTo, readToldNotices, type ToldNotice } from '../db/notice-statements.ts';
import { deleteSubscription, readSubscription } from '../db/notice-wish-statements.ts';
import { noteResult, readWebhook } from '../db/webhook-statements.ts';
import { isStillSo } from '../notices/compose-notice.ts';
import type { Delivery } from '../notices/send-request.ts';
import type { Sender } from '../notices/sender.ts';
import { serverDay } from '../notices/server-day.ts';
import type { Effect, JobEnd, JobHandler } from './job-handler.ts';
import { retryDelayMs } from './retry-delay.ts';

export interface NoticeJobDeps {
  readonly db: Queries;
  readonly sender: Sender;
  readonly now: () => number;
  readonly rollDice: () => number;
}

const done: JobEnd = { kind: 'done' };
const nothing = (): Effect => async () => undefined;
const idsSchema = v.pipe(v.array(v.string()), v.minLength(1));
const pushPayload = v.object({ noticeIds: idsSchema, subscriptionId: v.string() });
const mailPayload = v.object({ noticeIds: idsSchema, personId: v.string() });
const webhookPayload = v.object({ noticeIds: idsSchema, webhookId: v.string() });

export function noticeHandlers(deps: NoticeJobDeps): JobHandler[] {
  return [
    { kind: 'notice.push', giveUp: nothing, run: (job, signal) => push(deps, job, signal) },
    { kind: 'notice.mail', giveUp: nothing, run: (job, signal) => mail(deps, job, signal) },
    { kind: 'notice.webhook', giveUp: nothing, run: (job, signal) => webhook(deps, job, signal) },
  ];
}

async function push(deps: NoticeJobDeps, job: ClaimedJob, signal: AbortSignal): Promise<JobEnd> {
  const { noticeIds, subscriptionId } = v.parse(pushPayload, job.payload);
  const device = await readSubscription(deps.db, subscriptionId, deps.now());
  const content = await readContent(deps, job, noticeIds);
  if (device === undefined || content === undefined) return done;
  const { language } = device;
  const delivery = await deps.sender.push(device, { content, language, id: job.id }, signal);
  const forget: Effect = ({ tx }) => deleteSubscription(tx, device.id);
  return endOf(deps, job, { delivery, effect: delivery.isGone ? forget : undefined });
}

async function mail(deps: NoticeJobDeps, job: ClaimedJob, signal: AbortSignal): Promise<JobEnd> {
  const { noticeIds, personId } = v.parse(mailPayload, job.payload);
  const to = await readMailTo(deps.db, job.spaceId, personId);
  const content = await readContent(deps, job, noticeIds);
  if (to === undefined || content === undefined) return done;
  const { language, address } = to;
  const { spaceName } = content[0];
  const what = { content, language, id: job.id };
  return endOf(deps, job, {
    delivery: await deps.sender.mail({ address, spaceName }, what, signal),
    effect: undefined,
  });
}

async function webhook(deps: NoticeJobDeps, job: ClaimedJob, signal: AbortSignal): Promise<JobEnd> {
  const { noticeIds, webhookId } = v.parse(webhookPayload, job.payload);
  const { spaceId } = job;
  const target = await readWebhook(deps.db, spaceId, webhookId);
  const content = await readContent(deps, job, noticeIds);
  if (target === undefined || !target.active || content === undefined) return done;
  const delivery = await deps.sender.webhook(target, { content, id: job.id }, signal);
  const note: Effect = ({ tx, nowMs }) =>
    noteResult(tx, { spaceId, id: webhookId, nowMs }, delivery.result);
  return endOf(deps, job, { delivery, effect: note });
}

/** Undefined where nothing of it is so any more. */
async function readContent(
  { db, now }: NoticeJobDeps,
  { spaceId }: ClaimedJob,
  noticeIds: readonly string[],
): Promise<readonly [ToldNotice, ...ToldNotice[]] | undefined> {
  const { today } = serverDay(now());
  const notices = await readToldNotices(db, spaceId, noticeIds);
  const [first, ...others] = notices.filter((notice) => isStillSo(notice, today));
  return first === undefined ? undefined : [first, ...others];
}

interface Try {
  readonly delivery: Delivery;
  readonly effect: Effect | undefined;
}

function endOf(deps: NoticeJobDeps, job: ClaimedJob, { delivery, effect }: Try): JobEnd {
  const { result, isPassing, retryAfterMs } = delivery;
  const rest = effect === undefined ? {} : { effect };
  if (result.ok) return { kind: 'done', ...rest };
  const code = `${result.reason}${result.status === null ? '' : ` ${result.status}`}`;
  if (!isPassing || job.attempts >= job.maxAttempts) return { kind: 'failed', code, ...rest };
  const delayMs = retryDelayMs(job.attempts, { dice: deps.rollDice(), wishMs: retryAfterMs });
  return { kind: 'later', code, delayMs, ...rest };
}
