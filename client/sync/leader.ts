/**
 * One tab of a browser syncs for all: it saves radio and server, and nothing more. Correctness does not
 * rest on it, because a frozen tab may keep its lock: two leaders at once are safe (request-moment.ts).
 * The tab on screen leads; it takes the lock from a hidden one, which may be frozen.
 *
 *   following ── lock granted ──▶ leading
 *       ▲  └─ becomes visible: steal ─▲ │
 *       └──────── stolen by another ────┘
 */
import type { Locks } from './environment.ts';

export interface LeadOptions {
  readonly locks: Locks | null;
  readonly name: string;
  readonly isVisible: () => boolean;
  /** Called at each change. */
  readonly onLead: (isLeading: boolean) => void;
}

export interface Lead {
  /** To be called when the tab becomes visible. */
  takeOver(): void;
  stop(): void;
}

export function seekLead({ locks, name, isVisible, onLead }: LeadOptions): Lead {
  if (locks === null) {
    onLead(true);
    return { takeOver: () => undefined, stop: () => onLead(false) };
  }
  let isLeading = false;
  let isStopped = false;
  let giveUp = (): void => undefined;

  const seek = (steal: boolean): void => {
    giveUp();
    const queue = new AbortController();
    let release = (): void => undefined;
    giveUp = () => {
      queue.abort();
      release();
    };
    const held = (): Promise<void> =>
      new Promise((resolve) => {
        release = resolve;
        set(true);
      });
    // `steal` and `signal` exclude each other (Web Locks, 3.2).
    const options = steal ? { steal } : { signal: queue.signal };
    locks.request(name, options, held).then(
      () => undefined,
      () => {
        // Stolen, or no longer waited for. Whoever still wants to lead queues up again.
        if (queue.signal.aborted || isStopped) return;
        set(false);
        seek(false);
      },
    );
  };
  const set = (leads: boolean): void => {
    if (leads === isLeading) return;
    isLeading = leads;
    onLead(leads);
  };

  seek(isVisible());
  return {
    takeOver: () => {
      if (!isLeading && !isStopped) seek(true);
    },
    stop: () => {
      isStopped = true;
      giveUp();
      set(false);
    },
  };
}
