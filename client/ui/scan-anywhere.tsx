/**
 * Keyboard scanners on every screen, and the sheet that a scanned code opens. It comes after the first screen stands:
 * nobody scans in the first moment, and the code for it is not part of the first load.
 */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app-context.ts';

export function ScanAnywhere() {
  const { settings, opened } = useApp();
  const [Loaded, setLoaded] = useState<ComponentType>();
  const isReady = settings.value !== undefined;
  useEffect(() => {
    if (!isReady) return;
    let isOver = false;
    const load = async (): Promise<void> => {
      const [{ CodeListener }, { screenWordsLoaded }] = await Promise.all([
        import('./screens/scan/code-listener.tsx'),
        import('./words/screen-words.ts'),
      ]);
      await Promise.all([screenWordsLoaded(), opened]);
      if (!isOver) setLoaded(() => CodeListener);
    };
    // Without a network and before the worker has kept everything: nothing else needs it.
    const timer = setTimeout(() => void load().catch(reportError));
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isReady, opened]);
  return Loaded === undefined ? null : <Loaded />;
}
