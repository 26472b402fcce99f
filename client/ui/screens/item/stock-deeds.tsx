/** What one does with an item, where the thumb is: the usual deeds as one tap each, the rarer ones behind "More". */
import { useState } from 'preact/hooks';
import type { Item, Stock } from '../../../../shared/entities.ts';
import type { DeedName } from '../../../state/deed-kinds.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Button } from '../../parts/button.tsx';
import { useShortcuts } from '../../use-shortcuts.ts';
import { screenWords } from '../../words/screen-words.ts';
import { GiveBackFlow, LendSheet } from '../../screens.ts';
import { useLending } from '../loans/use-lending.ts';
import { DeedSheet } from './deed-sheet.tsx';
import { MoreDeeds } from './more-deeds.tsx';

type LoanDeed = 'lend' | 'giveBack';

export interface StockDeedsProps {
  readonly item: Item;
  readonly stock: readonly Stock[];
}

export function StockDeeds({ item, stock }: StockDeedsProps) {
  const { may, session } = useApp();
  const { isLendable, out } = useLending(item);
  const isOut = out.length > 0;
  const [open, setOpen] = useState<DeedName | LoanDeed | 'more' | null>(null);
  const w = screenWords.value.deeds;
  const lending = screenWords.value.loans.deeds;
  const take = isLendable ? 'lend' : 'take';
  const putBack = isOut ? 'giveBack' : 'putBack';
  useShortcuts({
    t: () => setOpen(take),
    p: () => setOpen(putBack),
    c: () => setOpen('count'),
    m: () => setOpen('move'),
  });
  if (!may('movement.record')) return null;
  const close = (): void => setOpen(null);
  return (
    <div class="deeds-dock">
      <div class="deeds with-more" role="group" aria-label={w.label}>
        <Button kind="primary" icon={take} onClick={() => setOpen(take)}>
          {take === 'take' ? w.take : isStaff(session.value) ? lending.lend : lending.borrow}
        </Button>
        <Button icon="putBack" onClick={() => setOpen(putBack)}>
          {putBack === 'putBack' ? w.putBack : lending.giveBack}
        </Button>
        <Button icon="count" onClick={() => setOpen('count')}>
          {w.count}
        </Button>
        <Button icon="move" onClick={() => setOpen('move')}>
          {w.move}
        </Button>
        <Button icon="dots" label={w.moreLabel} onClick={() => setOpen('more')}>
          {w.more}
        </Button>
      </div>
      {open === 'more' && (
        <MoreDeeds
          also={[
            ...(take === 'lend' ? ['take' as const] : []),
            ...(isOut ? ['putBack' as const] : []),
          ]}
          onChoose={setOpen}
          onClose={close}
        />
      )}
      {open === 'lend' && <LendSheet item={item} stock={stock} onClose={close} />}
      {open === 'giveBack' && <GiveBackFlow item={item} onClose={close} />}
      {open !== null && open !== 'more' && open !== 'lend' && open !== 'giveBack' && (
        <DeedSheet key={open} deed={open} item={item} stock={stock} onClose={close} />
      )}
    </div>
  );
}
