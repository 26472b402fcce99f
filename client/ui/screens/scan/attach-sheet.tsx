/** Gives a code to an item: found by search, or by scanning another code of it. One tap on the item is the deed. */
import { useRef, useState } from 'preact/hooks';
import type { ScannedCode } from '../../../../shared/scanned-code.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import type { FoundItem } from '../../../state/find-code.ts';
import type { ListedItem } from '../../../state/listed-item.ts';
import { searchItems } from '../../../state/search.ts';
import { useApp } from '../../app-context.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useActions } from '../../use-actions.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { CodeFacts } from './code-facts.tsx';
import { remarksOf } from './code-remarks.ts';
import { PickRow } from './pick-row.tsx';

const shownMax = 30;

export interface AttachSheetProps {
  readonly value: string;
  readonly code: ScannedCode;
  readonly onItem: (found: FoundItem) => void;
  readonly onBack: () => void;
}

export function AttachSheet({ value, code, onItem, onBack }: AttachSheetProps) {
  const app = useApp();
  const { actions, perform } = useActions();
  const [query, setQuery] = useState('');
  const [units, setUnits] = useState(() => quantityToText((remarksOf(code).count ?? 1) * 1000));
  const list = useRef<HTMLUListElement>(null);
  const w = screenWords.value.scan.unknown;
  const amount = readQuantity(units, 1);
  const { items, locations, categories } = app;
  const sources = {
    items: items.value ?? [],
    locations: locations.value,
    categories: categories.value,
  };
  const found = query.trim() === '' ? [] : searchItems(sources, query).slice(0, shownMax);

  const attach = async ({ id, name }: ListedItem): Promise<void> => {
    if (!amount.ok) return;
    const added = actions.addCode({ itemId: id, value, unitsPerScan: amount.value });
    const done = await perform(added, w.attached(value, name));
    const item = done === undefined ? undefined : await app.db.item.get(id);
    if (item !== undefined) onItem({ item, unitsPerScan: amount.value });
  };
  return (
    <Dialog sheet title={w.attachTitle} onClose={onBack}>
      <CodeFacts value={value} code={code} />
      <SearchField
        label={w.search}
        value={query}
        onInput={setQuery}
        takesCodes
        focusFirst
        onDown={() => list.current?.querySelector('button')?.focus()}
        onEnter={() => {
          const [first, second] = found;
          if (first !== undefined && second === undefined) void attach(first);
        }}
      />
      {found.length === 0 ? (
        <p class="quiet" role="status">
          {query.trim() === '' ? w.begin : w.nothing}
        </p>
      ) : (
        <ul ref={list} class="list" aria-label={w.list}>
          {found.map((item) => (
            <li key={item.id}>
              <PickRow item={item} under={item.sku} onPick={() => void attach(item)} />
            </li>
          ))}
        </ul>
      )}
      <Stepper
        label={screenWords.value.codes.units}
        value={units}
        least={1000}
        onInput={setUnits}
        trouble={amount.ok ? undefined : amount.failure}
      />
    </Dialog>
  );
}
