/**
 * What was on this device when it was last looked at, noted outside the database. When the database is found empty, this
 * tells a device that the browser has cleared from one that was never used, and how much was lost with it.
 */
import { readNote, writeNote } from './note.ts';

export interface HeldHere {
  /** Changes that had not reached the server. */
  readonly waiting: number;
  /** Photos whose bytes were only here. */
  readonly photos: number;
  /** Safety data sheets that were only here. */
  readonly sheets: number;
}

export function readHeldHere(): HeldHere | null {
  const noted = readNote('held-here');
  if (typeof noted !== 'object' || noted === null) return null;
  const number = (key: keyof HeldHere): number => {
    const value: unknown = Reflect.get(noted, key);
    return typeof value === 'number' && Number.isFinite(value) ? value : 0;
  };
  return { waiting: number('waiting'), photos: number('photos'), sheets: number('sheets') };
}

export function noteHeldHere(held: HeldHere | null): void {
  writeNote('held-here', held);
}
