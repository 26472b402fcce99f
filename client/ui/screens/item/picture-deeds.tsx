/** What one can do with one picture of an item: make it the cover, fetch it again, take it away. */
import type { Item } from '../../../../shared/entities.ts';
import type { Picture } from '../../../state/pictures.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useActions } from '../../use-actions.ts';
import { failureWords } from '../../words/failure-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { useRetry } from './use-retry.ts';

export interface PictureDeedsProps {
  readonly item: Item;
  readonly picture: Picture;
  readonly isOnly: boolean;
  readonly onClose: () => void;
}

export function PictureDeeds({ item, picture, isOnly, onClose }: PictureDeedsProps) {
  const { may } = useApp();
  const { actions, perform } = useActions();
  const retry = useRetry();
  const w = screenWords.value.pictures;
  const { photoId, kind, state } = picture;
  const fetchAgain = kind === 'web' && state === 'ready' ? retry(picture) : undefined;

  const useAsCover = async (): Promise<void> => {
    const done = await actions.setCover(item, photoId);
    // That it is the cover now is said right here, where a way back is one tap, too.
    if (!done.ok) showToast({ text: failureWords(done.failure) });
  };
  /** Closed first: the way back is in the toast, which cannot be reached behind a dialog. */
  const takeAway = (): void => {
    onClose();
    if (photoId !== null) void perform(actions.remove('photo', photoId), w.deleted);
    else void perform(actions.editItem(item, { imageUrl: '' }), w.addressRemoved);
  };
  return (
    <div class="toolbar">
      {!isOnly &&
        (picture.isCover ? (
          <p class="is-cover" role="status">
            <Icon name="check" little />
            {w.isCover}
          </p>
        ) : (
          may('item.patch') && <Button onClick={() => void useAsCover()}>{w.cover}</Button>
        ))}
      {fetchAgain !== undefined && <Button onClick={fetchAgain}>{w.fetchAgain}</Button>}
      {may(photoId === null ? 'item.patch' : 'photo.delete') && (
        <Button kind="danger" onClick={takeAway}>
          {photoId === null ? w.removeAddress : w.delete}
        </Button>
      )}
    </div>
  );
}
