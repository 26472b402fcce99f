/**
 * The pictures of an item, large, one at a time. A native <dialog>; arrow keys and buttons turn the pages, no gesture is
 * needed. Without a network it shows what this phone has and says so.
 */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Item } from '../../../../shared/entities.ts';
import type { Picture } from '../../../state/pictures.ts';
import { IconButton } from '../../parts/icon-button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Photo } from '../../parts/photo.tsx';
import { PictureState } from '../../parts/picture-state.tsx';
import { toShown } from '../../parts/to-shown.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { PictureDeeds } from './picture-deeds.tsx';
import { PictureDetails } from './picture-details.tsx';
import { useRetry } from './use-retry.ts';

export interface PictureViewerProps {
  readonly item: Item;
  readonly pictures: readonly Picture[];
  readonly firstKey: string;
  readonly onClose: () => void;
}

export function PictureViewer({ item, pictures, firstKey, onClose }: PictureViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [key, setKey] = useState(firstKey);
  const found = pictures.findIndex((each) => each.key === key);
  // One that somebody else deletes meanwhile leaves its place to the first.
  const at = Math.max(found, 0);
  const picture = pictures[at];
  const w = screenWords.value.pictures;
  useEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);
  useEffect(() => {
    if (picture === undefined) onClose();
  }, [picture === undefined]);
  if (picture === undefined) return null;
  const turn = (step: number): void => {
    const next = pictures.at((at + step) % pictures.length);
    if (next !== undefined) setKey(next.key);
  };
  return (
    <dialog
      ref={dialog}
      class="viewer"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') turn(1);
        if (event.key === 'ArrowLeft') turn(-1);
      }}
    >
      <header>
        <h2 id={id}>{w.pictures(item.name)}</h2>
        <IconButton icon="close" label={words.value.parts.close} onClick={onClose} />
      </header>
      <Stage key={picture.key} item={item} picture={picture} />
      <footer>
        {pictures.length > 1 && (
          <div class="turn">
            <IconButton icon="back" label={w.previous} onClick={() => turn(-1)} />
            <span role="status">{w.place(at + 1, pictures.length)}</span>
            <IconButton icon="next" label={w.next} onClick={() => turn(1)} />
          </div>
        )}
        <PictureDeeds
          item={item}
          picture={picture}
          isOnly={pictures.length === 1}
          onClose={onClose}
        />
      </footer>
    </dialog>
  );
}

function Stage({ item, picture }: { item: Item; picture: Picture }) {
  const retry = useRetry();
  const [isLargeAway, setLargeAway] = useState(false);
  const w = screenWords.value.pictures;
  const { width, height } = picture;
  // Never shown larger than it is, or at least not by much.
  const bounds =
    width > 0 ? { maxWidth: `max(20rem, ${width}px)`, maxHeight: `max(20rem, ${height}px)` } : {};
  return (
    <>
      <div class="stage">
        <div style={bounds}>
          <Photo
            colour=""
            alt={w.alt(item.name)}
            sizes={[96, 320, 1024]}
            picture={toShown(picture)}
            whole
            onSettled={(size, isThere) => {
              if (size === 1024) setLargeAway(!isThere);
            }}
          />
        </div>
      </div>
      <div class="about">
        {isLargeAway && (
          <p class="picture-state">
            <Icon name="offline" little />
            {w.largeNeedsNetwork}
          </p>
        )}
        <PictureState picture={picture} onRetry={retry(picture)} />
        <PictureDetails picture={picture} />
      </div>
    </>
  );
}
