/** What a promise was rejected with, for tests that look at more than its message. */
import { expect } from 'vitest';

export async function failureOf(doing: Promise<unknown>): Promise<unknown> {
  return doing.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error,
  );
}
