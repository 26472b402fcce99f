/** What the photo part needs of a picture. Bytes that are not on this phone are not asked for. */
import type { Picture } from '../../state/pictures.ts';
import type { ShownPicture } from './photo.tsx';

export function toShown({ sha256, thumbhash, hasBlob, blobSha256 }: Picture): ShownPicture {
  return { sha256, thumbhash, blobSha256: hasBlob ? blobSha256 : '' };
}
