/**
 * The embedded database stopped, or was closed, before it could answer. What was asked is not confirmed: a commit
 * that failed so may or may not be found after the restart, exactly as with a connection that broke in a commit.
 */
export class DatabaseGone extends Error {
  override readonly name = 'DatabaseGone';
}
