/** Whether a video shows nothing but black, as a stream does that the system took away without saying so. */
import { must } from '../../shared/result.ts';

const side = 16;
/** Of 255. Video black is 16 in a signal and noise in the dark; a shed at night with a finger on the lens is above. */
const darkMax = 12;

export function isBlack(video: HTMLVideoElement): boolean {
  if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return true;
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = must(canvas.getContext('2d', { willReadFrequently: true }), 'a canvas');
  context.drawImage(video, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  return data.every((value, place) => place % 4 === 3 || value <= darkMax);
}
