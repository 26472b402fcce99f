/** Something lies here that the list does not expect: which item is it? If nobody knows it, it is noted as unknown. */
import { useRef, useState } from 'preact/hooks';
import type { ItemId } from '../../../../shared/ids.ts';
import { searchItems } from '../../../state/search.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { placeName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { PickRow } from '../scan/pick-row.tsx';

const shownMax = 30;

export interface FoundSheetProps {
  readonly title?: string;
  readonly onPick: (itemId: ItemId) => void;
  readonly onUnknown?: () => void;
  readonly onClose: () => void;
}

export function FoundSheet({ title, onPick, onUnknown, onClose }: FoundSheetProps) {
  const { items, locations, categories } = useApp();
  const [query, setQuery] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const w = screenWords.value.stocktake.place;
  const sources = {
    items: items.value ?? [],
    locations: locations.value,
    categories: categories.value,
  };
  const found = query.trim() === '' ? [] : searchItems(sources, query).slice(0, shownMax);
  return (
    <Dialog
      sheet
      title={title ?? w.foundTitle}
      onClose={onClose}
      {...(onUnknown !== undefined && {
        footer: (
          <Button icon="photo" onClick={onUnknown}>
            {w.noCode}
          </Button>
        ),
      })}
    >
      <SearchField
        label={w.foundSearch}
        value={query}
        onInput={setQuery}
        takesCodes
        focusFirst
        onDown={() => list.current?.querySelector('button')?.focus()}
        onEnter={() => {
          const [first, second] = found;
          if (first !== undefined && second === undefined) onPick(first.id);
        }}
      />
      {found.length === 0 ? (
        <p class="quiet" role="status">
          {query.trim() === '' ? w.foundBegin : w.foundNothing}
        </p>
      ) : (
        <ul ref={list} class="list" aria-label={w.foundTitle}>
          {found.map((item) => {
            const [place = item.homeLocationId] = item.locationIds;
            const under = [place && placeName(locations.value, place), item.sku];
            return (
              <li key={item.id}>
                <PickRow
                  item={item}
                  under={under.filter(Boolean).join(' · ')}
                  onPick={() => onPick(item.id)}
                />
              </li>
            );
          })}
        </ul>
      )}
    </Dialog>
  );
}
