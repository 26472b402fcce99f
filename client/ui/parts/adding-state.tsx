/** How adding photos gets along: which one it is at, and a sentence for each file that could not be taken. */
import type { AddingPhotos } from '../use-adding-photos.ts';
import { screenWords } from '../words/screen-words.ts';
import { IconButton } from './icon-button.tsx';
import { Icon } from './icons.tsx';
import { ProgressBar } from './progress-bar.tsx';

export function AddingState({ adding }: { adding: Omit<AddingPhotos, 'add'> }) {
  const w = screenWords.value.pictures;
  const { progress, troubles } = adding;
  return (
    <>
      {progress !== null && (
        <ProgressBar
          label={w.adding(progress.done + 1, progress.of)}
          done={progress.done}
          of={progress.of}
        />
      )}
      <div role="alert" hidden={troubles.length === 0}>
        {troubles.length > 0 && (
          <div class="wrong-files">
            <Icon name="attention" little />
            <ul>
              {troubles.map((trouble) => (
                <li key={trouble}>{trouble}</li>
              ))}
            </ul>
            <IconButton icon="close" label={w.wrong.close} onClick={adding.clearTroubles} />
          </div>
        )}
      </div>
    </>
  );
}
