/** Taking a line back, or letting it stand again: one movement either way, with a way back of its own. */
import { useMemo } from 'preact/hooks';
import type { HistoryLine } from '../../../state/history.ts';
import { useApp } from '../../app-context.ts';
import { useActions } from '../../use-actions.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface TakingBack {
  readonly deed: 'undo' | 'redo';
  readonly run: () => void;
}

/** Null where there is nothing to take back: a count is a statement, and a loan has its own page. */
export type TakingBackOf = (line: HistoryLine) => TakingBack | null;

/** Asked once for a whole list: fifty lines need not each make all the verbs of the app. */
export function useTakingBack(): TakingBackOf {
  const { may } = useApp();
  const { actions, perform } = useActions();
  const mayRecord = may('movement.record');
  return useMemo(
    () => (line) => {
      if (!mayRecord || line.kind === 'count' || line.undo.next === null) return null;
      const { deed, movement } = line.undo.next;
      const run = (): void => {
        const w = screenWords.value.history;
        void perform(actions.undoMovement(movement), deed === 'undo' ? w.undone : w.redone);
      };
      return { deed, run };
    },
    [actions, perform, mayRecord],
  );
}
