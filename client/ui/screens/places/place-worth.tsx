/** What all that lies in a place is worth, with the places inside it. For those who may see prices. */
import type { LocationId } from '../../../../shared/ids.ts';
import { readWorth } from '../../../state/worth.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { useLive } from '../../use-live.ts';
import { formatSums } from '../../words/money-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export function PlaceWorth({ id }: { id: LocationId }) {
  const { session } = useApp();
  return isStaff(session.value) ? <Worth id={id} /> : null;
}

function Worth({ id }: { id: LocationId }) {
  const { locations } = useApp();
  const places = locations.value.withInside(id);
  const worth = useLive((db) => readWorth(db, places), [[...places].join()]);
  const w = screenWords.value.low.worth;
  if (worth === undefined || worth.sums.length === 0) return null;
  return (
    <p class="place-worth">
      {w.here} <strong class="figures">{formatSums(worth.sums)}</strong>
      {worth.unpriced > 0 && <span class="quiet small"> {w.unpriced(worth.unpriced)}</span>}
    </p>
  );
}
