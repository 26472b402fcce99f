/** How a picture stands, in words: what is so, and what comes of it or what one can do. */
import type { ImageReason } from '../../../shared/images.ts';
import { assertNever } from '../../../shared/result.ts';
import { thisDevice } from '../../device/this-device.ts';
import type { Picture } from '../../state/pictures.ts';
import type { ReasonWords } from './en-pictures.ts';
import { formatTime } from './format.ts';
import { screenWords } from './screen-words.ts';

export type PictureFacts = Pick<Picture, 'kind' | 'state' | 'reason' | 'retryAt'>;

/** Undefined where there is nothing to tell: it is ready. */
export function pictureStateWords(picture: PictureFacts): ReasonWords | undefined {
  const w = screenWords.value.pictures.states;
  const { kind, state, reason, retryAt } = picture;
  switch (state) {
    case 'ready':
      return undefined;
    case 'here':
      return kind === 'photo'
        ? { title: w.here(thisDevice()), more: w.hereMore }
        : { title: w.addressHere, more: w.addressHereMore };
    case 'awaiting':
      return { title: w.awaiting, more: w.awaitingMore };
    case 'queued':
      return reason === '' || retryAt === null
        ? { title: w.queued, more: '' }
        : { title: reasonWords(kind, reason).title, more: w.laterTry(formatTime(retryAt)) };
    case 'downloading':
      return { title: kind === 'web' ? w.downloading : w.making, more: '' };
    case 'failed':
      return reason === '' ? reasonWords(kind, 'gave_up') : reasonWords(kind, reason);
    case 'gone':
      return { title: w.gone, more: '' };
    default:
      return assertNever(state);
  }
}

/** What one can do about an address is of no use for a photo. */
export function reasonWords(kind: Picture['kind'], reason: ImageReason): ReasonWords {
  const w = screenWords.value.pictures;
  const { title, more } = w.reasons[reason];
  return { title, more: kind === 'web' || reason === 'storage' ? more : w.photoMore };
}
