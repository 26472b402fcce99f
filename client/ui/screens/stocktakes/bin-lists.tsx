/** The bins of a shelf as who counts sees them: what is to count first, then what others and what this phone counted. */
import type { Stocktake } from '../../../../shared/entities.ts';
import type { ClientId } from '../../../../shared/ids.ts';
import { hasBatch } from '../../../../shared/batches.ts';
import type { BinReview, Figure } from '../../../../shared/stocktake-figures.ts';
import type { PlaceReview, UnknownReview } from '../../../../shared/stocktake-review.ts';
import { useApp } from '../../app-context.ts';
import { BatchName } from '../../parts/batch-name.tsx';
import { categoryStyle } from '../../parts/card.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Photo } from '../../parts/photo.tsx';
import { Section } from '../../parts/section.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { formatAmount, formatNumber, formatQuantity, formatUnit } from '../../words/format.ts';
import { colourOf } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { counterName, useNames, type Names } from './stocktake-words.ts';
import { TallyPhoto } from './tally-photo.tsx';
import type { Counting } from './use-stocktake.ts';

export interface BinListsProps {
  readonly stocktake: Stocktake;
  readonly place: PlaceReview;
  readonly counting: Counting;
  readonly onBin: (bin: BinReview) => void;
  readonly onUnknown: (thing: UnknownReview) => void;
}

