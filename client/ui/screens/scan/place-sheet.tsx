/** The label of a shelf, scanned on any other screen: say that one is there, or look at it. */
import { useLocation } from 'preact-iso/router';
import type { Location } from '../../../../shared/entities.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { scanSessionOf } from './scan-session-of.ts';

export function PlaceSheet({ place, onClose }: { place: Location; onClose: () => void }) {
  const app = useApp();
  const { route } = useLocation();
  const w = screenWords.value.scan.place;
  const goTo = (path: string): void => {
    onClose();
    scanSessionOf(app).here.value = place.id;
    route(path);
  };
  return (
    <Dialog
      sheet
      title={w.title(place.name)}
      onClose={onClose}
      footer={
        <>
          <Button icon="place" href={paths.location(place.id)} onClick={onClose}>
            {w.open}
          </Button>
          <Button kind="primary" icon="here" onClick={() => goTo(paths.scan)}>
            {w.iAmHere}
          </Button>
        </>
      }
    >
      <p>{placePath(app.locations.value, place.id)}</p>
      <p class="quiet">{w.hereMore}</p>
    </Dialog>
  );
}
