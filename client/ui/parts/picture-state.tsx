/** How a picture stands, as one line with what one can do about it. Nothing at all while there is nothing to tell. */
import { words } from '../words/words.ts';
import { pictureStateWords, type PictureFacts } from '../words/picture-words.ts';
import { screenWords } from '../words/screen-words.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icons.tsx';

export interface PictureStateProps {
  readonly picture: PictureFacts & { readonly isPending: boolean };
  /** Left out where it cannot be tried again by this person. */
  readonly onRetry?: (() => void) | undefined;
}

export function PictureState({ picture, onRetry }: PictureStateProps) {
  const said = pictureStateWords(picture);
  if (said === undefined) return null;
  const isFailed = picture.state === 'failed' || picture.state === 'gone';
  const isTried = isFailed || (picture.state === 'queued' && picture.retryAt !== null);
  return (
    <div class={isFailed ? 'picture-state failed' : 'picture-state'} role="status">
      <Icon name={pictureIcon(picture)} little />
      <p>
        <strong>{said.title}</strong> {said.more}
        {picture.isPending && picture.state !== 'here' && (
          <span class="quiet"> {words.value.parts.pending}.</span>
        )}
      </p>
      {isTried && onRetry !== undefined && (
        <Button icon="sync" onClick={onRetry}>
          {screenWords.value.pictures.tryAgain}
        </Button>
      )}
    </div>
  );
}

export function pictureIcon({ state, reason }: Pick<PictureFacts, 'state' | 'reason'>): IconName {
  if (state === 'failed' || state === 'gone') return 'attention';
  if (state === 'here') return 'saved';
  if (state === 'downloading') return 'download';
  return reason === '' ? 'waiting' : 'attention';
}
