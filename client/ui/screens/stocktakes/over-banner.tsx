/** Says plainly that a stocktake is over, by whom since when, and what becomes of what this phone has counted. */
import type { Stocktake } from '../../../../shared/entities.ts';
import { useApp } from '../../app-context.ts';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { useNames } from './stocktake-words.ts';
import { formatTime } from '../../words/format.ts';
import { personName } from '../../words/person-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { useStocktakeActions, type Counting } from './use-stocktake.ts';

export interface OverBannerProps {
  readonly stocktake: Stocktake;
  readonly counting: Pick<Counting, 'places' | 'own'>;
}

export function OverBanner({ stocktake, counting }: OverBannerProps) {
  const { may } = useApp();
  const names = useNames();
  const { does, perform } = useStocktakeActions();
  const { state, decidedAt, decidedBy, id, name } = stocktake;
  const w = screenWords.value.stocktake.count;
  if (state === 'open') return null;
  const who = personName(names.people, decidedBy, names.own);
  const when = formatTime(decidedAt);
  const late = lateOf(counting);
  return (
    <Banner
      kind="note"
      icon={state === 'closed' ? 'check' : 'close'}
      title={state === 'closed' ? w.closedTitle(who, when) : w.cancelledTitle(who, when)}
      action={
        state === 'cancelled' &&
        may('stocktake.reopen') && (
          <Button onClick={() => void perform(does.reopen(id), w.reopened(name))}>
            {w.reopen}
          </Button>
        )
      }
    >
      {' '}
      {state === 'cancelled' ? w.cancelledMore : late > 0 ? w.late(late) : w.closedMore}
    </Banner>
  );
}

/** How many words of this phone came after the close and are not used. */
function lateOf({ places = [], own }: OverBannerProps['counting']): number {
  let late = 0;
  for (const { bins, unknown } of places) {
    for (const { figures } of bins)
      late += figures.filter(
        (each) => each.kind === 'count' && each.counter === own && each.isLate && !each.isAccepted,
      ).length;
    late += unknown.filter(
      (thing) => thing.isLate && thing.tallies.some(({ counter }) => counter === own),
    ).length;
  }
  return late;
}
