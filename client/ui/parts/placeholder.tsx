/**
 * What is shown of a picture before it is there: its thumbhash, drawn without a request. A canvas and no data URL: no PNG
 * to encode and decode again, and browsers that blur canvas reads still show it.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Not part of the first load (1 kB brotli); once it is here, every placeholder is drawn before the first paint. */
let decode: ((thumbhash: string) => ImageData) | undefined;

async function fetchDecoder(): Promise<void> {
  decode = (await import('./decode-thumbhash.ts')).decodeThumbhash;
}

export function Placeholder({ thumbhash }: { thumbhash: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const draw = (): void => {
      const canvas = ref.current;
      if (canvas === null || decode === undefined) return;
      const pixels = decode(thumbhash);
      canvas.width = pixels.width;
      canvas.height = pixels.height;
      canvas.getContext('2d')?.putImageData(pixels, 0, 0);
    };
    if (decode === undefined) fetchDecoder().then(draw, reportError);
    else draw();
  }, [thumbhash]);
  return <canvas ref={ref} aria-hidden="true" />;
}
