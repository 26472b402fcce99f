/** The one field for an amount: steppers, the usual amounts as one tap, and packs where codes of the item know some. */
import type { Quantity } from '../../../../shared/quantity.ts';
import { hasKeyboard } from '../../../device/this-device.ts';
import { Choice } from '../../parts/choice.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { AmountPicks } from './amount-picks.tsx';
import { oneUnit, type Amount } from './use-amount.ts';

const packsShownMax = 2;

export interface AmountFieldProps {
  readonly label: string;
  readonly amount: Amount;
  readonly unit: string;
  readonly packs: readonly Quantity[];
  readonly least: 0 | 1;
  /** Offered as "all" where it is more than nothing. */
  readonly all: Quantity;
  readonly wasTried: boolean;
  readonly hint?: string | undefined;
}

export function AmountField(props: AmountFieldProps) {
  const { label, amount, unit, packs, least, all, wasTried } = props;
  const { text, pack, read, setText, setPack } = amount;
  const w = screenWords.value.deeds;
  const isPacked = pack !== oneUnit;
  const inAll = isPacked && read.ok ? w.inAll(formatAmount(read.value, unit)) : undefined;
  return (
    <>
      {packs.length > 0 && (
        <Choice
          label={w.measure}
          chosen={String(pack)}
          options={[oneUnit, ...packs.slice(0, packsShownMax)].map((each) => ({
            value: String(each),
            text: each === oneUnit ? w.units : w.packsOf(formatAmount(each, unit)),
          }))}
          onChoose={(value) => setPack(Number(value))}
        />
      )}
      <Stepper
        label={label}
        value={text}
        least={least * oneUnit}
        onInput={setText}
        focusFirst={hasKeyboard()}
        trouble={read.ok || !wasTried ? undefined : read.failure}
        hint={props.hint ?? inAll}
      />
      {least > 0 && <AmountPicks text={text} all={isPacked ? 0 : all} onPick={setText} />}
    </>
  );
}
