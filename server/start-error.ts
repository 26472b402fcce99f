/**
 * Something outside the program keeps it from starting, and only a person can change that. The message
 * is a plain sentence that says what to do; it is meant for the terminal, without a stack.
 */
import { DatabaseOpenError } from './db/database-open-error.ts';
import { BlobStoreError } from './images/blob-store.ts';

export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The sentence for the terminal; undefined for a bug, whose stack is wanted. */
export function sentenceOf(error: unknown): string | undefined {
  const isForPeople =
    error instanceof StartError ||
    error instanceof DatabaseOpenError ||
    error instanceof BlobStoreError;
  return isForPeople ? error.message : undefined;
}
