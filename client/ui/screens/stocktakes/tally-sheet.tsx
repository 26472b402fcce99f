/** How many of one thing lie on this shelf: typed, saved, corrected, or taken back. */
import { useState } from 'preact/hooks';
import { isSameBatch, lotLengthMax, noBatch, type Batch } from '../../../../shared/batches.ts';
import type { ClientId, ItemId, TallyId } from '../../../../shared/ids.ts';
import { quantityToText, type Quantity } from '../../../../shared/quantity.ts';
import type { BinReview } from '../../../../shared/stocktake-figures.ts';
import type { PlaceReview } from '../../../../shared/stocktake-review.ts';
import type { Shelf } from '../../../state/stocktake-actions.ts';
import { hasKeyboard } from '../../../device/this-device.ts';
import { useApp } from '../../app-context.ts';
import { BatchName } from '../../parts/batch-name.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useLive } from '../../use-live.ts';
import { formatAmount } from '../../words/format.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { BatchFields } from '../item/batch-fields.tsx';
import { useBatchChoice } from '../item/use-batch-choice.ts';
import { ownFigure } from './bin-lists.tsx';
import { useStocktakeActions } from './use-stocktake.ts';

export interface TallySheetProps {
  readonly shelf: Shelf;
  readonly place: PlaceReview;
  readonly own: ClientId | null;
  readonly isBlind: boolean;
  readonly itemId: ItemId;
  /** Null: it is asked where the item is kept by batches. */
  readonly batch: Batch | null;
  /** For a reviewer: it is a figure of this moment beside the others. */
  readonly hint?: string;
  readonly onClose: () => void;
  /** After it was saved, with the name of the word. */
  readonly onSaid?: (tallyId: TallyId) => void;
}

export function TallySheet(props: TallySheetProps) {
  const { itemId } = props;
  const rows = useLive(
    async (db) => {
      const stock = await db.stock.where('itemId').equals(itemId).toArray();
      return { item: (await db.item.get(itemId)) ?? null, stock };
    },
    [itemId],
  );
  if (rows === undefined) return null;
  const { item, stock } = rows;
  const known = { name: item?.name ?? '', unit: item?.unit ?? 'piece' };
  return <Sheet {...props} item={known} stock={stock} />;
}

type SheetProps = TallySheetProps & {
  readonly item: { readonly name: string; readonly unit: string };
  readonly stock: Parameters<typeof useBatchChoice>[0]['stock'];
};

function Sheet({ item, stock, shelf, place, own, isBlind, itemId, onClose, ...rest }: SheetProps) {
  const { onTrouble } = useApp();
  const { does, perform } = useStocktakeActions();
  const choice = useBatchChoice({
    deed: 'count',
    isOutgoing: false,
    stock,
    place: shelf.locationId,
    ...(rest.batch !== null && { given: rest.batch }),
  });
  const batch = rest.batch ?? choice.batch ?? noBatch;
  const bin = place.bins.find((each) => each.itemId === itemId && isSameBatch(each, batch));
  const before = bin === undefined ? undefined : ownFigure(bin, own);
  const [text, setText] = useState(() => (before ? quantityToText(before.quantity) : ''));
  const [note, setNote] = useState(before?.note ?? '');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.stocktake;
  const amount = readQuantity(text, 0);
  const isLotTooLong = batch.lot.length > lotLengthMax;
  const isBatchMissing = rest.batch === null && choice.batch === undefined;
  const tallied = { ...shelf, itemId, lot: batch.lot, expiry: batch.expiry };

  const submit = (): void => {
    setTried(true);
    if (!amount.ok || isBatchMissing || isLotTooLong) return;
    onClose();
    const said = w.place.counted(item.name, formatAmount(amount.value, item.unit));
    perform(does.tally(tallied, amount.value, note.trim()), said)
      .then((done) => done && rest.onSaid?.(done.id))
      .catch(onTrouble);
  };
  const withdraw = (): void => {
    onClose();
    perform(does.withdrawTally(tallied), w.place.withdrawn(item.name)).catch(onTrouble);
  };
  return (
    <Dialog
      sheet
      title={(before === undefined ? w.sheet.title : w.sheet.again)(item.name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          {before !== undefined && (
            <Button kind="danger" onClick={withdraw}>
              {w.sheet.withdraw}
            </Button>
          )}
          <Button kind="primary" submits focusFirst={!hasKeyboard()}>
            {w.sheet.save(amount.ok ? formatAmount(amount.value, item.unit) : '')}
          </Button>
        </>
      }
    >
      {rest.batch === null ? (
        <BatchFields
          choice={choice}
          stock={stock}
          place={shelf.locationId}
          wasTried={wasTried}
          lotTrouble={isLotTooLong ? screenWords.value.wrong.tooLong(lotLengthMax) : undefined}
        />
      ) : (
        (batch.lot !== '' || batch.expiry !== '') && (
          <p>
            <BatchName batch={batch} />
          </p>
        )
      )}
      <Stepper
        label={w.sheet.howMany}
        value={text}
        onInput={setText}
        focusFirst={hasKeyboard()}
        hint={rest.hint ?? (isBlind ? undefined : expectedWords(bin, item.unit))}
        trouble={amount.ok || !wasTried ? undefined : amount.failure}
      />
      {amount.ok && (
        <Doubt quantity={amount.value} unit={item.unit} bin={isBlind ? undefined : bin} />
      )}
      <Field label={w.sheet.note} hint={w.sheet.noteHint} value={note} onInput={setNote} />
    </Dialog>
  );
}

function expectedWords(bin: BinReview | undefined, unit: string): string {
  const w = screenWords.value.stocktake.place;
  if (bin !== undefined && bin.stockNow < 0) return w.below;
  return w.expected(formatAmount(bin?.stockNow ?? 0, unit));
}

interface DoubtProps {
  readonly quantity: Quantity;
  readonly unit: string;
  readonly bin: BinReview | undefined;
}

const farOff = 10;
const littleMatters: Quantity = 20_000;

/** Said, not forbidden: the figure on the shelf is what it is. */
function Doubt({ quantity, unit, bin }: DoubtProps) {
  const w = screenWords.value.stocktake.sheet;
  const expected = bin?.stockNow ?? 0;
  const isFraction = unit === 'piece' && quantity % 1000 !== 0;
  const isAbsurd = expected > 0 && quantity > littleMatters && quantity > expected * farOff;
  if (!isFraction && !isAbsurd) return null;
  return (
    <p class="state low wraps" role="status">
      {isFraction
        ? w.fraction(formatAmount(quantity, unit))
        : w.absurd(formatAmount(expected, unit))}
    </p>
  );
}
