/** Below the head of the card: how its picture stands, all its pictures when there are several, and ways to add one. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Item } from '../../../../shared/entities.ts';
import { succeed } from '../../../../shared/result.ts';
import type { Done } from '../../../state/actions.ts';
import type { Picture } from '../../../state/pictures.ts';
import { useApp } from '../../app-context.ts';
import { AddPhoto } from '../../parts/add-photo.tsx';
import { AddingState } from '../../parts/adding-state.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Photo } from '../../parts/photo.tsx';
import { pictureIcon, PictureState } from '../../parts/picture-state.tsx';
import { toShown } from '../../parts/to-shown.ts';
import { useActions } from '../../use-actions.ts';
import { useAddingPhotos, type AddingPhotos } from '../../use-adding-photos.ts';
import { useDroppedFiles } from '../../use-dropped-files.ts';
import { useRetry } from './use-retry.ts';
import { failureWords } from '../../words/failure-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface ItemPicturesProps {
  readonly item: Item;
  /** The cover first. */
  readonly pictures: readonly Picture[];
  readonly colour: string;
  readonly onOpen: (key: string) => void;
}

export function ItemPictures({ item, pictures, colour, onOpen }: ItemPicturesProps) {
  const { may } = useApp();
  const retry = useRetry();
  const [cover] = pictures;
  const mayAdd = may('photo.create');
  if (cover === undefined && !mayAdd) return null;
  const w = screenWords.value.pictures;
  const strip = pictures.length > 1 && (
    <ul aria-label={w.pictures(item.name)}>
      {pictures.map((picture, place) => (
        <li key={picture.key}>
          <StripPicture
            picture={picture}
            colour={colour}
            label={w.show(place + 1, pictures.length)}
            onOpen={onOpen}
          />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {cover && <PictureState picture={cover} onRetry={retry(cover)} />}
      {mayAdd ? <AddToItem item={item}>{strip}</AddToItem> : <div class="strip">{strip}</div>}
    </>
  );
}

interface StripPictureProps {
  readonly picture: Picture;
  readonly colour: string;
  readonly label: string;
  readonly onOpen: (key: string) => void;
}

function StripPicture({ picture, colour, label, onOpen }: StripPictureProps) {
  const isFailed = picture.state === 'failed';
  return (
    <button type="button" class="open-photo" aria-label={label} onClick={() => onOpen(picture.key)}>
      <Photo colour={colour} alt="" sizes={[96]} picture={toShown(picture)} />
      {picture.state !== 'ready' && (
        <span class={isFailed ? 'corner failed' : 'corner'}>
          <Icon name={pictureIcon(picture)} little />
        </span>
      )}
    </button>
  );
}

function AddToItem({ item, children }: { item: Item; children: ComponentChildren }) {
  const adding = useAddingToItem(item);
  const isOver = useDroppedFiles(adding.add);
  return (
    <>
      <div class="strip">
        {children}
        <AddPhoto onFiles={adding.add} />
      </div>
      {isOver && (
        <div class="drop-here" aria-hidden="true">
          <Icon name="photo" />
          {screenWords.value.pictures.dropHere(item.name)}
        </div>
      )}
      <AddingState adding={adding} />
    </>
  );
}

function useAddingToItem(item: Item): AddingPhotos {
  const { actions, perform } = useActions();
  const waysBack = useRef<Done['undo']>([]);
  return useAddingPhotos({
    keep: async (photo) => {
      const done = await actions.addPhotos(item.id, [photo]);
      if (!done.ok) return failureWords(done.failure);
      if (done.value.ids.length === 0) return screenWords.value.pictures.hereAlready;
      waysBack.current = [...waysBack.current, ...done.value.undo];
      return undefined;
    },
    onEnd: (kept) => {
      if (kept === 0) return;
      const undo = waysBack.current;
      waysBack.current = [];
      const said = screenWords.value.pictures.added(kept);
      void perform(Promise.resolve(succeed({ undo })), said);
    },
  });
}
