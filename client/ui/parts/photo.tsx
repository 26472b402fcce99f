/**
 * The place of a picture, in a box that never changes its size. From the bottom up: a quiet sign in the category's
 * colour, the thumbhash, the thumbnails, the bytes on this phone. What cannot be had (no network and not kept) leaves
 * the layer below, never a broken picture.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { imagePath, type ImageSize } from '../../../shared/images.ts';
import { useBlobUrl } from '../use-object-url.ts';
import { categoryStyle } from './card.tsx';
import { Icon } from './icons.tsx';
import { Placeholder } from './placeholder.tsx';

/** What there is of a picture; "" for what there is not. */
export interface ShownPicture {
  readonly sha256: string;
  readonly thumbhash: string;
  readonly blobSha256: string;
}

export interface PhotoProps {
  /** The category's; "" for none. */
  readonly colour: string;
  /** "" where the words beside it say enough. */
  readonly alt: string;
  /** The thumbnails to show, the smallest first: it may be kept where the larger one is not. */
  readonly sizes: readonly ImageSize[];
  readonly picture: ShownPicture | null;
  /** All of it, instead of a square out of its middle. */
  readonly whole?: boolean;
  readonly onSettled?: (size: ImageSize, isThere: boolean) => void;
}

export function Photo({ colour, alt, sizes, picture, whole = false, onSettled }: PhotoProps) {
  const { sha256, thumbhash, blobSha256 } = picture ?? nothing;
  const layers = sha256 === '' ? [] : sizes.map((size) => ({ size, src: imagePath(sha256, size) }));
  // In a list that is scrolled back, what was there a moment ago is there again and needs no placeholder.
  const [known] = useState(() => layers.findLast(({ src }) => seen.has(src))?.src ?? '');
  const [shown, setShown] = useState(known);
  // The phone's own bytes are read only where the server's are not to be had: a long list asks for many. What has been
  // shown of them stays, so that nothing flickers when the server's arrive.
  const [isCut, setCut] = useState(false);
  const asked = isCut || sha256 === '' ? blobSha256 : '';
  useEffect(() => {
    if (asked !== '') setCut(true);
  }, [asked]);
  const local = useBlobUrl(asked, sizes.at(-1) === 96 ? 'small' : 'bytes');
  const isShown = shown !== '' && (shown === local || layers.some(({ src }) => src === shown));
  const look = ['photo', whole && 'whole', isShown && 'shown'].filter(Boolean).join(' ');
  return (
    <span
      class={look}
      style={categoryStyle(colour)}
      role={alt === '' ? undefined : 'img'}
      aria-label={alt === '' ? undefined : alt}
      aria-hidden={alt === ''}
    >
      {thumbhash === '' && <Icon name={picture === null ? 'items' : 'photo'} />}
      {thumbhash !== '' && (known === '' || isCut) && <Placeholder thumbhash={thumbhash} />}
      {layers.map(({ size, src }) => (
        <Layer
          key={src}
          src={src}
          onSettled={(isThere) => {
            if (isThere) setShown(src);
            else setCut(true);
            onSettled?.(size, isThere);
          }}
        />
      ))}
      {local !== undefined && <Layer key={local} src={local} onSettled={() => setShown(local)} />}
    </span>
  );
}

const nothing: ShownPicture = { sha256: '', thumbhash: '', blobSha256: '' };

/** Their addresses. What was seen before is shown without fading in: a list that is scrolled back must not flicker. */
const seen = new Set<string>();
const seenMax = 2_000;

interface LayerProps {
  readonly src: string;
  readonly onSettled: (isThere: boolean) => void;
}

function Layer({ src, onSettled }: LayerProps) {
  const ref = useRef<HTMLImageElement>(null);
  const [wasSeen] = useState(() => seen.has(src));
  const [state, setState] = useState<'coming' | 'there' | 'away'>(wasSeen ? 'there' : 'coming');
  const settle = (isThere: boolean): void => {
    if (!isThere) seen.delete(src);
    else if (!seen.has(src)) {
      if (seen.size >= seenMax) seen.clear();
      seen.add(src);
    }
    setState(isThere ? 'there' : 'away');
    onSettled(isThere);
  };
  useLayoutEffect(() => {
    // Out of the browser's memory it is there before its load event.
    if (ref.current?.complete === true && ref.current.naturalWidth > 0) settle(true);
  }, []);
  useEffect(() => {
    if (state !== 'away') return;
    const tryAgain = (): void => setState('coming');
    addEventListener('online', tryAgain);
    return () => removeEventListener('online', tryAgain);
  }, [state]);
  if (state === 'away') return null;
  return (
    <img
      ref={ref}
      src={src}
      alt=""
      class={state}
      loading={wasSeen ? 'eager' : 'lazy'}
      decoding="async"
      draggable={false}
      onLoad={() => settle(true)}
      onError={() => settle(false)}
    />
  );
}
