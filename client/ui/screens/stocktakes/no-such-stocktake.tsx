/** An address of a stocktake that this phone does not know, or not yet. */
import { paths } from '../../../state/route.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { screenWords } from '../../words/screen-words.ts';

export function NoSuchStocktake() {
  const w = screenWords.value.stocktake;
  return (
    <Screen title={w.title} back={paths.stocktakes}>
      <EmptyState
        icon="search"
        title={w.missing}
        action={<Button href={paths.stocktakes}>{w.toList}</Button>}
      >
        {w.missingMore}
      </EmptyState>
    </Screen>
  );
}
