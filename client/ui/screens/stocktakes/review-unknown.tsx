/** Codes that nobody knew: each gets a new item, an item that is here already, or is put aside. Nothing is thrown away. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import { codeKey } from '../../../../shared/codes.ts';
import { isSameBatch, noBatch } from '../../../../shared/batches.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import { changeAt } from '../../../../shared/stock.ts';
import { must } from '../../../../shared/result.ts';
import type { UnknownReview } from '../../../../shared/stocktake-review.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { useLive } from '../../use-live.ts';
import { formatQuantity, formatTime } from '../../words/format.ts';
import { placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { stampToMs } from '../../../../shared/stamps.ts';
import { unknownName } from './bin-lists.tsx';
import { FoundSheet } from './found-sheet.tsx';
import type { ReviewView } from './review-screen.tsx';
import { counterName } from './stocktake-words.ts';
import { TallyPhoto } from './tally-photo.tsx';
import { useStocktakeActions } from './use-stocktake.ts';

export function ReviewUnknown({ view }: { view: ReviewView }) {
  const rank = ({ resolvedAs, isIgnored }: UnknownReview): number =>
    resolvedAs !== null ? 1 : isIgnored ? 2 : 0;
  const things = view.sorted.unknown.toSorted((one, other) => rank(one) - rank(other));
  return (
    <ul class="review-list" aria-label={screenWords.value.stocktake.review.kinds.unknown}>
      {things.map((thing) => (
        <li key={`${thing.locationId} ${thing.key}`}>
          <Unknown thing={thing} view={view} />
        </li>
      ))}
    </ul>
  );
}

interface UnknownProps {
  readonly thing: UnknownReview;
  readonly view: ReviewView;
}

function Unknown({ thing, view }: UnknownProps) {
  const { locations } = useApp();
  const { review, names } = view;
  const w = screenWords.value.stocktake;
  const name = unknownName(thing);
  const item = thing.resolvedAs && review.itemsById.get(thing.resolvedAs.itemId);
  return (
    <Card class="review-unknown">
      <div class="unknown-head">
        <TallyPhoto tallies={thing.tallies} alt={w.unknown.alt(name)} isLarge />
        <div>
          <h2 class={thing.code === '' ? undefined : 'mono'}>{name}</h2>
          <p class="quiet small">{placePath(locations.value, thing.locationId)}</p>
          <ul class="plain-list small">
            {thing.tallies.map((tally) => (
              <li key={tally.id}>
                {w.review.unknown.by(
                  counterName(tally, names, review.own),
                  formatQuantity(tally.quantity),
                  formatTime(stampToMs(tally.stamp)),
                )}
                {thing.code !== '' && tally.note !== '' && ` · ${tally.note}`}
              </li>
            ))}
          </ul>
          <p class="flags">
            {thing.isLate && <span class="state low">{w.review.flags.late}</span>}
            {thing.isIgnored && <span class="state inactive">{w.review.unknown.ignored}</span>}
            {thing.resolvedAs !== null && (
              <span class="state fine">{w.review.unknown.countedAs(item?.name ?? '')}</span>
            )}
          </p>
        </div>
      </div>
      {thing.resolvedAs === null && <Deeds thing={thing} view={view} name={name} />}
    </Card>
  );
}

function Deeds({ thing, view, name }: UnknownProps & { readonly name: string }) {
  const app = useApp();
  const { does, perform } = useStocktakeActions();
  const { route } = useLocation();
  const [isAttaching, setAttaching] = useState(false);
  const w = screenWords.value.stocktake.review.unknown;
  const { code, locationId, isIgnored, tallies } = thing;
  const known = useLive(
    async (db) => (code === '' ? [] : db.code.where('key').equals(codeKey(code)).toArray()),
    [code],
  );
  const knownIds = (known ?? [])
    .filter(({ deletedAt }) => deletedAt === null)
    .flatMap(({ itemId }) => itemId ?? []);
  const items = [...new Set(knownIds)].flatMap((id) => view.review.itemsById.get(id) ?? []);
  const resolve = useResolve({ thing, view, name });
  if (isIgnored) {
    const [tally] = tallies;
    const takeUp = (): void => {
      const { note, quantity, photoId, stocktakeId } = must(tally, 'a word on the unknown code');
      const word = { stocktakeId, locationId, code, note, quantity, photoId };
      perform(does.tallyUnknown(word), w.backNow(name)).catch(app.onTrouble);
    };
    return (
      <div class="toolbar">
        <Button onClick={takeUp}>{w.back}</Button>
      </div>
    );
  }
  return (
    <>
      {items.map((item) => (
        <div key={item.id} class="toolbar">
          <p>{w.known(item.name)}</p>
          <Button kind="primary" onClick={() => resolve(item.id, item.name, false)}>
            {w.countAs(item.name)}
          </Button>
        </div>
      ))}
      <div class="toolbar">
        {items.length === 0 && code !== '' && (
          <Button icon="plus" onClick={() => route(paths.newItemScanned(code, locationId))}>
            {w.newItem}
          </Button>
        )}
        {items.length === 0 && code === '' && (
          <Button icon="plus" href={paths.newItemNamed(name)}>
            {w.newItem}
          </Button>
        )}
        <Button icon="link" onClick={() => setAttaching(true)}>
          {w.attach}
        </Button>
        <Button
          kind="bare"
          onClick={() =>
            void perform(does.ignoreUnknown(tallies), w.ignoredNow(name)).catch(app.onTrouble)
          }
        >
          {w.ignore}
        </Button>
      </div>
      {isAttaching && (
        <FoundSheet
          title={w.attachTitle}
          onPick={(id) => {
            setAttaching(false);
            resolve(id, view.review.itemsById.get(id)?.name ?? '', true);
          }}
          onClose={() => setAttaching(false)}
        />
      )}
    </>
  );
}

/** What was counted under the code, and what has moved of the item at this place since, is what lies there now. */
function useResolve({ thing, view, name }: UnknownProps & { readonly name: string }) {
  const app = useApp();
  const { does, perform } = useStocktakeActions();
  const w = screenWords.value.stocktake.review.unknown;
  return (itemId: ItemId, itemName: string, isCodeNew: boolean): void => {
    const { locationId } = thing;
    const tally = must(thing.tallies[0], 'a word on the unknown code');
    const stocktakeId = must(view.review.stocktake ?? undefined, 'the stocktake').id;
    const bin = { stocktakeId, itemId, locationId, ...noBatch };
    const deed = async () => {
      const since = await app.db.movement
        .where('[itemId+stamp]')
        .between([itemId, tally.stamp], [itemId, '\uffff'])
        .toArray();
      const moved = since
        .filter((movement) => movement.effectiveStamp > tally.stamp)
        .filter((movement) => isSameBatch(movement, noBatch))
        .reduce((sum, movement) => sum + changeAt(bin, movement), 0);
      const quantity = Math.max(0, tally.quantity + moved);
      return does.resolveUnknown({ bin, tally, quantity, isCodeNew });
    };
    perform(deed(), w.done(name, itemName)).catch(app.onTrouble);
  };
}
