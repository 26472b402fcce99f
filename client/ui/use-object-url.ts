/** Bytes on this phone as an address that an <img> can show, given back to the browser when it is no longer shown. */
import { useEffect, useState } from 'preact/hooks';
import { readBlob } from '../state/pictures.ts';
import { useApp } from './app-context.ts';

interface Held {
  readonly blob: Blob;
  readonly url: string;
}

export function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [held, setHeld] = useState<Held>();
  useEffect(() => {
    if (blob === undefined) return;
    const url = URL.createObjectURL(blob);
    setHeld({ blob, url });
    return () => URL.revokeObjectURL(url);
  }, [blob]);
  return held !== undefined && held.blob === blob ? held.url : undefined;
}

/** `sha256`: "" for none. Undefined until it is read, or if this phone no longer has it. */
export function useBlobUrl(sha256: string, which: 'small' | 'bytes'): string | undefined {
  const { db, onTrouble } = useApp();
  const [read, setRead] = useState<{ readonly sha256: string; readonly blob: Blob | undefined }>();
  useEffect(() => {
    if (sha256 === '') return;
    let isOver = false;
    readBlob(db, sha256, which).then((blob) => {
      if (!isOver) setRead({ sha256, blob });
    }, onTrouble);
    return () => {
      isOver = true;
    };
  }, [db, sha256, which]);
  return useObjectUrl(read?.sha256 === sha256 ? read.blob : undefined);
}
