/** The plain facts of one picture: size, kind, weight, since when, and for one from the web its address. */
import type { Picture } from '../../../state/pictures.ts';
import { useLive } from '../../use-live.ts';
import { formatAgo, formatBytes, formatNumber } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';

export function PictureDetails({ picture }: { picture: Picture }) {
  const { imageId, kind, source } = picture;
  const image = useLive(
    async (db) => (imageId === null ? undefined : await db.image.get(imageId)),
    [imageId],
  );
  const w = screenWords.value.pictures;
  const isReady = image !== undefined && image.sha256 !== '';
  const facts = isReady
    ? [
        w.size(formatNumber(image.width), formatNumber(image.height)),
        image.format.toUpperCase(),
        formatBytes(image.bytes),
        formatAgo(image.changedAt),
      ]
    : [];
  return (
    <>
      <p class="picture-facts">{facts.join(' · ')}</p>
      {kind === 'web' && (
        <p class="picture-facts">
          {w.from}{' '}
          <a href={source} target="_blank" rel="noopener noreferrer">
            {source}
          </a>
        </p>
      )}
    </>
  );
}
