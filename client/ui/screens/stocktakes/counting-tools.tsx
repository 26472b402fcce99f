/** The ways to count, at the thumb: the camera, a typed code, a thing that was found here; and what each scan does. */
import { useEffect, useState } from 'preact/hooks';
import { holdWakeLock } from '../../../device/wake-lock.ts';
import type { Shelf } from '../../../state/stocktake-actions.ts';
import { Icon } from '../../parts/icons.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { shownCode } from '../scan/shown-code.ts';
import { TypeSheet } from '../scan/type-sheet.tsx';
import { useScanner } from '../scan/use-scanner.ts';
import { Viewfinder } from '../scan/viewfinder.tsx';
import { eachScan, type CountingSheet } from './counting-sheet.ts';
import { LastScanned } from './last-scanned.tsx';
import { useShelfScans, type ShelfScans } from './use-shelf-scans.ts';
import '../../styles/scan.css';

export interface CountingToolsProps {
  readonly shelf: Shelf;
  /** Something else wants an answer. */
  readonly isBusy: boolean;
  readonly onSheet: (sheet: CountingSheet) => void;
}

export function CountingTools({ shelf, isBusy, onSheet }: CountingToolsProps) {
  const [isCameraOpen, setCameraOpen] = useState(false);
  const [isTyping, setTyping] = useState(false);
  const scans = useShelfScans({ shelf, onSheet });
  const w = screenWords.value.stocktake.place;
  return (
    <>
      {isCameraOpen && (
        <ShelfCamera scans={scans} isPaused={isBusy || isTyping || shownCode.value !== null} />
      )}
      <LastScanned scans={scans} />
      {(isCameraOpen || scans.latest.value !== null) && <EachScan />}
      <div class="count-tools" role="group" aria-label={w.tools}>
        <button
          type="button"
          class="tool"
          aria-pressed={isCameraOpen}
          onClick={() => setCameraOpen(!isCameraOpen)}
        >
          <Icon name={isCameraOpen ? 'close' : 'scan'} />
          <span>{isCameraOpen ? w.stopScan : w.scan}</span>
        </button>
        <button type="button" class="tool" onClick={() => setTyping(true)}>
          <Icon name="keyboard" />
          <span>{w.type}</span>
        </button>
        <button type="button" class="tool" onClick={() => onSheet({ kind: 'found' })}>
          <Icon name="plusBox" />
          <span>{w.found}</span>
        </button>
        <button type="button" class="tool" onClick={() => onSheet({ kind: 'unknown', code: '' })}>
          <Icon name="photo" />
          <span>{w.noCode}</span>
        </button>
      </div>
      {isTyping && (
        <TypeSheet
          onCode={(text) => scans.take({ text, symbology: null })}
          onClose={() => setTyping(false)}
        />
      )}
    </>
  );
}

function EachScan() {
  const w = screenWords.value.stocktake.place;
  return (
    <label class="each-scan check">
      <input
        type="checkbox"
        checked={eachScan.value === 'asks'}
        onChange={(event) => (eachScan.value = event.currentTarget.checked ? 'asks' : 'adds')}
      />
      {w.asks}
    </label>
  );
}

function ShelfCamera({ scans, isPaused }: { scans: ShelfScans; isPaused: boolean }) {
  useEffect(() => holdWakeLock(), []);
  const scanner = useScanner({
    isPaused,
    onCode: ({ text, symbology, isGs1 }) => scans.take({ text, symbology, isGs1 }),
  });
  return (
    <div class="shelf-camera">
      <Viewfinder view={scanner.view} camera={scanner.camera} onAgain={scanner.again} />
    </div>
  );
}
