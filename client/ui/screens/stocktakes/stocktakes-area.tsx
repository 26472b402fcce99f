/** The addresses of stocktakes: the list, a new one, counting in one of its places, and the review. */
import { useRoute } from 'preact-iso/router';
import { isUuid, toId } from '../../../../shared/ids.ts';
import { StocktakeReview } from '../../screens.ts';
import { CountingPlace } from './counting-place.tsx';
import { CountingScreen } from './counting-screen.tsx';
import { NoSuchStocktake } from './no-such-stocktake.tsx';
import { EditStocktake, NewStocktake } from './stocktake-form.tsx';
import { StocktakesList } from './stocktakes-list.tsx';
import '../../styles/stocktake.css';

export function StocktakesArea() {
  const { params } = useRoute();
  const { id = '', part = '' } = params;
  if (id === '') return <StocktakesList />;
  if (id === 'new') return <NewStocktake />;
  if (!isUuid(id)) return <NoSuchStocktake />;
  const stocktakeId = toId<'stocktake'>(id);
  if (part === 'review') return <StocktakeReview key={id} id={stocktakeId} />;
  if (part === 'edit') return <EditStocktake key={id} id={stocktakeId} />;
  if (isUuid(part)) {
    const locationId = toId<'location'>(part);
    return <CountingPlace key={`${id} ${part}`} id={stocktakeId} locationId={locationId} />;
  }
  return <CountingScreen key={id} id={stocktakeId} />;
}
