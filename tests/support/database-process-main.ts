/** What `database-process.ts` starts. It reports on standard output and ends when its standard input does. */
import { once } from 'node:events';
import { sql } from 'kysely';
import { lockDataDir } from '../../server/db/lock-data-dir.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import type { Log } from '../../server/log.ts';

/**
 * - `open`: opens the database and says `open`.
 * - `commit`: also adds rows to `kept`, and says `committed <id>` when, and only when, one is durable.
 * - `lock`: takes the lock alone and says `locked`.
 */
export type Task = 'open' | 'commit' | 'lock';

const [task, dataDir] = process.argv.slice(2) as [Task, string];

const say = (line: string): void => console.log(line);
const log: Log = {
  debug: () => {},
  info: (_facts, sentence) => say(sentence),
  warn: (_facts, sentence) => say(sentence),
  error: (facts, sentence) => say(`${sentence} ${JSON.stringify(facts)}`),
};

try {
  if (task === 'lock') {
    const lock = await lockDataDir(dataDir, { log, onLost: () => say('lost'), watchMs: 1_000 });
    say('locked');
    process.stdin.resume();
    await once(process.stdin, 'end');
    lock.release();
  } else {
    const db = await openPglite({ dataDir, log });
    say('open');
    if (task === 'commit') {
      await sql`create table if not exists kept (id int)`.execute(db.kysely);
      for (let id = 1; ; id += 1) {
        await sql`insert into kept values (${id})`.execute(db.kysely);
        say(`committed ${id}`);
      }
    }
    process.stdin.resume();
    await once(process.stdin, 'end');
    await db.close();
  }
} catch (error) {
  say(String(error));
  process.exitCode = 1;
}
