/**
 * "The version is now N", and no more: what makes a phone pull at once instead of at its next poll. The
 * database carries it between processes (NOTIFY at commit); a lost one costs a minute, never a row.
 */
import { toId, type SpaceId } from '../../shared/ids.ts';
import type { Poke } from '../../shared/protocol.ts';
import type { OpenDatabase } from '../db/database.ts';
import { headChannel, readHead } from '../db/head-statements.ts';

type Listener = (poke: Poke) => void;

export interface Pokes {
  /** Calls back at each new version of the space. Returns the way to stop it. */
  subscribe(spaceId: SpaceId, listener: Listener): () => void;
  current(spaceId: SpaceId): Promise<Poke | undefined>;
  close(): Promise<void>;
}

export async function openPokes(db: OpenDatabase): Promise<Pokes> {
  const listenersBySpace = new Map<SpaceId, Set<Listener>>();

  const current = async (spaceId: SpaceId): Promise<Poke | undefined> => {
    const head = await readHead(db.kysely, spaceId);
    return head && { epoch: head.epoch, version: head.version };
  };
  const poke = (spaceId: SpaceId, what: Poke): void => {
    for (const listener of listenersBySpace.get(spaceId) ?? []) listener(what);
  };
  const hear = (payload: string): void => {
    // Written by notifyHead, by this code or that of another process of the same version.
    const { spaceId, epoch, version } = JSON.parse(payload) as Poke & { spaceId: string };
    poke(toId<'space'>(spaceId), { epoch, version });
  };
  /** While the connection was away nothing was heard, so everyone is told where we are. */
  const catchUp = (): void => {
    for (const spaceId of listenersBySpace.keys()) {
      void current(spaceId).then((now) => now && poke(spaceId, now), ignoreUntilReconnected);
    }
  };
  const stopListening = await db.listen(headChannel, hear, catchUp);

  return {
    subscribe(spaceId, listener) {
      const listeners = listenersBySpace.get(spaceId) ?? new Set();
      listenersBySpace.set(spaceId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) listenersBySpace.delete(spaceId);
      };
    },
    current,
    close: stopListening,
  };
}

/** The connection went away again; the next reconnection catches up. */
function ignoreUntilReconnected(): void {}
