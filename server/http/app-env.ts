/** What every handler of this room finds in its context. */
import type { Actor } from '../sync/actor.ts';
import type { SessionFacts } from '../../shared/session.ts';

export interface AppEnv {
  Bindings: {
    /** Node's own request; absent where the app is asked in process. */
    readonly incoming?: { readonly socket: { readonly remoteAddress?: string | undefined } };
    /** Set by the composition root for the listener that only this machine reaches. */
    readonly door?: 'console';
  };
  Variables: {
    requestId: string;
    /** Set by `signedIn`. */
    actor: Actor;
    /** Set by `signedIn`; undefined for the console, which has none. */
    session: SessionFacts | undefined;
  };
}
