/** The card itself: coloured edge, cover, name, the one big number, and what lies where. */
import { useState } from 'preact/hooks';
import type { Item } from '../../../../shared/entities.ts';
import type { ItemPage } from '../../../state/item-page.ts';
import { stateOf } from '../../../state/listed-item.ts';
import type { Picture } from '../../../state/pictures.ts';
import { paths } from '../../../state/route.ts';
import { findSkuTwin } from '../../../state/twins.ts';
import { useApp } from '../../app-context.ts';
import { Card, categoryStyle } from '../../parts/card.tsx';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { Photo } from '../../parts/photo.tsx';
import { toShown } from '../../parts/to-shown.ts';
import { StateMark } from '../../parts/state-mark.tsx';
import { formatAmount, formatQuantity, formatUnit } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { colourOf, pathWords, placePath } from '../../words/place-words.ts';
import { ItemPictures } from './item-pictures.tsx';
import { PictureViewer } from './picture-viewer.tsx';
import { StockLines } from './stock-lines.tsx';

export function ItemCard({ item, page }: { item: Item; page: ItemPage }) {
  const { categories, locations, items, waiting } = useApp();
  const w = screenWords.value.item;
  const colour = colourOf(categories.value, item.categoryId);
  const category = categories.value.node(item.categoryId);
  const quantity = page.stock.reduce((sum, stock) => sum + stock.quantity, 0);
  const anyNegative = page.stock.some((stock) => stock.quantity < 0);
  const twin = findSkuTwin(items.value ?? [], item.sku, item.id);
  const [openKey, setOpenKey] = useState<string | null>(null);
  return (
    <Card edged colour={colour} class="bin-card">
      <div class="top">
        <Cover name={item.name} colour={colour} cover={page.pictures[0]} onOpen={setOpenKey} />
        <div class="names">
          <h2>{item.name}</h2>
          {item.description !== '' && <p>{item.description}</p>}
          <div class="facts-line">
            {item.sku !== '' && <span class="mono">{item.sku}</span>}
            {category && (
              <span style={categoryStyle(colour)}>
                <span class="dot" />
                {pathWords(category)}
              </span>
            )}
            {item.homeLocationId !== null && (
              <span>{w.home(placePath(locations.value, item.homeLocationId))}</span>
            )}
            {!item.active && <span class="state inactive">{w.inactive}</span>}
          </div>
          {twin && (
            <a class="state low" href={paths.item(twin.id)}>
              {w.sameSku(twin.name)}
            </a>
          )}
        </div>
      </div>
      <ItemPictures item={item} pictures={page.pictures} colour={colour} onOpen={setOpenKey} />
      <div class="big">
        <span class="number" data-quantity={quantity}>
          {formatQuantity(quantity)}
        </span>
        <span class="unit">
          {formatUnit(quantity, item.unit)} {waiting.value.itemIds.has(item.id) && <PendingMark />}
        </span>
        <StateMark state={stateOf({ quantity, minimum: item.minimum, anyNegative })} />
      </div>
      {item.minimum > 0 && (
        <p class="small quiet">{w.minimum(formatAmount(item.minimum, item.unit))}</p>
      )}
      <StockLines item={item} stock={page.stock} movements={page.movements} />
      {openKey !== null && (
        <PictureViewer
          item={item}
          pictures={page.pictures}
          firstKey={openKey}
          onClose={() => setOpenKey(null)}
        />
      )}
    </Card>
  );
}

interface CoverProps {
  readonly name: string;
  readonly colour: string;
  readonly cover: Picture | undefined;
  readonly onOpen: (key: string) => void;
}

function Cover({ name, colour, cover, onOpen }: CoverProps) {
  const w = screenWords.value;
  if (cover === undefined) {
    return <Photo colour={colour} alt={w.item.noPhoto} sizes={[]} picture={null} />;
  }
  return (
    <button
      type="button"
      class="open-photo"
      aria-label={`${w.pictures.alt(name)}. ${w.pictures.showLarge}`}
      onClick={() => onOpen(cover.key)}
    >
      <Photo colour={colour} alt="" sizes={[96, 320]} picture={toShown(cover)} />
    </button>
  );
}
