/** On the card of an item, for staff: who sells it, in what packs, at what price, and how long it takes. */
import type { Item } from '../../../../shared/entities.ts';
import { paths } from '../../../state/route.ts';
import { isOffered, readOffers, type Offer } from '../../../state/suppliers.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { Section } from '../../parts/section.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { leadWords, packPriceWords, unitPriceWords } from '../../words/supplier-words.ts';
import { PriceChange } from './price-change.tsx';
import '../../styles/suppliers.css';

const oneUnit = 1000;

export function ItemSuppliers({ item }: { item: Item }) {
  const offers = useLive((db) => readOffers(db, item.id), [item.id]);
  const w = screenWords.value.suppliers.offers;
  if (offers === undefined) return null;
  return (
    <Section
      title={w.title}
      tools={
        <Button kind="bare" icon="plus" href={paths.newSupplierItem(item.id)}>
          {w.add}
        </Button>
      }
    >
      {offers.length === 0 ? (
        <p class="quiet">{w.none}</p>
      ) : (
        <ul class="list">
          {offers.map((offer) => (
            <OfferLine
              key={offer.sold.id}
              offer={offer}
              unit={item.unit}
              isAlone={offers.length === 1}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface OfferLineProps {
  readonly offer: Offer;
  readonly unit: string;
  readonly isAlone: boolean;
}

function OfferLine({ offer, unit, isAlone }: OfferLineProps) {
  const { waiting } = useApp();
  const { sold, supplier, change, lead } = offer;
  const { price, packQuantity, minimumPacks } = sold;
  const { offers: w, ...all } = screenWords.value.suppliers;
  const isUsable = isOffered(offer);
  const isDeleted = supplier !== undefined && supplier.deletedAt !== null;
  const minimum = minimumPacks > 1 ? w.minimum(w.packs(minimumPacks)) : '';
  return (
    <li class={isUsable ? 'offer-line' : 'offer-line put-away'}>
      <a href={paths.supplierItem(sold.id)}>
        <span class="name">
          {supplier?.name ?? w.unknown}
          {sold.preferred && <span class="state fine">{w.preferred}</span>}
          {waiting.value.rowKeys.has(`supplierItem:${sold.id}`) && <PendingMark />}
        </span>
        <span class="price">
          {packPriceWords(sold, unit)}
          {price !== null && packQuantity !== oneUnit && (
            <span class="quiet"> · {unitPriceWords({ price, packQuantity }, unit)}</span>
          )}
        </span>
        <PriceChange change={change} />
        <span class="under">
          {[
            sold.sku,
            lead === undefined ? '' : `${w.leadTime} ${leadWords(lead)}`,
            minimum,
            isDeleted ? all.deleted : isUsable ? '' : all.inactive,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </a>
      <OfferDeeds offer={offer} mayPrefer={isUsable && !isAlone} />
    </li>
  );
}

function OfferDeeds({ offer, mayPrefer }: { offer: Offer; mayPrefer: boolean }) {
  const { actions, perform } = useActions();
  const { sold, supplier } = offer;
  const w = screenWords.value.suppliers.offers;
  const name = supplier?.name ?? w.unknown;
  const isPreferable = mayPrefer && !sold.preferred;
  if (!isPreferable && sold.link === '') return null;
  const prefer = (): void => {
    void perform(actions.preferSupplierItem(sold), w.preferDone(name));
  };
  return (
    <span class="offer-deeds">
      {sold.link !== '' && (
        <Button kind="bare" icon="link" href={sold.link} isOutside>
          {w.link}
        </Button>
      )}
      {isPreferable && (
        <Button kind="bare" onClick={prefer} label={w.preferOf(name)}>
          {w.prefer}
        </Button>
      )}
    </span>
  );
}