export function BinLists({ stocktake, place, counting, onBin, onUnknown }: BinListsProps) {
  const names = useNames();
  const { own, itemsById } = counting;
  const w = screenWords.value.stocktake.place;
  const nameOf = ({ itemId }: BinReview): string => itemsById.get(itemId)?.sortKey ?? '';
  const sorted = place.bins.toSorted((one, other) => {
    const [isNegative, isOtherNegative] = [one.stockNow < 0, other.stockNow < 0];
    if (isNegative !== isOtherNegative) return isNegative ? -1 : 1;
    return nameOf(one) < nameOf(other) ? -1 : 1;
  });
  const mine = sorted.filter((bin) => ownFigure(bin, own) !== undefined);
  const byOthers = sorted.filter((bin) => !mine.includes(bin) && isCountedAtAll(bin));
  const open = sorted.filter((bin) => !mine.includes(bin) && !byOthers.includes(bin));
  const row = (bin: BinReview) => (
    <li key={bin.id}>
      <BinRow {...{ bin, counting, names }} isBlind={stocktake.blind} onOpen={() => onBin(bin)} />
    </li>
  );
  const isEmpty = place.bins.length + place.unknown.length === 0;
  return (
    <>
      <Section title={open.length === 0 ? w.toCount : counted(w.toCount, open.length)}>
        {open.length === 0 && <p class="quiet">{isEmpty ? w.nothingExpected : w.toCountNone}</p>}
        {open.length > 0 && <ul class="list">{open.map(row)}</ul>}
      </Section>
      {byOthers.length > 0 && (
        <Section title={counted(w.byOthers, byOthers.length)} hint={w.byOthersHint}>
          <ul class="list">{byOthers.map(row)}</ul>
        </Section>
      )}
      {mine.length > 0 && (
        <Section title={counted(w.yours, mine.length)}>
          <ul class="list">{mine.map(row)}</ul>
        </Section>
      )}
      {place.unknown.length > 0 && (
        <Section title={counted(w.unknown, place.unknown.length)}>
          <ul class="list">
            {place.unknown.map((thing) => (
              <li key={thing.key}>
                <UnknownRow {...{ thing, own, names }} onOpen={() => onUnknown(thing)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function counted(title: string, count: number): string {
  return `${title} (${formatNumber(count)})`;
}

export function ownFigure({ figures }: BinReview, own: ClientId | null): Figure | undefined {
  return figures.find(({ kind, counter }) => kind === 'count' && counter === own);
}

function isCountedAtAll({ figures }: BinReview): boolean {
  return figures.some(({ kind }) => kind === 'count');
}

interface BinRowProps {
  readonly bin: BinReview;
  readonly counting: Counting;
  readonly names: Names;
  readonly isBlind: boolean;
  readonly onOpen: () => void;
}

function BinRow({ bin, counting, names, isBlind, onOpen }: BinRowProps) {
  const { categories } = useApp();
  const { own, itemsById } = counting;
  const w = screenWords.value.stocktake;
  const item = itemsById.get(bin.itemId);
  const colour = colourOf(categories.value, item?.categoryId ?? null);
  const unit = item?.unit ?? 'piece';
  const mine = ownFigure(bin, own);
  const others = bin.figures.filter(({ kind, counter }) => kind === 'count' && counter !== own);
  const name = item?.name ?? w.review.flags.deletedItem;
  const isSeen = !isBlind && bin.isInScope && bin.stockNow > 0;
  return (
    <button
      class="row pictured bin-row"
      type="button"
      style={categoryStyle(colour)}
      onClick={onOpen}
    >
      <Photo colour={colour} alt="" sizes={[96]} picture={item?.picture ?? null} />
      <span class="text">
        <span class="name">
          <span>{name}</span>
        </span>
        {hasBatch(bin) && (
          <span class="under">
            <BatchName batch={bin} />
          </span>
        )}
        <span class="under">
          {[isSeen && w.place.expected(formatAmount(bin.stockNow, unit)), item?.sku]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {others.length > 0 && (
          <span class="under">{others.map((each) => othersWords(each)).join(' · ')}</span>
        )}
        <Flags bin={bin} isActive={item?.active !== false} />
      </span>
      <span class="side">
        {mine !== undefined && (
          <span class="amount">
            {formatQuantity(mine.quantity)} <small>{formatUnit(mine.quantity, unit)}</small>
          </span>
        )}
        {mine === undefined && <Icon name="count" />}
      </span>
    </button>
  );

  function othersWords(figure: Figure): string {
    const who = counterName(figure, names, own);
    return isBlind
      ? w.place.othersBlind(who)
      : w.place.othersFigure(who, formatAmount(figure.quantity, unit));
  }
}

function Flags({ bin, isActive }: { bin: BinReview; isActive: boolean }) {
  const w = screenWords.value.stocktake;
  const isUncounted = bin.figures.every(({ kind }) => kind !== 'count');
  return (
    <>
      {bin.stockNow < 0 && isUncounted && <StateMark state="needsCount" />}
      {bin.isFoundElsewhere && <span class="state low">{w.place.foundMark}</span>}
      {!isActive && <span class="state inactive">{words.value.places.inactive}</span>}
    </>
  );
}

interface UnknownRowProps {
  readonly thing: UnknownReview;
  readonly own: ClientId | null;
  readonly names: Names;
  readonly onOpen: () => void;
}

function UnknownRow({ thing, own, names, onOpen }: UnknownRowProps) {
  const [tally] = thing.tallies;
  if (tally === undefined) return null;
  const mine = thing.tallies.find(({ counter }) => counter === own);
  const name = unknownName(thing);
  return (
    <button class="row pictured" type="button" onClick={onOpen}>
      <TallyPhoto tallies={thing.tallies} alt="" />
      <span class="text">
        <span class="name">
          <span class={thing.code === '' ? undefined : 'mono'}>{name}</span>
        </span>
        <span class="under">
          {[thing.code === '' ? '' : tally.note, counterName(mine ?? tally, names, own)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span class="side">
        <span class="amount">{formatQuantity((mine ?? tally).quantity)}</span>
      </span>
    </button>
  );
}

/** Its code, or what somebody called it. */
export function unknownName({ code, tallies }: Pick<UnknownReview, 'code' | 'tallies'>): string {
  const called = tallies.find(({ note }) => note !== '')?.note ?? '';
  return code === '' ? called : code;
}
