/** Bytes on this phone as an address that an <img> can show, given back to the browser when it is no longer shown. */
import { useEffect, useState } from 'preact/hooks';
import { readBlob } from '../state/read-blob.ts';
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
  const { opened, onTrouble } = useApp();
  const [read, setRead] = useState<{ readonly sha256: string; readonly blob: Blob | undefined }>();
  useEffect(() => {
    if (sha256 === '') return;
    let isOver = false;
    const show = async (): Promise<void> => {
      const blob = await readBlob(await opened, sha256, which);
      if (!isOver) setRead({ sha256, blob });
    };
    show().catch(onTrouble);
    return () => {
      isOver = true;
    };
  }, [opened, sha256, which]);
  return useObjectUrl(read?.sha256 === sha256 ? read.blob : undefined);
}
