/**
 * The verbs of the app for a screen, and `perform`: does a deed and says what became of it, with the way back, or why
 * not. Only lazy screens import this: the rule book and its schemas (7 kB brotli) stay out of the first load.
 */
import { useMemo } from 'preact/hooks';
import { makeActions, type Actions, type Deed, type Done } from '../state/actions.ts';
import { useApp, type App } from './app-context.ts';
import { showToast } from './parts/toast.tsx';
import { failureWords } from './words/failure-words.ts';
import { words } from './words/words.ts';

export interface UseActions {
  readonly actions: Actions;
  /** Answers what was done, or undefined where it was refused. */
  readonly perform: <Value extends Done>(
    deed: Deed<Value>,
    said: string,
  ) => Promise<Value | undefined>;
}

export function useActions(): UseActions {
  const app = useApp();
  return useMemo(() => {
    const actions = makeActions(app);
    return { actions, perform: (deed, said) => perform({ app, actions }, deed, said) };
  }, [app]);
}

async function perform<Value extends Done>(
  { app, actions }: { readonly app: App; readonly actions: Actions },
  deed: Deed<Value>,
  said: string,
): Promise<Value | undefined> {
  const done = await deed;
  if (!done.ok) {
    showToast({ text: failureWords(done.failure) });
    return undefined;
  }
  const { undo } = done.value;
  // A way back that would be refused is not offered.
  const canUndo = undo.length > 0 && undo.every(({ name }) => app.may(name));
  showToast({
    text: said,
    undo: canUndo
      ? () => void perform({ app, actions }, actions.record(undo), words.value.parts.undone)
      : undefined,
  });
  return done.value;
}
