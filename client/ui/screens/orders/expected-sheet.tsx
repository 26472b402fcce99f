/** Something came that is expected of one or more orders: of which it is, or of none. */
import { useState } from 'preact/hooks';
import type { Batch } from '../../../../shared/batches.ts';
import type { Item } from '../../../../shared/entities.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import { outstandingOf } from '../../../../shared/orders.ts';
import type { Quantity } from '../../../../shared/quantity.ts';
import type { ExpectedLine } from '../../../state/order-choices.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { ReceiveLineSheet } from './receive-line-sheet.tsx';

export interface ExpectedSheetProps {
  readonly item: Item;
  readonly lines: readonly ExpectedLine[];
  /** What a code stands for; without one, all that is still to come. */
  readonly scanned?: { readonly quantity: Quantity; readonly batch: Batch };
  readonly place?: LocationId | null;
  readonly onClose: () => void;
  /** It came without an order. */
  readonly onNone: () => void;
}

export function ExpectedSheet(props: ExpectedSheetProps) {
  const { item, lines, scanned, place = null, onClose, onNone } = props;
  const [chosen, setChosen] = useState<ExpectedLine>();
  const w = screenWords.value.orders;
  if (chosen !== undefined) {
    return (
      <ReceiveLineSheet
        line={chosen.line}
        order={chosen.order}
        item={item}
        place={place}
        {...(scanned !== undefined && { scanned })}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog sheet title={w.scan.title(item.name)} onClose={onClose}>
      {lines.map((each, index) => {
        const { line, order, supplier } = each;
        const at = supplier?.name ?? w.unknownSupplier;
        const number = order.number === '' ? w.scan.noNumber(at) : order.number;
        const amount = formatAmount(scanned?.quantity ?? outstandingOf(line), item.unit);
        return (
          <div key={line.id} class="expected-line">
            <Button
              kind={index === 0 ? 'primary' : 'plain'}
              icon="receive"
              wide
              onClick={() => setChosen(each)}
            >
              {w.scan.receive(amount, number)}
            </Button>
            <p class="quiet small">
              {w.scan.still(formatAmount(outstandingOf(line), item.unit), at)}
            </p>
          </div>
        );
      })}
      <Button kind="bare" onClick={onNone}>
        {w.scan.notOrder}
      </Button>
    </Dialog>
  );
}
