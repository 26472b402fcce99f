/** What the camera sees, or why it sees nothing and what to do about it. Typing and the rest work beside it all the time. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { assertNever } from '../../../../shared/result.ts';
import type { Camera, CameraProblem } from '../../../device/camera.ts';
import { thisDevice } from '../../../device/this-device.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { screenWords } from '../../words/screen-words.ts';
import type { ScannerView } from './use-scanner.ts';

export interface ViewfinderProps {
  readonly view: ScannerView;
  readonly camera: Camera | undefined;
  readonly onAgain: () => void;
}

export function Viewfinder({ view, camera, onAgain }: ViewfinderProps) {
  const w = screenWords.value.scan.camera;
  const isSeen = camera !== undefined && (view.kind === 'live' || view.kind === 'black');
  return (
    <div class="viewfinder" data-view={view.kind}>
      {camera !== undefined && <Video camera={camera} isSeen={isSeen} />}
      {view.kind === 'live' && (
        <>
          <div class="aim" aria-hidden="true" />
          <p class="hint">{w.aim}</p>
        </>
      )}
      {view.kind !== 'live' && (
        <div class="word" role="status">
          <Word view={view} onAgain={onAgain} />
        </div>
      )}
    </div>
  );
}

/** The camera brings its own element: it lives longer than one drawing of the screen. */
function Video({ camera, isSeen }: { camera: Camera; isSeen: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    camera.video.setAttribute('aria-label', screenWords.peek().scan.camera.view);
    box.current?.replaceChildren(camera.video);
  }, [camera]);
  return <div ref={box} class={isSeen ? 'video' : 'video unseen'} />;
}

function Word({ view, onAgain }: { view: ScannerView; onAgain: () => void }) {
  const w = screenWords.value.scan.camera;
  switch (view.kind) {
    case 'live':
      return null;
    case 'opening':
      return <Lines title={w.opening} more={w.openingMore} />;
    case 'asleep':
      return <Lines title={w.asleep} />;
    case 'black':
      return <Lines title={w.black} more={w.blackMore} action={w.restart} onAct={onAgain} />;
    case 'noReader':
      return <Lines isBad title={w.reader} more={w.readerMore} action={w.again} onAct={onAgain} />;
    case 'failed': {
      const { title, more } = problemWords(view.problem);
      // A plain http address stays one, however often one tries.
      const again = view.problem.kind === 'insecure' ? {} : { action: w.again, onAct: onAgain };
      return <Lines isBad title={title} more={more} below={w.stillWorks} {...again} />;
    }
    default:
      return assertNever(view);
  }
}

interface LinesProps {
  readonly title: string;
  readonly more?: string;
  readonly below?: string;
  readonly isBad?: boolean;
  readonly action?: string;
  readonly onAct?: () => void;
}

function Lines({ title, more, below, isBad = false, action, onAct }: LinesProps) {
  return (
    <>
      {isBad && <Icon name="attention" />}
      <strong>{title}</strong>
      {more !== undefined && <p>{more}</p>}
      {below !== undefined && <p>{below}</p>}
      {action !== undefined && onAct !== undefined && <Button onClick={onAct}>{action}</Button>}
    </>
  );
}

function problemWords(problem: CameraProblem): { readonly title: string; readonly more: string } {
  const w = screenWords.value.scan.camera;
  switch (problem.kind) {
    case 'insecure':
      return { title: w.insecure, more: w.insecureMore };
    case 'denied':
      return { title: w.denied, more: w.deniedMore(thisDevice()) };
    case 'missing':
      return { title: w.missing, more: w.missingMore };
    case 'busy':
      return { title: w.busy, more: w.busyMore };
    case 'unknown':
      return { title: w.unknown, more: w.unknownMore(problem.detail) };
    default:
      return assertNever(problem);
  }
}
