/** The parts of pictures in all their states, for the page of all parts. */
import { imageReasons } from '../../../shared/images.ts';
import { AddPhoto } from '../parts/add-photo.tsx';
import { AddingState } from '../parts/adding-state.tsx';
import { Photo } from '../parts/photo.tsx';
import { PictureState } from '../parts/picture-state.tsx';
import { Section } from '../parts/section.tsx';
import type { PictureFacts } from '../words/picture-words.ts';

const thumbhash = '1QcSHQRnh493V4dIh4eXh1h4kJUI';
const nobody = '0'.repeat(64);
const quiet = { kind: 'web', reason: '', retryAt: null } as const;
const states: readonly (PictureFacts & { readonly isPending: boolean })[] = [
  { ...quiet, kind: 'photo', state: 'here', isPending: true },
  { ...quiet, state: 'here', isPending: true },
  { ...quiet, kind: 'photo', state: 'awaiting', isPending: false },
  { ...quiet, state: 'queued', isPending: false },
  { ...quiet, state: 'queued', isPending: true },
  { ...quiet, state: 'queued', reason: 'busy', retryAt: 1_900_000_000_000, isPending: false },
  { ...quiet, state: 'downloading', isPending: false },
  { ...quiet, kind: 'photo', state: 'downloading', isPending: false },
  { ...quiet, state: 'gone', isPending: false },
  ...imageReasons.map((reason) => ({
    ...quiet,
    state: 'failed' as const,
    reason,
    isPending: false,
  })),
];
const nothing = (): void => undefined;

export function PictureParts() {
  const sizes = [96] as const;
  return (
    <Section title="Pictures">
      <div class="strip">
        <ul>
          <li>
            <Photo colour="#1F74B8" alt="None" sizes={sizes} picture={null} />
          </li>
          <li>
            <Photo
              colour="#1F74B8"
              alt="Not there yet"
              sizes={sizes}
              picture={{ sha256: '', thumbhash: '', blobSha256: '' }}
            />
          </li>
          <li>
            <Photo
              colour="#1F74B8"
              alt="Only its placeholder"
              sizes={sizes}
              picture={{ sha256: nobody, thumbhash, blobSha256: '' }}
            />
          </li>
        </ul>
        <AddPhoto onFiles={nothing} />
      </div>
      <AddingState
        adding={{
          progress: { done: 1, of: 3 },
          troubles: ['notes.txt is not a picture.'],
          clearTroubles: nothing,
        }}
      />
      {states.map((picture, place) => (
        <PictureState key={place} picture={picture} onRetry={nothing} />
      ))}
    </Section>
  );
}
