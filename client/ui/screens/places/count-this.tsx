/** From a place to counting it: in the stocktake that is open for it, or for staff in a new one. */
import type { LocationId } from '../../../../shared/ids.ts';
import { holdsPlace } from '../../../../shared/stocktake-scope.ts';
import { readStocktakes } from '../../../state/read-stocktake.ts';
import { paths } from '../../../state/route.ts';
import { scopeOf } from '../../../state/scope-of.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';

export function CountThis({ id }: { id: LocationId }) {
  const { may, locations, categories } = useApp();
  const all = useLive(readStocktakes, []);
  const trees = { locations: locations.value, categories: categories.value };
  const open = all?.find(
    (stocktake) => stocktake.state === 'open' && holdsPlace(scopeOf(stocktake, trees), id),
  );
  if (all === undefined || (open === undefined && !may('stocktake.create'))) return null;
  const href = open === undefined ? paths.newStocktakeOf(id) : paths.stocktakePart(open.id, id);
  return (
    <Button wide icon="count" href={href}>
      {screenWords.value.stocktake.countThis}
    </Button>
  );
}
