/** The picture that somebody took of what nobody knows: from the server, or the bytes that are still on this phone. */
import type { Tally } from '../../../../shared/entities.ts';
import { readTallyPhotos } from '../../../state/read-stocktake.ts';
import { Photo } from '../../parts/photo.tsx';
import { useLive } from '../../use-live.ts';

export interface TallyPhotoProps {
  readonly tallies: readonly Tally[];
  readonly alt: string;
  readonly isLarge?: boolean;
}

export function TallyPhoto({ tallies, alt, isLarge = false }: TallyPhotoProps) {
  const id = tallies.find(({ photoId }) => photoId !== null)?.photoId ?? null;
  const photos = useLive(async (db) => (id === null ? undefined : readTallyPhotos(db, [id])), [id]);
  const found = id === null ? undefined : photos?.get(id);
  const picture = found && {
    sha256: found.image?.sha256 ?? '',
    thumbhash: found.image?.thumbhash ?? '',
    blobSha256: found.photo.sha256,
  };
  return (
    <Photo
      key={picture?.blobSha256 ?? ''}
      colour=""
      alt={alt}
      sizes={isLarge ? [320] : [96]}
      picture={picture ?? null}
    />
  );
}
