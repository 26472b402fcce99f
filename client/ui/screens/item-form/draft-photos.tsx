/** Photos of an item that is not there yet: kept with what was typed, in memory, and added together with the item. */
import type { NewPhoto } from '../../../state/photo-actions.ts';
import { AddPhoto } from '../../parts/add-photo.tsx';
import { AddingState } from '../../parts/adding-state.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Section } from '../../parts/section.tsx';
import { useAddingPhotos } from '../../use-adding-photos.ts';
import { useDroppedFiles } from '../../use-dropped-files.ts';
import { useObjectUrl } from '../../use-object-url.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface DraftPhotosProps {
  readonly photos: readonly NewPhoto[];
  readonly onPhoto: (photo: NewPhoto) => void;
  readonly onChange: (photos: readonly NewPhoto[]) => void;
}

export function DraftPhotos({ photos, onPhoto, onChange }: DraftPhotosProps) {
  const w = screenWords.value.pictures.form;
  const adding = useAddingPhotos({
    keep: (photo) => {
      onPhoto(photo);
      return Promise.resolve(undefined);
    },
  });
  useDroppedFiles(adding.add);
  return (
    <Section title={w.photos} hint={w.photosHint}>
      <div class="strip">
        {photos.length > 0 && (
          <ul aria-label={w.photos}>
            {photos.map((photo, place) => (
              <li key={photo.sha256} class="draft-photo">
                <DraftPhoto photo={photo} alt={w.photo(place + 1)} />
                <IconButton
                  icon="close"
                  label={w.remove(place + 1)}
                  onClick={() => onChange(photos.filter((each) => each !== photo))}
                />
              </li>
            ))}
          </ul>
        )}
        <AddPhoto onFiles={adding.add} />
      </div>
      <AddingState adding={adding} />
    </Section>
  );
}

function DraftPhoto({ photo, alt }: { photo: NewPhoto; alt: string }) {
  const src = useObjectUrl(photo.small);
  return (
    <span class="photo shown">
      {src !== undefined && <img class="there" src={src} alt={alt} />}
    </span>
  );
}
