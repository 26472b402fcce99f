/**
 * Ways to a photo: on a phone its camera and its library, on a computer its files. Plain file inputs, so the system's
 * own camera is used and no permission is asked for.
 */
import { thisDevice } from '../../device/this-device.ts';
import { screenWords } from '../words/screen-words.ts';
import { Icon, type IconName } from './icons.tsx';

export interface AddPhotoProps {
  readonly onFiles: (files: readonly File[]) => void;
}

export function AddPhoto({ onFiles }: AddPhotoProps) {
  const w = screenWords.value.pictures;
  if (thisDevice() === 'computer') return <Tile icon="plus" text={w.addPhoto} onFiles={onFiles} />;
  return (
    <span class="tiles" role="group" aria-label={w.addPhoto}>
      <Tile icon="photo" text={w.camera} camera onFiles={onFiles} />
      <Tile icon="plus" text={w.library} onFiles={onFiles} />
    </span>
  );
}

interface TileProps extends AddPhotoProps {
  readonly icon: IconName;
  readonly text: string;
  readonly camera?: boolean;
}

function Tile({ icon, text, camera = false, onFiles }: TileProps) {
  return (
    <label class="tile" title={text}>
      <Icon name={icon} />
      <span>{text}</span>
      <input
        type="file"
        accept="image/*"
        capture={camera ? 'environment' : undefined}
        multiple={!camera}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file may be chosen once more.
          event.currentTarget.value = '';
          onFiles(files);
        }}
      />
    </label>
  );
}
