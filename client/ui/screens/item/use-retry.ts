/** Another try with a picture, where the server knows it and this person may ask: undefined where not. */
import type { Picture } from '../../../state/pictures.ts';
import { useApp } from '../../app-context.ts';
import { useActions } from '../../use-actions.ts';
import { screenWords } from '../../words/screen-words.ts';

export function useRetry(): (picture: Picture) => (() => void) | undefined {
  const { may } = useApp();
  const { actions, perform } = useActions();
  return ({ imageId, state }) => {
    if (imageId === null || !may('image.retry')) return undefined;
    const w = screenWords.value.pictures;
    return () =>
      void perform(actions.retryImages([imageId]), state === 'ready' ? w.fetching : w.trying);
  };
}
