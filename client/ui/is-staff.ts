/** Whether somebody looks after the space: what only they need is left out for everybody else. */
import type { SessionFacts } from '../../shared/session.ts';

export function isStaff(session: SessionFacts | null): boolean {
  return session !== null && session.role !== 'member';
}
