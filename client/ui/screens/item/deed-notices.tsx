/** What a person should know before saying yes: facts always count, whatever has become of their item or place. */
import type { Item } from '../../../../shared/entities.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import { useApp } from '../../app-context.ts';
import { Icon } from '../../parts/icons.tsx';
import { screenWords } from '../../words/screen-words.ts';

export interface DeedNoticesProps {
  readonly item: Pick<Item, 'name' | 'active' | 'deletedAt'>;
  readonly places: readonly LocationId[];
  /** Of this very amount, such as that it is more than there is. */
  readonly more: readonly (string | undefined)[];
}

export function DeedNotices({ item, places, more }: DeedNoticesProps) {
  const { locations } = useApp();
  const w = screenWords.value.deeds;
  const ofItem =
    item.deletedAt !== null
      ? w.itemDeleted(item.name)
      : item.active
        ? undefined
        : w.itemInactive(item.name);
  const ofPlaces = [...new Set(places)].map((id) => {
    const row = locations.value.row(id);
    if (row === undefined) return undefined;
    if (row.deletedAt !== null) return w.placeDeleted(row.name);
    return row.active ? undefined : w.placeInactive(row.name);
  });
  const said = [ofItem, ...ofPlaces, ...more].filter((text) => text !== undefined);
  return (
    <div class="notices" role="status">
      {said.map((text) => (
        <p key={text} class="notice">
          <Icon name="attention" little />
          <span>{text}</span>
        </p>
      ))}
    </div>
  );
}
