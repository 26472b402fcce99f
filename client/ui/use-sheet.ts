/**
 * How one safety data sheet stands on this phone, and where it opens from: kept for the service worker to answer with,
 * put in here and perhaps not sent yet, or still elsewhere; then it is fetched, because whoever looks at the card may
 * need it in a moment.
 */
import { useEffect, useState } from 'preact/hooks';
import type { SheetFile } from '../../shared/entities.ts';
import { sheetPath } from '../../shared/sheets.ts';
import { fetchSheet, isSheetKept, watchKeptSheets } from '../device/kept-sheets.ts';
import { readLocalSheet, type LocalSheet } from '../state/sheet-actions.ts';
import { useApp } from './app-context.ts';
import { useLive } from './use-live.ts';
import { useObjectUrl } from './use-object-url.ts';

export interface SheetView {
  /** `notYet`: the server does not have it. `offline`: nor can it be asked. */
  readonly state: 'looking' | 'here' | 'coming' | 'notYet' | 'offline';
  /** Where it opens, once it is here. */
  readonly href: string | undefined;
  /** Only this phone has it. */
  readonly isUnsent: boolean;
  readonly refused: LocalSheet['refused'];
  readonly tryAgain: () => void;
}

export function useSheet({ sha256 }: SheetFile): SheetView {
  const local = useLive((db) => readLocalSheet(db, sha256), [sha256]);
  const blobUrl = useObjectUrl(local?.bytes);
  const kept = useKept(sha256);
  const isElsewhere = local === null && kept === false;
  const { fetched, tryAgain } = useFetched(sha256, isElsewhere);
  const path = sheetPath(sha256);
  const href =
    kept === true || (isElsewhere && fetched === 'fetched')
      ? path
      : local === null
        ? undefined
        : blobUrl;
  return {
    href,
    tryAgain,
    state: href !== undefined ? 'here' : isElsewhere ? toState(fetched) : 'looking',
    isUnsent: local != null && !local.isSent && local.refused === '',
    refused: local?.refused ?? '',
  };
}

type FetchState = Awaited<ReturnType<typeof fetchSheet>> | 'coming';

function toState(fetched: FetchState): SheetView['state'] {
  if (fetched === 'unreachable') return 'offline';
  return fetched === 'fetched' ? 'here' : fetched;
}

/** Undefined until it has been looked for. */
function useKept(sha256: string): boolean | undefined {
  const { onTrouble } = useApp();
  const [found, setFound] = useState<{ readonly sha256: string; readonly kept: boolean }>();
  useEffect(() => {
    let isOver = false;
    const tell = (kept: boolean): void => {
      if (!isOver) setFound({ sha256, kept });
    };
    isSheetKept(sha256).then(tell, onTrouble);
    const stop = watchKeptSheets((path) => {
      if (path === sheetPath(sha256)) isSheetKept(sha256).then(tell, onTrouble);
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [sha256, onTrouble]);
  return found?.sha256 === sha256 ? found.kept : undefined;
}

function useFetched(
  sha256: string,
  isWanted: boolean,
): { readonly fetched: FetchState; readonly tryAgain: () => void } {
  const { onTrouble } = useApp();
  const [fetched, setFetched] = useState<FetchState>('coming');
  const [tries, setTries] = useState(0);
  const tryAgain = (): void => setTries((before) => before + 1);
  useEffect(() => {
    if (!isWanted) return;
    setFetched('coming');
    const stop = new AbortController();
    const { signal } = stop;
    fetchSheet(sha256, signal).then((answer) => {
      if (!signal.aborted) setFetched(answer);
    }, onTrouble);
    addEventListener('online', tryAgain, { signal });
    return () => stop.abort();
  }, [sha256, isWanted, tries, onTrouble]);
  return { fetched, tryAgain };
}
