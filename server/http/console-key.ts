/**
 * The key of the machine's owner: made at each start, written where only they can read, and good for one
 * door only, which listens on loopback. With it the command line acts as the console.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Actor } from '../sync/actor.ts';

export interface Console {
  readonly key: string;
  readonly actor: Actor;
}

export function makeConsoleKey(): string {
  return `console-${randomBytes(32).toString('base64url')}`;
}

/** In the same time, however much of it is right. */
export function isConsoleKey(key: string, token: string): boolean {
  return timingSafeEqual(digest(key), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
