/**
 * Manners towards other people's servers: few requests at once to one host, and a pause between two. Hosts
 * that the owner has opened by name are their own and take what we can.
 */
export interface HostLimits {
  readonly perHostMax: number;
  readonly spacingMs: number;
  readonly isOwnHost: (host: string) => boolean;
}

export interface BusyHosts {
  start(host: string): void;
  end(host: string): void;
  /** The hosts that may not be asked now, if `alsoStarted` are asked as well. */
  list(alsoStarted?: readonly string[]): readonly string[];
  /** Milliseconds until one of them may be asked again without anything ending; undefined if none. */
  nextFreeInMs(): number | undefined;
}

export function makeBusyHosts({ perHostMax, spacingMs, isOwnHost }: HostLimits, now: () => number) {
  const running = new Map<string, number>();
  const startedAt = new Map<string, number>();
  const isPolite = (host: string): boolean => host !== '' && !isOwnHost(host);

  const busy: BusyHosts = {
    start(host) {
      if (!isPolite(host)) return;
      running.set(host, (running.get(host) ?? 0) + 1);
      startedAt.set(host, now());
    },
    end(host) {
      const left = (running.get(host) ?? 0) - 1;
      if (left > 0) running.set(host, left);
      else running.delete(host);
    },
    list(alsoStarted = []) {
      forgetOld();
      const hosts = new Set(alsoStarted.filter(isPolite));
      for (const host of startedAt.keys()) hosts.add(host);
      for (const [host, count] of running) if (count >= perHostMax) hosts.add(host);
      return [...hosts];
    },
    nextFreeInMs() {
      forgetOld();
      let soonest: number | undefined;
      for (const [host, at] of startedAt) {
        if ((running.get(host) ?? 0) >= perHostMax) continue;
        soonest = Math.min(soonest ?? Infinity, at + spacingMs - now());
      }
      return soonest;
    },
  };

  /** What is left in `startedAt` was asked within the spacing. */
  function forgetOld(): void {
    for (const [host, at] of startedAt) if (now() - at >= spacingMs) startedAt.delete(host);
  }
  return busy;
}
