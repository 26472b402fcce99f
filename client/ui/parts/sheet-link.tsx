/** The ways to a safety data sheet: a file, with how it stands in words, and its maker's page. */
import type { Hazards, SheetFile } from '../../../shared/entities.ts';
import { thisDevice } from '../../device/this-device.ts';
import { useSheet, type SheetView } from '../use-sheet.ts';
import { formatBytes } from '../words/format.ts';
import { screenWords } from '../words/screen-words.ts';
import { Button } from './button.tsx';
import { Trouble } from './trouble.tsx';

export function SheetLinks({ hazards: { sdsFile, sdsUrl } }: { hazards: Hazards }) {
  return (
    <>
      {sdsFile != null && <SheetLink key={sdsFile.sha256} file={sdsFile} />}
      {sdsUrl !== '' && sdsFile == null && (
        <div class="toolbar">
          <Button icon="link" href={sdsUrl} isOutside>
            {screenWords.value.hazards.sdsAtMaker}
          </Button>
        </div>
      )}
      {sdsUrl !== '' && sdsFile != null && (
        <a class="sheet-at-maker" href={sdsUrl} target="_blank" rel="noreferrer">
          {screenWords.value.hazards.sdsAtMaker}
        </a>
      )}
    </>
  );
}

function SheetLink({ file }: { file: SheetFile }) {
  const view = useSheet(file);
  const w = screenWords.value.hazards.sheet;
  const isMissing = view.state === 'notYet' || view.state === 'offline';
  return (
    <div class="sheet-link">
      {view.href !== undefined && (
        <Button icon="file" href={view.href} isOutside>
          {w.open}
        </Button>
      )}
      {isMissing && (
        <Button icon="sync" onClick={view.tryAgain}>
          {w.again}
        </Button>
      )}
      <p>
        <span class="file-name">{file.name}</span> <span>{formatBytes(file.bytes)}</span>
        <br />
        <span role="status">{stateWords(view)}</span>
      </p>
      <Trouble text={view.refused === '' ? undefined : w.refused[view.refused]} />
    </div>
  );
}

function stateWords({ state, isUnsent }: SheetView): string {
  const w = screenWords.value.hazards.sheet;
  const here = thisDevice();
  switch (state) {
    case 'looking':
      return '';
    case 'here':
      return isUnsent ? w.unsent(here) : w.here(here);
    case 'coming':
      return w.coming;
    case 'notYet':
      return w.notYet;
    case 'offline':
      return w.offline(here);
  }
}
