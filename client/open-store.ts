/**
 * The phone's database, what the screens follow in it, and the server's door, which asks it who we are. Fetched at once
 * and used when the first screen stands, which does without.
 */
import { makeServer } from './sync/ask-server.ts';
import { readMeta, type Moment } from './db/meta.ts';
import { openLocalDatabase, type OpenFailure, type OpenOptions } from './db/open-local-database.ts';
import type { Attached } from './state/app-state.ts';
import { openLiveState } from './state/live-state.ts';
import { succeed, type Result } from '../shared/result.ts';

export interface StoreOptions extends OpenOptions {
  readonly moment: () => Moment;
  readonly onTrouble: (error: unknown) => void;
  /** Of reading all items: it takes a phone a second in which it does nothing else. */
  readonly delayMs: number;
}

export async function openStore({
  moment,
  onTrouble,
  delayMs,
  ...options
}: StoreOptions): Promise<Result<Attached, OpenFailure>> {
  const opened = await openLocalDatabase(options);
  if (!opened.ok) return opened;
  const db = opened.value;
  return succeed({
    ...openLiveState({ db, onTrouble, moment, delayMs }),
    server: makeServer(() => readMeta(db, 'clientId')),
  });
}
