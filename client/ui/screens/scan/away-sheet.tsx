/** The code belongs to something that was put away or deleted: says so, and offers the way back to who may. */
import type { Item, Location } from '../../../../shared/entities.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useActions } from '../../use-actions.ts';
import { formatTime } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import '../../styles/scan.css';

export interface AwaySheetProps {
  readonly items: readonly Item[];
  readonly places: readonly Location[];
  readonly onClose: () => void;
}

export function AwaySheet({ items, places, onClose }: AwaySheetProps) {
  const w = screenWords.value.scan.away;
  const [first] = items;
  const title =
    first === undefined
      ? w.placeDeleted(places[0]?.name ?? '')
      : first.deletedAt === null
        ? w.inactive(first.name)
        : w.deleted(first.name);
  return (
    <Dialog sheet title={title} onClose={onClose}>
      {items.map((item) => (
        <AwayItem key={item.id} item={item} onClose={onClose} />
      ))}
      {places.map((place) => (
        <Button key={place.id} icon="place" href={paths.location(place.id)} onClick={onClose}>
          {place.name}
        </Button>
      ))}
    </Dialog>
  );
}

function AwayItem({ item, onClose }: { item: Item; onClose: () => void }) {
  const app = useApp();
  const { actions, perform } = useActions();
  const w = screenWords.value;
  const away = w.scan.away;
  const isDeleted = item.deletedAt !== null;
  const may = app.may(isDeleted ? 'item.restore' : 'item.patch');
  const bringBack = (): void => {
    onClose();
    if (isDeleted) void perform(actions.restore('item', item.id), w.item.restored(item.name));
    else void perform(actions.editItem(item, { active: true }), w.item.activated(item.name));
  };
  return (
    <>
      <p>{isDeleted ? away.deletedMore(formatTime(item.deletedAt ?? 0)) : away.inactiveMore}</p>
      {!may && <p class="quiet">{away.onlyStaff}</p>}
      <div class="toolbar even">
        <Button href={paths.item(item.id)} onClick={onClose}>
          {w.scan.card.open}
        </Button>
        {may && (
          <Button kind="primary" icon="restore" onClick={bringBack}>
            {isDeleted ? away.restore : away.backInUse}
          </Button>
        )}
      </div>
    </>
  );
}
