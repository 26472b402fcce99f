/** What lies in a place, item by item with its batches: what needs a count first, and how much lies right here. */
import { useLocation } from 'preact-iso/router';
import { hasBatch } from '../../../../shared/batches.ts';
import type { Stock } from '../../../../shared/entities.ts';
import type { ItemId, LocationId } from '../../../../shared/ids.ts';
import type { ListedItem, ListedPicture } from '../../../state/listed-item.ts';
import { readLyingHere, type LyingItem } from '../../../state/lying-here.ts';
import { paths } from '../../../state/route.ts';
import { noFilters } from '../../../state/search.ts';
import { useApp } from '../../app-context.ts';
import { BatchName } from '../../parts/batch-name.tsx';
import { Button } from '../../parts/button.tsx';
import { categoryStyle } from '../../parts/card.tsx';
import { Photo } from '../../parts/photo.tsx';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useLive } from '../../use-live.ts';
import { formatQuantity, formatUnit } from '../../words/format.ts';
import { colourOf, placeName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import '../../styles/deeds.css';

const shownMax = 50;
const listSizes = [96] as const;

export function LyingList({ id }: { id: LocationId }) {
  const { items, locations, browse } = useApp();
  const { route } = useLocation();
  const places = locations.value.withInside(id);
  const here = useLive((db) => readLyingHere(db, places), [id, [...places].join()]);
  const shown = here?.slice(0, shownMax) ?? [];
  const pictures = picturesOf(items.value ?? [], shown);
  const w = screenWords.value.locations;
  const showAll = (): void => {
    browse.query.value = '';
    browse.filters.value = { ...noFilters, locationId: id };
    route(paths.items);
  };
  const selectAll = async (lying: readonly LyingItem[]): Promise<void> => {
    showAll();
    await browse.select(lying.map(({ item }) => item.id));
  };
  const tools = here !== undefined && here.length > 0 && (
    <span class="section-tools">
      <Button kind="bare" onClick={() => void selectAll(here)}>
        {screenWords.value.bulk.place.selectAll}
      </Button>
      <Button kind="bare" onClick={showAll}>
        {w.showAll}
      </Button>
    </span>
  );
  return (
    <Section title={w.here} tools={tools}>
      {here === undefined && <Skeleton rows={3} />}
      {here?.length === 0 && <p class="quiet">{w.nothingHere}</p>}
      {here !== undefined && here.length > 0 && (
        <ul class="list lying">
          {shown.map((lying) => (
            <li key={lying.item.id}>
              <Lying lying={lying} place={id} picture={pictures.get(lying.item.id) ?? null} />
            </li>
          ))}
        </ul>
      )}
      {here !== undefined && here.length > shownMax && (
        <p class="quiet small">{w.itemsHere(here.length)}</p>
      )}
    </Section>
  );
}

function picturesOf(
  items: readonly ListedItem[],
  shown: readonly LyingItem[],
): ReadonlyMap<ItemId, ListedPicture | null> {
  const wanted = new Set(shown.map(({ item }) => item.id));
  return new Map(items.filter(({ id }) => wanted.has(id)).map(({ id, picture }) => [id, picture]));
}

interface LyingProps {
  readonly lying: LyingItem;
  readonly place: LocationId;
  readonly picture: ListedPicture | null;
}

function Lying({ lying, place, picture }: LyingProps) {
  const { categories } = useApp();
  const { item, quantity, anyNegative, bins } = lying;
  const under = item.deletedAt !== null ? words.value.places.deleted('').trim() : item.sku;
  const isPlain = bins.every((bin) => bin.locationId === place && !hasBatch(bin));
  const colour = colourOf(categories.value, item.categoryId);
  return (
    <a class="row pictured lying-row" href={paths.item(item.id)} style={categoryStyle(colour)}>
      <Photo colour={colour} alt="" sizes={listSizes} picture={picture} />
      <span class="text">
        <span class="name">
          <span>{item.name}</span>
        </span>
        {under !== '' && <span class="under">{under}</span>}
      </span>
      <span class="side">
        <span class="amount">
          {formatQuantity(quantity)} <small>{formatUnit(quantity, item.unit)}</small>
        </span>
        {anyNegative && <StateMark state="needsCount" />}
      </span>
      {!isPlain && (
        <span class="bins">
          {bins.map((bin) => (
            <BinLine key={bin.id} bin={bin} place={place} />
          ))}
        </span>
      )}
    </a>
  );
}

function BinLine({ bin, place }: { bin: Stock; place: LocationId }) {
  const { locations } = useApp();
  return (
    <span class="bin">
      <span>
        {bin.locationId !== place && <>{placeName(locations.value, bin.locationId)} </>}
        {hasBatch(bin) && <BatchName batch={bin} />}
      </span>
      <span>{formatQuantity(bin.quantity)}</span>
    </span>
  );
}
