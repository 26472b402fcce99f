/**
 * The camera and the code reader for one visit of the scan screen: opened at once, held while the screen is open, let go
 * of when it is left or hidden. Whatever fails is a state with words, and one can try again.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { openCamera, type Camera, type CameraProblem } from '../../../device/camera.ts';
import { openCodeReader, type CodeReader, type ReadCode } from '../../../device/decode-code.ts';
import { isBlack } from '../../../device/is-black.ts';
import { startScanLoop, type ScanLoop } from '../../../device/scan-loop.ts';

export type ScannerView =
  | { readonly kind: 'opening' }
  | { readonly kind: 'live' }
  | { readonly kind: 'black' }
  | { readonly kind: 'asleep' }
  | { readonly kind: 'failed'; readonly problem: CameraProblem }
  /** There is a picture, and nothing that could read it. */
  | { readonly kind: 'noReader' };

export interface Scanner {
  readonly view: ScannerView;
  readonly camera: Camera | undefined;
  /** Opens all that failed anew. */
  readonly again: () => void;
  readonly readPhoto: (photo: Blob) => Promise<readonly ReadCode[]>;
}

export interface ScannerOptions {
  /** No code is taken while something else wants an answer. */
  readonly isPaused: boolean;
  readonly onCode: (code: ReadCode) => void;
}

const blackEveryMs = 2_000;

export function useScanner({ isPaused, onCode }: ScannerOptions): Scanner {
  const [view, setView] = useState<ScannerView>({ kind: 'opening' });
  const [camera, setCamera] = useState<Camera>();
  const [tries, setTries] = useState(0);
  const latest = useRef({ isPaused, onCode });
  latest.current = { isPaused, onCode };
  const loop = useRef<ScanLoop | undefined>(undefined);
  const reader = useMemo(() => new HeldReader(), []);

  useEffect(() => {
    setView({ kind: 'opening' });
    return startVisit({
      reader,
      onView: setView,
      onCamera: setCamera,
      onCode: (code) => latest.current.onCode(code),
      onLoop: (started) => {
        loop.current = started;
        if (latest.current.isPaused) started?.pause();
      },
    });
  }, [tries]);
  useEffect(() => () => reader.close(), []);
  useEffect(() => {
    if (isPaused) loop.current?.pause();
    else loop.current?.resume();
  }, [isPaused]);
  useBlackness(camera, view, setView);

  return {
    view,
    camera,
    again: () => setTries((before) => before + 1),
    readPhoto: async (photo) => (await reader.open()).read(photo, { deep: true }),
  };
}

/** The reader outlives a camera that has to be opened again, and serves photos without any camera. */
class HeldReader {
  #reader: Promise<CodeReader> | undefined;

  open(): Promise<CodeReader> {
    const opening = this.#reader ?? openCodeReader();
    this.#reader = opening;
    opening.catch(() => {
      // The next one who asks tries anew: by then there may be a network.
      if (this.#reader === opening) this.#reader = undefined;
    });
    return opening;
  }

  close(): void {
    this.#reader?.then(
      (open) => open.close(),
      () => undefined,
    );
    this.#reader = undefined;
  }
}

interface Visit {
  readonly reader: HeldReader;
  readonly onView: (view: ScannerView) => void;
  readonly onCamera: (camera: Camera | undefined) => void;
  readonly onLoop: (loop: ScanLoop | undefined) => void;
  readonly onCode: (code: ReadCode) => void;
}

/** Answers how to end it. */
function startVisit({ reader, onView, onCamera, onLoop, onCode }: Visit): () => void {
  const over = new AbortController();
  const endings: (() => void)[] = [];
  const tell = (view: ScannerView): void => {
    if (!over.signal.aborted) onView(view);
  };
  const open = async (): Promise<void> => {
    // Both at once: one waits for a person, the other for a file.
    const reading = reader.open();
    const result = await openCamera({ onChange: tell });
    if (!result.ok) return tell({ kind: 'failed', problem: result.failure });
    const camera = result.value;
    endings.push(() => camera.close());
    if (over.signal.aborted) return camera.close();
    onCamera(camera);
    tell(camera.state);
    const codes = await reading;
    if (over.signal.aborted) return;
    const loop = startScanLoop({
      grab: () => camera.grab(),
      read: (frame, options) => codes.read(frame, options),
      now: () => performance.now(),
      onCode: ({ code }) => onCode(code),
      onEnd: () => tell({ kind: 'noReader' }),
    });
    endings.push(() => loop.stop());
    onLoop(loop);
  };
  open().catch((error: unknown) => {
    reportError(error);
    tell({ kind: 'noReader' });
  });
  return () => {
    over.abort();
    for (const end of endings.toReversed()) end();
    onLoop(undefined);
    onCamera(undefined);
  };
}

/** Two looks in a row: a camera that wakes up gives a black frame or two. */
function useBlackness(
  camera: Camera | undefined,
  view: ScannerView,
  setView: (view: ScannerView) => void,
): void {
  useEffect(() => {
    if (camera === undefined || (view.kind !== 'live' && view.kind !== 'black')) return;
    let looks = 0;
    const timer = setInterval(() => {
      looks = isBlack(camera.video) ? looks + 1 : 0;
      if (looks >= 2 && view.kind === 'live') setView({ kind: 'black' });
      if (looks === 0 && view.kind === 'black') setView({ kind: 'live' });
    }, blackEveryMs);
    return () => clearInterval(timer);
  }, [camera, view.kind]);
}
