/** Notices on every database: each is told once, to each who wants it and may have it, whatever restarts or runs twice. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import { openPostgres } from '../../server/db/open-postgres.ts';
import { makeDatabase } from '../support/make-database.ts';
import { openNoticeWorld, type NoticeWorld } from '../support/notice-world.ts';
import { quietLog } from '../support/quiet-log.ts';
import { openMailbox, openReceiver, type Mailbox, type Receiver } from '../support/receivers.ts';

const opens = {
  PGlite: () => openPglite({ dataDir: 'memory', log: quietLog }),
  Postgres: async () =>
    openPostgres({ url: await makeDatabase(inject('postgresUrl')), log: quietLog }),
};

for (const [name, open] of Object.entries(opens)) {
  describe(`notices on ${name}`, () => {
    let db: OpenDatabase;
    let receiver: Receiver;
    let mailbox: Mailbox;
    let w: NoticeWorld;

    beforeAll(async () => {
      db = await open();
      await migrateToLatest(db);
    });
    afterAll(() => db.close());
    beforeEach(async () => {
      receiver = await openReceiver();
      mailbox = await openMailbox();
      w = await openNoticeWorld({ db, receiver, mailbox });
    });
    afterEach(async () => {
      await sql`delete from job`.execute(db.kysely);
      await receiver.close();
      await mailbox.close();
    });

    test('an urgent request is told at once, by each way, and never again', async () => {
      await w.wants();
      const path = await w.subscribe();
      await w.addWebhook();
      const itemId = await w.addItem();
      await w.ask(itemId);
      await w.ask(itemId);
      await w.work();
      await w.sweep();
      await w.sweep();
      expect(w.pushes(path)).toBe(1);
      expect(mailbox.mails).toMatchObject([{ to: ['ada@example.org'] }]);
      expect(w.hooks()).toMatchObject([
        { type: 'request.urgent', item: { name: 'Drill' }, reorder: { number: 1, quantity: 5 } },
      ]);
    });

    test('a request is told when it rises to urgent, and not before', async () => {
      await w.addWebhook();
      const itemId = await w.addItem();
      await w.ask(itemId, 'high');
      await w.work();
      expect(w.hooks()).toEqual([]);
      await w.ask(itemId, 'urgent');
      await w.work();
      expect(w.hooks()).toMatchObject([{ type: 'request.urgent', reorder: { askCount: 2 } }]);
    });

    test('an arrival is told on its day, and once more when it is late, after any number of starts', async () => {
      await w.addWebhook();
      const itemId = await w.addItem();
      await w.order(itemId, w.dayIn(2));
      w.setClock(1, 9);
      await w.sweep();
      expect(w.hooks()).toEqual([]);
      w.setClock(2, 9);
      await w.sweep();
      await w.sweep();
      expect(w.hooks()).toMatchObject([{ type: 'request.due' }]);
      w.setClock(3, 9);
      await w.sweep();
      w.setClock(4, 9);
      await w.sweep();
      expect(w.hooks().map(({ type }) => type)).toEqual(['request.due', 'request.overdue']);
    });

    test('what is found at night waits for the morning, and is left out if it has come by then', async () => {
      await w.addWebhook();
      const [drill, saw] = [await w.addItem('Drill'), await w.addItem('Saw')];
      await w.order(drill, w.dayIn(1));
      await w.order(saw, w.dayIn(1));
      w.setClock(1, 5);
      await w.sweep();
      expect(w.hooks()).toEqual([]);
      await w.step(saw, 'cancel');
      const waits = await w.hurry();
      expect(waits).toHaveLength(2);
      for (const wait of waits) expect(wait).toBeGreaterThan(115 * 60_000);
      await w.work();
      expect(w.hooks()).toMatchObject([{ item: { name: 'Drill' } }]);
    });

    test('a digest comes at its hour, holds what the person wants, and comes once', async () => {
      w.setClock(0, 12);
      await w.wants({ mode: 'digest', digestHour: 17, mail: ['urgent', 'due'] });
      const [drill, saw, glue] = [
        await w.addItem('Drill'),
        await w.addItem('Saw'),
        await w.addItem('Glue'),
      ];
      await w.ask(drill);
      await w.order(saw, w.dayIn(0));
      await w.order(glue, w.dayIn(-1));
      await w.work();
      w.setClock(0, 16);
      await w.sweep();
      expect(mailbox.mails).toEqual([]);
      w.setClock(0, 18);
      await w.sweep();
      await w.sweep();
      expect(mailbox.mails).toHaveLength(1);
      const text = mailbox.mails[0]?.text ?? '';
      expect(text).toContain('Urgent: Drill');
      expect(text).toContain('Expected today: Saw');
      expect(text).not.toContain('Glue');
      // The next one, with nothing new in it, is not sent at all.
      w.setClock(1, 18);
      await w.sweep();
      expect(mailbox.mails).toHaveLength(1);
    });

    test('a webhook that answers 500 is tried again with the same id, shown as failing, and is well after', async () => {
      await w.addWebhook();
      receiver.answers.push(500, { status: 503, headers: { 'retry-after': '120' } });
      await w.ask(await w.addItem());
      await w.work();
      expect(await w.failing()).toMatchObject({
        last: { ok: false, reason: 'answered', status: 500 },
        failingSince: expect.any(Number),
      });
      await w.hurry();
      await w.work();
      const [wait = 0] = await w.hurry();
      expect(wait).toBeGreaterThan(115_000);
      await w.work();
      expect(await w.failing()).toMatchObject({ last: { ok: true }, failingSince: null });
      const ids = new Set(receiver.got.map(({ headers }) => headers['webhook-id']));
      expect([receiver.got.length, ids.size]).toEqual([3, 1]);
    });

    test('a webhook that says 404 is not asked again for that notice, and one that hangs is cut off', async () => {
      await w.addWebhook();
      receiver.answers.push(404, 'hang');
      await w.ask(await w.addItem());
      await w.work();
      expect(await w.hurry()).toEqual([]);
      expect(await w.failing()).toMatchObject({ last: { reason: 'answered', status: 404 } });
      await w.ask(await w.addItem('Saw'));
      await w.work();
      expect(await w.failing()).toMatchObject({ last: { reason: 'timeout' } });
      expect(await w.hurry()).toHaveLength(1);
    });

    test('a server that dies while it sends leaves the message to the next one', async () => {
      await w.addWebhook();
      await w.ask(await w.addItem());
      await sql`update job set state = 'running', attempts = 1, lease_token = 'of the dead',
        lease_until = now_ms() - 1 where kind = 'notice.webhook'`.execute(db.kysely);
      await w.work();
      expect(w.hooks()).toHaveLength(1);
      const { rows } = await sql`select 1 from job where kind = 'notice.webhook'`.execute(
        db.kysely,
      );
      expect(rows).toHaveLength(1);
    });

    test('a push service that has forgotten a browser is not asked again', async () => {
      await w.wants({ mail: [] });
      const path = await w.subscribe();
      receiver.answers.push(410);
      await w.ask(await w.addItem());
      await w.work();
      await w.ask(await w.addItem('Saw'));
      await w.work();
      expect(w.pushes(path)).toBe(1);
    });

    test('signing out, becoming a member and being removed each end what one was told', async () => {
      const people = [
        await w.space.join('staff'),
        await w.space.join('staff'),
        await w.space.join('staff'),
      ];
      const [left, lowered, removed] = people;
      if (!left || !lowered || !removed) throw new Error('three people');
      for (const [place, person] of people.entries())
        await w.wants({ address: `p${place}@example.org` }, person);
      const paths = [];
      for (const person of people) paths.push(await w.subscribe(person));
      await w.space.request('/api/leave', { method: 'POST', body: {}, as: left });
      const { personId } = lowered.session;
      await sql`alter table person disable trigger all`.execute(db.kysely);
      await sql`update person set role = 'member' where id = ${personId}`.execute(db.kysely);
      await sql`update person set removed_at = 1 where id = ${removed.session.personId}`.execute(
        db.kysely,
      );
      await sql`alter table person enable trigger all`.execute(db.kysely);
      await w.ask(await w.addItem());
      await w.work();
      expect(paths.map((path) => w.pushes(path))).toEqual([0, 0, 0]);
      // Who has left one device is still staff, and still has a mailbox.
      expect(mailbox.mails.map(({ to }) => to)).toEqual([['p0@example.org']]);
    });

    test('the key that pushes are signed with is made once, also by two servers that start together', async () => {
      const keys = await Promise.all([w.space.sender.pushKey(), w.space.sender.pushKey()]);
      expect(keys[0]).toEqual(keys[1]);
      expect(await w.space.sender.pushKey()).toEqual(keys[0]);
    });
  });
}
