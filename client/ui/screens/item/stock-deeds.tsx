/** What one does with an item, where the thumb is: take, put back, count, move. Each opens a sheet with one question. */
import { useState } from 'preact/hooks';
import type { Item, Stock } from '../../../../shared/entities.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import type { Quantity } from '../../../../shared/quantity.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { useShortcuts } from '../../use-shortcuts.ts';
import { screenWords } from '../../words/screen-words.ts';
import { CountSheet } from './count-sheet.tsx';
import { MoveSheet } from './move-sheet.tsx';
import { TakeSheet } from './take-sheet.tsx';

export const deeds = ['take', 'putBack', 'count', 'move'] as const;
export type DeedName = (typeof deeds)[number];

export interface DeedSheetProps {
  readonly item: Item;
  readonly stock: readonly Stock[];
  readonly onClose: () => void;
  /** After it was done, where that leads elsewhere than closing. */
  readonly onDone?: () => void;
  /** Where one is. */
  readonly at?: LocationId;
  /** What a scanned code stands for. */
  readonly amount?: Quantity;
}

export function StockDeeds({ item, stock }: Pick<DeedSheetProps, 'item' | 'stock'>) {
  const { may } = useApp();
  const [open, setOpen] = useState<DeedName | null>(null);
  const w = screenWords.value.deeds;
  useShortcuts({
    t: () => setOpen('take'),
    p: () => setOpen('putBack'),
    c: () => setOpen('count'),
    m: () => setOpen('move'),
  });
  if (!may('movement.record')) return null;
  const sheet = { item, stock, onClose: () => setOpen(null) };
  return (
    <div class="deeds-dock">
      <div class="deeds" role="group" aria-label={w.label}>
        {deeds.map((deed) => (
          <Button
            key={deed}
            kind={deed === 'take' ? 'primary' : 'plain'}
            icon={deed}
            onClick={() => setOpen(deed)}
          >
            {w[deed]}
          </Button>
        ))}
      </div>
      {(open === 'take' || open === 'putBack') && <TakeSheet {...sheet} deed={open} />}
      {open === 'count' && <CountSheet {...sheet} />}
      {open === 'move' && <MoveSheet {...sheet} />}
    </div>
  );
}
