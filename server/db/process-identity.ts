/**
 * Which process is it, and does it still run? A process id alone does not say: it is used again after a restart, and
 * in every container counting begins at 1. Where Linux tells, an identity is therefore the boot, the id namespace and
 * the moment of the start; elsewhere we know less, and say so.
 */
import fs from 'node:fs';
import os from 'node:os';

export interface ProcessIdentity {
  readonly pid: number;
  /** Only within the same place do process ids compare. */
  readonly place: string;
  /** Clock ticks since boot; null where there is no /proc. */
  readonly startTicks: string | null;
}

export function readOwnIdentity(): ProcessIdentity {
  return { pid: process.pid, place: readPlace(), startTicks: readStartTicks(process.pid) };
}

/** `unknown`: the process may be in another container, or a stranger may have got its id. */
export function isRunning(identity: ProcessIdentity): 'yes' | 'no' | 'unknown' {
  const { pid, place, startTicks } = identity;
  if (place !== readPlace()) return 'unknown';
  if (startTicks !== null) return readStartTicks(pid) === startTicks ? 'yes' : 'no';
  try {
    process.kill(pid, 0);
    return 'unknown';
  } catch (error) {
    // EPERM: it is there, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'no' : 'unknown';
  }
}

function readPlace(): string {
  const boot = readIfThere(() => fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const namespace = readIfThere(() => fs.readlinkSync('/proc/self/ns/pid'));
  return boot === null || namespace === null ? os.hostname() : `${boot} ${namespace}`;
}

/** Null also for a zombie: it is dead, only its parent has not looked yet. */
function readStartTicks(pid: number): string | null {
  const stat = readIfThere(() => fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // "pid (name) state …": the name may hold spaces and brackets. State is field 3, the start field 22; see proc(5).
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state] = fields;
  return state === 'Z' || state === 'X' ? null : (fields[22 - 3] ?? null);
}

function readIfThere(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
