/**
 * Opens the phone's database, or says in plain terms why it cannot: some browsers never answer an open
 * request, and private modes refuse it. The caller then works without storage and says so on screen.
 */
import { fail, succeed, type Result } from '../../shared/result.ts';
import { localDatabaseName } from './first-rows.ts';
import { LocalDatabase } from './local-database.ts';

const openTimeoutMs = 5_000;
const openTries = 2;

export type OpenFailure =
  /** No answer within 5 seconds, twice. */
  | { readonly kind: 'hangs' }
  /** Another tab runs older code and does not let go. */
  | { readonly kind: 'blocked' }
  /** Private mode, blocked storage, a broken profile. */
  | { readonly kind: 'denied'; readonly reason: string };

export interface OpenOptions {
  readonly name?: string;
  /** Newer code wants the database: it has been closed here, and the person must be asked to reload. */
  readonly onVersionChange: () => void;
  /** This code waits for an older tab to be closed. */
  readonly onBlocked: () => void;
  readonly timeoutMs?: number;
}

export async function openLocalDatabase(
  options: OpenOptions,
): Promise<Result<LocalDatabase, OpenFailure>> {
  let failure: OpenFailure = { kind: 'hangs' };
  for (let tries = 0; tries < openTries; tries++) {
    const opened = await tryToOpen(options);
    if (opened.ok) return opened;
    failure = opened.failure;
    if (failure.kind === 'denied') break;
  }
  return fail(failure);
}

async function tryToOpen({
  name = localDatabaseName,
  onVersionChange,
  onBlocked,
  timeoutMs = openTimeoutMs,
}: OpenOptions): Promise<Result<LocalDatabase, OpenFailure>> {
  const db = new LocalDatabase(name);
  let isBlocked = false;
  db.on('versionchange', () => {
    db.retired = true;
    db.close();
    onVersionChange();
    // Dexie's own listener comes next, and would leave a door open for reopening.
    return false;
  });
  db.on('blocked', () => {
    isBlocked = true;
    onBlocked();
    return false;
  });
  const opening = db.open().then(() => 'open' as const, toFailure);
  // An upgrade is an answer, if a slow one: broken off, it would begin anew at each start.
  const patience = after(timeoutMs).then(() => (db.isUpgrading ? opening : undefined));
  const opened = await Promise.race([opening, patience]);
  if (opened === 'open') return succeed(db);
  db.close();
  return fail(opened ?? { kind: isBlocked ? 'blocked' : 'hangs' });
}

function toFailure(error: unknown): OpenFailure {
  return { kind: 'denied', reason: String(error) };
}

function after(delayMs: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), delayMs);
  });
}
