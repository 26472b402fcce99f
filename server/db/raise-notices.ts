/**
 * From "this is so" to the jobs that tell it: raises what is new, and in the same transaction queues one message for each
 * device, mailbox and webhook, or lays it aside for a digest. What was raised before is not told again.
 */
import type { WebhookForm } from '../../shared/notices.ts';
import type { Queries } from './database.ts';
import { insertJobs, type NewJob } from './job-statements.ts';
import {
  insertNotices,
  insertWaiting,
  readListeners,
  takeDigests,
  type Listener,
  type RaisedNotice,
  type ToRaise,
} from './notice-statements.ts';
import { readSubscriptionsOf, type Subscription } from './notice-wish-statements.ts';
import { listWebhooks } from './webhook-statements.ts';

/** The last try of a webhook comes about four days after the first. */
const attemptsMax = { push: 6, mail: 8, webhook: 10 } as const;
/** Before pictures: of those there may be thousands. */
const priority = 5;

export interface Raising {
  readonly spaceId: string;
  readonly nowMs: number;
  /** How long what is told at once shall wait, so that nobody is woken up. */
  readonly delayMs: number;
}

export async function raiseNotices(
  db: Queries,
  raising: Raising,
  toRaise: readonly ToRaise[],
): Promise<void> {
  const { spaceId } = raising;
  const raised = await insertNotices(db, spaceId, { toRaise, nowMs: raising.nowMs });
  if (raised.length === 0) return;
  const listeners = await readListeners(db, spaceId);
  const isDigest = ({ mode }: Listener): boolean => mode === 'digest';
  const waiting = listeners.filter(isDigest).flatMap(({ personId, push, mail }) => {
    const wanted = raised.filter(({ event }) => push.includes(event) || mail.includes(event));
    return wanted.map(({ id }) => ({ personId, noticeId: id }));
  });
  await insertWaiting(db, spaceId, waiting);
  const atOnce = listeners.filter((listener) => !isDigest(listener));
  const messages = atOnce.map((listener) => ({ listener, notices: raised }));
  await insertJobs(db, [
    ...(await jobsForPeople(db, raising, messages)),
    ...(await jobsForWebhooks(db, raising, raised)),
  ]);
}

export interface DigestTime extends Raising {
  readonly today: string;
  readonly hour: number;
}

/** What waits for the digests whose hour has come, one message for each person and way. */
export async function queueDigests(db: Queries, time: DigestTime): Promise<void> {
  const taken = await takeDigests(db, time.spaceId, time);
  if (taken.size === 0) return;
  const listeners = await readListeners(db, time.spaceId);
  const messages = listeners.flatMap((listener) => {
    const notices = taken.get(listener.personId);
    return notices === undefined ? [] : [{ listener, notices }];
  });
  await insertJobs(db, await jobsForPeople(db, time, messages));
}

interface Message {
  readonly listener: Listener;
  readonly notices: readonly RaisedNotice[];
}

async function jobsForPeople(
  db: Queries,
  raising: Raising,
  messages: readonly Message[],
): Promise<NewJob[]> {
  const { spaceId, nowMs } = raising;
  const personIds = messages.map(({ listener }) => listener.personId);
  const subscriptions = await readSubscriptionsOf(db, spaceId, { personIds, nowMs });
  return messages.flatMap(({ listener, notices }) => {
    const { personId, hasAddress } = listener;
    const pushed = idsOf(notices, listener.push);
    const mailed = hasAddress ? idsOf(notices, listener.mail) : [];
    const devices = subscriptions.filter((each) => each.personId === personId);
    return [
      ...devices.flatMap((device) => pushJob(raising, device, pushed)),
      ...mailJob(raising, personId, mailed),
    ];
  });
}

function idsOf(notices: readonly RaisedNotice[], wanted: readonly string[]): string[] {
  return notices.filter(({ event }) => wanted.includes(event)).map(({ id }) => id);
}

function pushJob(raising: Raising, device: Subscription, noticeIds: readonly string[]): NewJob[] {
  const [first] = noticeIds;
  if (first === undefined) return [];
  return [
    {
      ...jobOf(raising, { noticeIds, subscriptionId: device.id }),
      kind: 'notice.push',
      dedupeKey: `${first} ${device.id}`,
      host: hostOf(device.endpoint),
      maxAttempts: attemptsMax.push,
    },
  ];
}

function mailJob(raising: Raising, personId: string, noticeIds: readonly string[]): NewJob[] {
  const [first] = noticeIds;
  if (first === undefined) return [];
  return [
    {
      ...jobOf(raising, { noticeIds, personId }),
      kind: 'notice.mail',
      dedupeKey: `${first} ${personId}`,
      host: '',
      maxAttempts: attemptsMax.mail,
    },
  ];
}

async function jobsForWebhooks(
  db: Queries,
  raising: Raising,
  raised: readonly RaisedNotice[],
): Promise<NewJob[]> {
  const webhooks = await listWebhooks(db, raising.spaceId);
  return webhooks
    .filter(({ active }) => active)
    .flatMap(({ id, url, form, events }) =>
      messagesOf(form, idsOf(raised, events)).map((noticeIds): NewJob => ({
        ...jobOf(raising, { noticeIds, webhookId: id }),
        kind: 'notice.webhook',
        dedupeKey: `${noticeIds[0]} ${id}`,
        host: hostOf(url),
        maxAttempts: attemptsMax.webhook,
      })),
    );
}

/** Programs get one event at a time; people in a chat get one message. */
function messagesOf(form: WebhookForm, ids: readonly string[]): (readonly string[])[] {
  if (form === 'generic') return ids.map((id) => [id]);
  return ids.length === 0 ? [] : [ids];
}

function jobOf({ spaceId, delayMs }: Raising, payload: object) {
  return { spaceId, payload, priority, delayMs };
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '';
}

/** The next look at what is due; a server that starts makes sure that there is one. */
export function noticeSweepJob(spaceId: string, delayMs: number): NewJob {
  return {
    spaceId,
    kind: 'notice.sweep',
    dedupeKey: 'hourly',
    payload: {},
    host: '',
    maxAttempts: 5,
    priority: 0,
    delayMs,
  };
}
