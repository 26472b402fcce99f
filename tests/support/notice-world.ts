/**
 * A space whose notices go to receivers on this machine, with the real worker and a clock that a test moves. Jobs wait by
 * the database's clock; `hurry` brings forward what waits.
 */
import { createECDH, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, vi } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import { insertJobs } from '../../server/db/job-statements.ts';
import { noticeSweepJob } from '../../server/db/raise-notices.ts';
import { parseFetchAllowList } from '../../server/images/fetch-allow-list.ts';
import { noticeHandlers } from '../../server/jobs/notice-handlers.ts';
import { noticeSweepHandler } from '../../server/jobs/notice-sweep-handler.ts';
import { startWorker } from '../../server/jobs/worker.ts';
import type { MadeWebhook, NoticeWish, WebhookFields } from '../../shared/notices.ts';
import { must } from '../../shared/result.ts';
import { allHandlers } from './all-handlers.ts';
import { openTestSpace, type TestPerson, type TestSpace } from './open-test-space.ts';
import { quietLog } from './quiet-log.ts';
import type { Mailbox, Receiver } from './receivers.ts';
import { newId, SyncClient } from './sync-client.ts';

export const wish: NoticeWish = {
  push: ['urgent', 'due', 'overdue'],
  mail: ['urgent', 'due', 'overdue'],
  address: 'ada@example.org',
  mode: 'atOnce',
  digestHour: 8,
  language: 'en',
};

export interface NoticeWorldOptions {
  readonly db: OpenDatabase;
  readonly receiver: Receiver;
  readonly mailbox: Mailbox;
  readonly answerMs?: number;
}

export class NoticeWorld {
  readonly db: OpenDatabase;
  readonly space: TestSpace;
  readonly receiver: Receiver;
  readonly phone: SyncClient;

  constructor({ db, receiver }: NoticeWorldOptions, space: TestSpace) {
    this.db = db;
    this.space = space;
    this.receiver = receiver;
    this.phone = new SyncClient(
      async (path, init) => space.app.request(path, init),
      space.owner.token,
    );
  }

  /** The clock shows this hour of a day after today. */
  setClock(days: number, hour: number): void {
    const date = new Date();
    date.setDate(date.getDate() + days);
    this.space.clock.nowMs = date.setHours(hour, 0, 10, 0);
  }

  dayIn(days: number): string {
    const date = new Date();
    date.setDate(date.getDate() + days);
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  }

  async wants(changes: Partial<NoticeWish> = {}, as: TestPerson = this.space.owner) {
    const body = { ...wish, ...changes };
    const answer = await this.space.request('/api/notices/wish', { method: 'PUT', body, as });
    expect(answer.status).toBe(204);
  }

  /** Says which path the pushes of this device go to. */
  async subscribe(as: TestPerson = this.space.owner): Promise<string> {
    const keys = createECDH('prime256v1');
    const path = `/push/${randomBytes(8).toString('hex')}`;
    const body = {
      endpoint: `${this.receiver.url}${path}`,
      p256dh: keys.generateKeys().toString('base64url'),
      auth: randomBytes(16).toString('base64url'),
    };
    const answer = await this.space.request('/api/notices/device', { method: 'PUT', body, as });
    expect(answer.status).toBe(204);
    return path;
  }

  async addWebhook(changes: Partial<WebhookFields> = {}): Promise<MadeWebhook> {
    const body: WebhookFields = {
      name: 'Chat',
      url: `${this.receiver.url}/hook`,
      form: 'generic',
      events: ['urgent', 'due', 'overdue'],
      language: 'en',
      active: true,
      ...changes,
    };
    const answer = await this.space.request('/api/notices/webhooks', {
      body,
      as: this.space.owner,
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as MadeWebhook;
  }

  async addItem(name = 'Drill'): Promise<string> {
    const id = newId<'item'>();
    await this.phone.sync([this.phone.make('item.create', { id, fields: { name } })]);
    return id;
  }

  async ask(itemId: string, priority = 'urgent'): Promise<void> {
    const id = newId<'ask'>();
    const args = { id, itemId, cycle: 1, quantity: 5000, priority, note: '' };
    expect(await this.phone.sync([this.phone.make('reorder.ask', args)])).toEqual([]);
  }

  async step(itemId: string, step: string, expectedOn = ''): Promise<void> {
    const args = { itemId, cycle: 1, quantity: null, expectedOn, note: 'Why' };
    expect(await this.phone.sync([this.phone.make(`reorder.${step}`, args)])).toEqual([]);
  }

  async order(itemId: string, expectedOn: string): Promise<void> {
    await this.ask(itemId, 'normal');
    await this.step(itemId, 'order', expectedOn);
  }

  /** As at a full hour. */
  async sweep(): Promise<void> {
    await sql`delete from job where kind = 'notice.sweep'`.execute(this.db.kysely);
    await insertJobs(this.db.kysely, [noticeSweepJob(this.space.spaceId, 0)]);
    await this.work();
  }

  /** A server that starts, does what is due, and stops. */
  async work(): Promise<void> {
    const { db, space } = this;
    const now = (): number => space.clock.nowMs;
    const rollDice = (): number => 0.5;
    const deps = { db: db.kysely, sender: space.sender, now, rollDice };
    const worker = await startWorker({
      db,
      handlers: allHandlers([...noticeHandlers(deps), noticeSweepHandler({ now })]),
      log: quietLog,
      now: Date.now,
      rollDice,
      isOwnHost: () => true,
    });
    try {
      await vi.waitFor(async () => expect(await this.dueJobs()).toBe(0), { timeout: 20_000 });
    } finally {
      await worker.stop();
    }
  }

  async dueJobs(): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*) as count from job
      where space_id = ${this.space.spaceId} and kind like 'notice.%'
        and (state = 'running' or (state = 'queued' and run_at <= now_ms()))`.execute(
      this.db.kysely,
    );
    return must(rows[0], 'a count').count;
  }

  /** What waits for a later try or for the morning is due. Answers how long it would have waited, in ms. */
  async hurry(): Promise<number[]> {
    const { rows } = await sql<{ waited: number }>`
      with waiting as (
        select id, run_at - now_ms() as waited from job where space_id = ${this.space.spaceId}
          and kind like 'notice.%' and kind <> 'notice.sweep' and state = 'queued')
      update job set run_at = now_ms() from waiting where job.id = waiting.id
      returning waiting.waited`.execute(this.db.kysely);
    return rows.map(({ waited }) => waited);
  }

  hooks(): readonly Record<string, unknown>[] {
    return this.receiver.got
      .filter(({ path }) => path === '/hook')
      .map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);
  }

  pushes(path: string): number {
    return this.receiver.got.filter((each) => each.path === path).length;
  }

  async failing(): Promise<object> {
    const answer = await this.space.request('/api/notices', { as: this.space.owner });
    const view = (await answer.json()) as { webhooks: object[] };
    return must(view.webhooks[0], 'a webhook');
  }
}

export async function openNoticeWorld(options: NoticeWorldOptions): Promise<NoticeWorld> {
  const { db, receiver, mailbox, answerMs = 1500 } = options;
  const allow = must(parseFetchAllowList(`127.0.0.1:${receiver.port}`), 'an address');
  const mail = { smtpUrl: mailbox.url, from: 'Bincard <bincard@example.org>' };
  const space = await openTestSpace(db, {}, { mail, means: { allow, answerMs } });
  return new NoticeWorld(options, space);
}
