/** Which batch: one of those that are known, or a new one by its lot and its last good day. */
import { isDay, isSameBatch, type Batch } from '../../../../shared/batches.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import { freshnessOf } from '../../../state/choose-batch.ts';
import { quantityIn, type Bin } from '../../../state/stock-by-place.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { Field } from '../../parts/field.tsx';
import { FreshnessMark } from '../../parts/batch-name.tsx';
import { Select } from '../../parts/select.tsx';
import { batchWords } from '../../words/batch-words.ts';
import { formatQuantity } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import type { BatchChoice } from './use-batch-choice.ts';

export interface BatchFieldsProps {
  readonly choice: BatchChoice;
  readonly stock: readonly Bin[];
  readonly place: LocationId;
  readonly wasTried: boolean;
  /** What is wrong with the lot, in words. */
  readonly lotTrouble: string | undefined;
}

export function BatchFields({ choice, stock, place, wasTried, lotTrouble }: BatchFieldsProps) {
  const w = screenWords.value.batches;
  const { options, chosen, choose } = choice;
  if (choice.canAdd) {
    return (
      <Button kind="bare" icon="plus" onClick={() => choose('new')}>
        {w.add}
      </Button>
    );
  }
  if (!choice.isAsked) return null;
  const at = chosen === 'new' ? -1 : options.findIndex((each) => isSameBatch(each, chosen));
  return (
    <>
      {options.length > 1 && (
        <div class="with-mark">
          <Select
            label={w.label}
            value={String(at)}
            options={[
              ...options.map((batch, place_) => ({
                value: String(place_),
                text: optionWords(batch, quantityIn(stock, place, batch)),
              })),
              { value: '-1', text: w.another },
            ]}
            onChange={(value) => choose(options[Number(value)] ?? 'new')}
          />
          {chosen !== 'new' && <FreshnessMark batch={chosen} />}
        </div>
      )}
      {chosen === 'new' && <NewBatch choice={choice} wasTried={wasTried} lotTrouble={lotTrouble} />}
    </>
  );
}

function optionWords(batch: Batch, here: number): string {
  const name = batchWords(batch);
  return here === 0 ? name : `${name} (${formatQuantity(here)})`;
}

export interface NewBatchProps extends Pick<BatchFieldsProps, 'wasTried' | 'lotTrouble'> {
  readonly choice: Pick<BatchChoice, 'lot' | 'expiry' | 'setLot' | 'setExpiry'>;
  readonly focusFirst?: boolean;
}

export function NewBatch({ choice, wasTried, lotTrouble, focusFirst }: NewBatchProps) {
  const { moment } = useApp();
  const w = screenWords.value.batches;
  const { lot, expiry, setLot, setExpiry } = choice;
  const today = toDay(moment().nowMs);
  const isPast = expiry !== null && freshnessOf({ expiry }, { today, soonDays: 0 }) === 'expired';
  return (
    <div class="pair">
      <Field
        label={w.lotLabel}
        hint={w.lotHint}
        value={lot}
        trouble={lotTrouble}
        focusFirst={focusFirst ?? false}
        onInput={setLot}
      />
      <DayField
        label={w.expiryLabel}
        value={expiry}
        hint={isPast ? w.isPast : w.expiryHint}
        trouble={expiry === null && wasTried ? w.day : undefined}
        onInput={(day) => setExpiry(day === null || day === '' || isDay(day) ? day : null)}
      />
    </div>
  );
}
