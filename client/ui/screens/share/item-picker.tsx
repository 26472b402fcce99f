/** Finding one item among many by a word of it: the best few, each a button, and the way to an item that is not there yet. */
import { useRef } from 'preact/hooks';
import type { ListedItem } from '../../../state/listed-item.ts';
import { searchItems } from '../../../state/search.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { categoryStyle } from '../../parts/card.tsx';
import { Photo } from '../../parts/photo.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { colourOf, placeName } from '../../words/place-words.ts';
import { words } from '../../words/words.ts';

const shownMax = 20;
const sizes = [96] as const;

export interface ItemPickerProps {
  readonly query: string;
  readonly isBusy: boolean;
  readonly onQuery: (query: string) => void;
  readonly onPick: (item: ListedItem) => void;
  readonly onNew: () => void;
}

export function ItemPicker({ query, isBusy, onQuery, onPick, onNew }: ItemPickerProps) {
  const { items, locations, categories } = useApp();
  const list = useRef<HTMLUListElement>(null);
  const w = screenWords.value.install.share;
  const sources = {
    items: items.value ?? [],
    locations: locations.value,
    categories: categories.value,
  };
  const found = searchItems(sources, query);
  const shown = found.slice(0, shownMax);
  const name = query.trim();
  return (
    <div class="item-picker">
      <SearchField
        label={w.search}
        value={query}
        onInput={onQuery}
        onDown={() => list.current?.querySelector('button')?.focus()}
        onEnter={() => {
          const [only] = found;
          if (only !== undefined && found.length === 1 && !isBusy) onPick(only);
        }}
      />
      <p class="count-line" role="status">
        {name === ''
          ? words.value.items.count(found.length)
          : words.value.items.found(found.length)}
      </p>
      <div class="toolbar">
        <Button icon="plus" disabled={isBusy} onClick={onNew}>
          {name === '' ? w.newItem : w.newItemNamed(name)}
        </Button>
      </div>
      <ul ref={list} class="list" aria-label={words.value.items.list}>
        {shown.map((item) => (
          <li key={item.id}>
            <PickRow item={item} isBusy={isBusy} onPick={onPick} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PickRowProps extends Pick<ItemPickerProps, 'isBusy' | 'onPick'> {
  readonly item: ListedItem;
}

function PickRow({ item, isBusy, onPick }: PickRowProps) {
  const { locations, categories } = useApp();
  const colour = colourOf(categories.value, item.categoryId);
  const [place = item.homeLocationId] = item.locationIds;
  const under = [place && placeName(locations.value, place), item.sku, item.description];
  return (
    <button
      class="row pictured"
      type="button"
      disabled={isBusy}
      style={categoryStyle(colour)}
      onClick={() => onPick(item)}
    >
      <Photo colour={colour} alt="" sizes={sizes} picture={item.picture} />
      <span class="text">
        <span class="name">
          <span>{item.name}</span>
        </span>
        <span class="under">{under.filter(Boolean).join(' · ')}</span>
      </span>
    </button>
  );
}
