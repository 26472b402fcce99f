/** When to ask whether the app may go to the home screen: not before it has been of use, and rarely after a no. */
import { readNote, writeNote } from './note.ts';

const askAgainMs = 60 * 24 * 60 * 60_000;
/** A reload a minute later is not a second visit. */
const visitMs = 30 * 60_000;

export interface InstallMemory {
  readonly visits: number;
  readonly lastSeenAt: number;
  /** 0 if never. */
  readonly refusedAt: number;
}

const nothingYet: InstallMemory = { visits: 0, lastSeenAt: 0, refusedAt: 0 };

export function readInstallMemory(): InstallMemory {
  const noted = readNote('install');
  if (typeof noted !== 'object' || noted === null) return nothingYet;
  const number = (key: keyof InstallMemory): number => {
    const value: unknown = Reflect.get(noted, key);
    return typeof value === 'number' && Number.isFinite(value) ? value : 0;
  };
  return {
    visits: number('visits'),
    lastSeenAt: number('lastSeenAt'),
    refusedAt: number('refusedAt'),
  };
}

export function noteVisit(nowMs: number): void {
  const before = readInstallMemory();
  // A clock that was put back counts as another visit, not as none for a year.
  const isNew = Math.abs(nowMs - before.lastSeenAt) >= visitMs;
  writeNote('install', {
    ...before,
    visits: before.visits + (isNew ? 1 : 0),
    lastSeenAt: nowMs,
  });
}

export function noteInstallRefused(nowMs: number): void {
  writeNote('install', { ...readInstallMemory(), refusedAt: nowMs });
}

export function isInstallMoment(
  { visits, refusedAt }: InstallMemory,
  { nowMs, hasChanged }: { readonly nowMs: number; readonly hasChanged: boolean },
): boolean {
  const isUseful = visits >= 2 || hasChanged;
  const wasRefused = refusedAt !== 0 && Math.abs(nowMs - refusedAt) < askAgainMs;
  return isUseful && !wasRefused;
}
