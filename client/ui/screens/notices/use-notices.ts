/**
 * What the notices screen shows and keeps: the server's answer, and beside it what has been typed and not saved. Both
 * outlive the screen, not the app, and belong to one person: whoever signs in next sees nothing of them.
 */
import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { NoticesView, NoticeWish } from '../../../../shared/notices.ts';
import { isSameJson } from '../../../../shared/same-json.ts';
import { makeNoticesServer, type NoticesServer } from '../../../state/notices-server.ts';
import type { ServerFailure } from '../../../state/server.ts';
import { useApp } from '../../app-context.ts';
import { setUnsaved } from '../../unsaved.ts';
import { language } from '../../words/words.ts';

interface Kept {
  readonly personId: string;
  readonly view: NoticesView | undefined;
  readonly draft: NoticeWish | undefined;
  readonly failure: ServerFailure | undefined;
}

const kept = signal<Kept | undefined>(undefined);

export interface UseNotices {
  readonly server: NoticesServer;
  readonly view: NoticesView | undefined;
  readonly failure: ServerFailure | undefined;
  /** What is on the screen: typed here, else the server's. */
  readonly wish: NoticeWish | undefined;
  readonly isUnsaved: boolean;
  readonly change: (changes: Partial<NoticeWish>) => void;
  readonly read: () => Promise<void>;
  /** Undefined if it is saved. */
  readonly save: (wish: NoticeWish) => Promise<ServerFailure | undefined>;
}

export function useNotices(personId: string): UseNotices {
  const { server: whole, onTrouble } = useApp();
  const server = useMemo(() => makeNoticesServer(whole), [whole]);
  const nothing = { personId, view: undefined, draft: undefined, failure: undefined };
  const mine = (): Kept => (kept.value?.personId === personId ? kept.value : nothing);
  const { view, draft, failure } = mine();
  const isUnsaved = draft !== undefined && !isSameJson(draft, view?.wish);

  const read = async (): Promise<void> => {
    const answer = await server.read();
    kept.value = answer.ok
      ? { ...mine(), view: answer.value, failure: undefined }
      : { ...mine(), failure: answer.failure };
  };
  useEffect(() => {
    const again = (): void => void read().catch(onTrouble);
    again();
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [server, personId]);
  useEffect(() => setUnsaved('notices', isUnsaved), [isUnsaved]);

  return {
    server,
    view,
    failure,
    wish: draft ?? view?.wish,
    isUnsaved,
    change: (changes) => {
      const before = mine().draft ?? mine().view?.wish;
      if (before !== undefined) kept.value = { ...mine(), draft: { ...before, ...changes } };
    },
    read,
    async save(wish) {
      // Messages come in the language that the app speaks here.
      const told = { ...wish, address: wish.address.trim(), language: language.value };
      const answer = await server.saveWish(told);
      if (!answer.ok) return answer.failure;
      const { view: shown } = mine();
      if (shown !== undefined)
        kept.value = { ...mine(), view: { ...shown, wish: told }, draft: undefined };
      return undefined;
    },
  };
}
