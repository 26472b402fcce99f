/**
 * The one visit of this tab: its list and "I am here" are kept while one looks at other screens, and go with the person
 * who made them.
 */
import { makeActions } from '../../../state/actions.ts';
import { ScanSession } from '../../../state/scan-session.ts';
import type { App } from '../../app-context.ts';

interface Held {
  readonly session: ScanSession;
  /** Undefined until it is known, which is a moment after the first screen, or while nobody is signed in. */
  personId: string | undefined;
}

const sessions = new WeakMap<App, Held>();

export function scanSessionOf(app: App): ScanSession {
  const personId = app.session.peek()?.personId;
  let held = sessions.get(app);
  if (held !== undefined && held.personId === undefined) held.personId = personId;
  if (held === undefined || held.personId !== personId) {
    const { db, moment, onTrouble } = app;
    const session = new ScanSession({ db, moment, onTrouble, actions: makeActions(app) });
    held = { session, personId };
    sessions.set(app, held);
  }
  return held.session;
}
