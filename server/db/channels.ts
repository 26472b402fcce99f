/**
 * Who listens to which channel, for both databases. It only keeps the book; the LISTEN itself, and its renewal after a
 * lost connection, belong to whoever owns the connection.
 */
interface Listener {
  readonly on: (payload: string) => void;
  readonly onReconnect: (() => void) | undefined;
}

export interface Channels {
  /** Returns the removal, which answers whether the channel now has no listener left. */
  add(channel: string, listener: Listener): () => boolean;
  names(): readonly string[];
  deliver(channel: string, payload: string): void;
  reconnected(): void;
}

/** Names are put into SQL, and Postgres cuts longer ones off at 63 bytes. */
const safeName = /^[a-z_][a-z0-9_]{0,62}$/;

export function makeChannels(): Channels {
  const listenersByChannel = new Map<string, Set<Listener>>();
  return {
    add(channel, listener) {
      if (!safeName.test(channel)) throw new Error(`"${channel}" cannot be a channel`);
      const listeners = listenersByChannel.get(channel) ?? new Set();
      // A copy, so that the same function can listen twice and leave once.
      const entry = { ...listener };
      listenersByChannel.set(channel, listeners.add(entry));
      return () => {
        listeners.delete(entry);
        if (listeners.size > 0 || listenersByChannel.get(channel) !== listeners) return false;
        listenersByChannel.delete(channel);
        return true;
      };
    },
    names: () => [...listenersByChannel.keys()],
    deliver(channel, payload) {
      for (const { on } of listenersByChannel.get(channel) ?? []) on(payload);
    },
    reconnected() {
      for (const listeners of listenersByChannel.values()) {
        for (const { onReconnect } of listeners) onReconnect?.();
      }
    },
  };
}
