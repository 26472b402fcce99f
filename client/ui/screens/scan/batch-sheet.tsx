/** Which batch? One tap for those that lie there; lot and last good day for one that nobody has written down yet. */
import { useState } from 'preact/hooks';
import { noBatch, type Batch } from '../../../../shared/batches.ts';
import type { Item } from '../../../../shared/entities.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import { hasKeyboard } from '../../../device/this-device.ts';
import { toBatch } from '../../../state/choose-batch.ts';
import { quantityIn, type Bin } from '../../../state/stock-by-place.ts';
import { BatchName } from '../../parts/batch-name.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { NewBatch } from '../item/batch-fields.tsx';
import { textTrouble } from '../item/text-trouble.ts';
import '../../styles/deeds.css';

export interface BatchSheetProps {
  readonly item: Item;
  readonly stock: readonly Bin[];
  readonly place: LocationId;
  readonly options: readonly Batch[];
  readonly choose: (batch: Batch) => void;
  readonly onClose: () => void;
}

export function BatchSheet({ item, stock, place, options, choose, onClose }: BatchSheetProps) {
  const [lot, setLot] = useState('');
  const [expiry, setExpiry] = useState<string | null>('');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.batches;
  const lotTrouble = textTrouble('lot', lot);
  const isNew = options.length === 0;
  const submit = (): void => {
    setTried(true);
    if (lotTrouble === undefined && expiry !== null) choose(toBatch({ lot: lot.trim(), expiry }));
  };
  return (
    <Dialog
      sheet
      title={(isNew ? w.titleNew : w.title)(item.name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={() => choose(noBatch)}>{w.none}</Button>
          <Button kind="primary" submits>
            {w.use}
          </Button>
        </>
      }
    >
      {isNew && <p class="quiet">{w.newMore}</p>}
      {!isNew && (
        <ul class="list" aria-label={w.which}>
          {options.map((batch) => (
            <li key={`${batch.lot}/${batch.expiry}`}>
              <button type="button" class="row plain" onClick={() => choose(batch)}>
                <span>
                  <BatchName batch={batch} />
                </span>
                <span class="quiet small">
                  {w.holds(formatAmount(quantityIn(stock, place, batch), item.unit))}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!isNew && <h3 class="small">{w.another}</h3>}
      <NewBatch
        choice={{ lot, expiry, setLot, setExpiry }}
        wasTried={wasTried}
        lotTrouble={wasTried ? lotTrouble : undefined}
        focusFirst={isNew && hasKeyboard()}
      />
    </Dialog>
  );
}
