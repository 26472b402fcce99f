/** The sheet for a code: one for each thing that a code can turn out to be. Nothing is opened or changed by itself. */
import { assertNever } from '../../../../shared/result.ts';
import type { FoundItem } from '../../../state/find-code.ts';
import { AwaySheet } from './away-sheet.tsx';
import { ChooseSheet } from './choose-sheet.tsx';
import { LookUpSheet } from './look-up-sheet.tsx';
import { NoteSheet } from './note-sheet.tsx';
import { PlaceSheet } from './place-sheet.tsx';
import { shownCode, type ShownCode } from './shown-code.ts';
import { UnknownSheet } from './unknown-sheet.tsx';

export interface CodeSheetProps {
  readonly shown: ShownCode;
  readonly onClose: () => void;
}

export function CodeSheet({ shown, onClose }: CodeSheetProps) {
  const { found, code, onItem } = shown;
  const showItem = (item: FoundItem): void => {
    shownCode.value = { code, found: { kind: 'item', found: item } };
  };
  const goOn = (item: FoundItem): void => {
    if (onItem === undefined) return showItem(item);
    onClose();
    onItem(item);
  };
  const key = JSON.stringify(code);
  switch (found.kind) {
    case 'item':
      return <LookUpSheet key={key} found={found.found} code={code} onClose={onClose} />;
    case 'several':
      return (
        <ChooseSheet
          key={key}
          items={found.items}
          places={found.places}
          onItem={goOn}
          onPlace={(place) => {
            shownCode.value = { code, found: { kind: 'place', place } };
          }}
          onClose={onClose}
        />
      );
    case 'place':
      return <PlaceSheet key={key} place={found.place} onClose={onClose} />;
    case 'away':
      return <AwaySheet key={key} items={found.items} places={found.places} onClose={onClose} />;
    case 'unknown':
      return (
        <UnknownSheet key={key} value={found.value} code={code} onItem={goOn} onClose={onClose} />
      );
    case 'missing':
    case 'website':
    case 'otherBincard':
    case 'ownJoin':
    case 'unreadable':
      return <NoteSheet key={key} note={found} code={code} onItem={goOn} onClose={onClose} />;
    default:
      return assertNever(found);
  }
}
