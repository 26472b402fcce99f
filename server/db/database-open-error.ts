/**
 * The database cannot be used as it is, and only a person can change that. The message is a plain sentence that
 * says what to do; it is meant for the terminal, without a stack.
 */
export class DatabaseOpenError extends Error {
  override readonly name = 'DatabaseOpenError';
}
