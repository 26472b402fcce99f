/** What the end of a job does to its picture. Each sees the row as it is by then. */
import type { Image } from '../../shared/entities.ts';
import type { ImageReason } from '../../shared/images.ts';
import { readImage } from '../db/image-statements.ts';
import type { Effect } from './job-handler.ts';

/** What is known of a picture once it has been made. */
export type ImageFacts = Pick<
  Image,
  'sha256' | 'thumbhash' | 'width' | 'height' | 'format' | 'bytes'
>;

function changeImage(id: string, change: (image: Image, nowMs: number) => Image): Effect {
  return async ({ tx, spaceId, rows, nowMs }) => {
    const image = rows.get('image', id) ?? (await readImage(tx, spaceId, id));
    if (image !== undefined) rows.put('image', change(image, nowMs));
  };
}

function setState(id: string, state: Image['state'], reason: Image['reason'] = ''): Effect {
  return changeImage(id, (image, changedAt) => {
    return { ...image, state, reason, changedAt, retryAt: null };
  });
}

export const setDownloading = (id: string): Effect => setState(id, 'downloading');
export const setQueued = (id: string): Effect => setState(id, 'queued');
/** The bytes are not here (any more): a phone that still has them may send them. */
export const setAwaiting = (id: string): Effect => setState(id, 'awaiting');
export const setGone = (id: string): Effect => setState(id, 'gone');

/** What was made of it before stays on show. */
export function setFailed(id: string, reason: ImageReason): Effect {
  return setState(id, 'failed', reason);
}

export function setReady(id: string, facts: ImageFacts): Effect {
  return changeImage(id, (image, changedAt) => {
    return { ...image, ...facts, state: 'ready', reason: '', retryAt: null, changedAt };
  });
}

export function setLater(id: string, reason: ImageReason, delayMs: number): Effect {
  return changeImage(id, (image, changedAt) => {
    return { ...image, state: 'queued', reason, changedAt, retryAt: changedAt + delayMs };
  });
}
