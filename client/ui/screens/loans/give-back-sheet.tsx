/**
 * Giving back: all or some of it, to where it came from or elsewhere, with a word about its condition. What is broken or
 * lost closes the loan, and does not go back to the shelf.
 */
import { useState } from 'preact/hooks';
import type { Loan } from '../../../../shared/entities.ts';
import { unplaced } from '../../../../shared/ids.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import { hasKeyboard } from '../../../device/this-device.ts';
import { stillOut, type KnownLoan } from '../../../state/loans.ts';
import { useApp, type App } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Select, type SelectOption } from '../../parts/select.tsx';
import { Setting } from '../../parts/setting.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { Switch } from '../../parts/switch.tsx';
import { useActions } from '../../use-actions.ts';
import { formatAmount } from '../../words/format.ts';
import { troubleOf } from '../../words/invalid-words.ts';
import { placeName, placeOptions, placePath } from '../../words/place-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { toPlace } from '../item/likely-places.ts';
import { giveBack } from './give-back.ts';
import '../../styles/loans.css';

export interface GiveBackSheetProps extends KnownLoan {
  readonly onClose: () => void;
  /** After it was done, where that leads elsewhere than closing. */
  readonly onDone?: () => void;
}

export function GiveBackSheet(props: GiveBackSheetProps) {
  const { loan, item, onClose } = props;
  const form = useGiveBackForm(props);
  const { isGone, condition } = form;
  const w = screenWords.value.loans.back;
  return (
    <Dialog
      sheet
      title={w.title(item?.name ?? '')}
      onClose={onClose}
      onSubmit={form.submit}
      footer={
        <Button kind="primary" submits focusFirst={!hasKeyboard()}>
          {(isGone ? w.doGone : w.doBack)(form.shown).trim()}
        </Button>
      }
    >
      {loan.conditionOut !== '' && <p class="note">{w.conditionOut(loan.conditionOut)}</p>}
      {stillOut(loan) > 1000 && (
        <Stepper
          label={w.howMany}
          value={form.text}
          least={1000}
          onInput={form.setText}
          focusFirst={hasKeyboard()}
          trouble={form.amountTrouble}
          hint={form.leftHint}
        />
      )}
      {!isGone && <GoalSelect loan={loan} to={form.to} onChoose={form.setTo} />}
      <Field
        label={w.condition}
        hint={w.conditionHint}
        value={condition}
        trouble={form.conditionTrouble}
        onInput={form.setCondition}
      />
      <Setting title={w.gone} hint={w.goneHint}>
        <Switch label={w.gone} on={isGone} onChange={form.setGone} />
      </Setting>
    </Dialog>
  );
}

function useGiveBackForm({ loan, item, onClose, onDone = onClose }: GiveBackSheetProps) {
  const app = useApp();
  const doer = useActions();
  const left = stillOut(loan);
  const [text, setText] = useState(() => quantityToText(left));
  const [to, setTo] = useState(loan.fromLocationId);
  const [isGone, setGone] = useState(false);
  const [condition, setCondition] = useState('');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.loans.back;
  const unit = item?.unit ?? '';
  const amount = readQuantity(text, 1);
  const isTooMuch = amount.ok && amount.value > left;
  const wrongAmount = amount.ok ? w.tooMany(formatAmount(left, unit)) : amount.failure;
  const conditionTrouble = troubleOf('loan', 'note', condition.trim());
  const submit = (): void => {
    setTried(true);
    if (!amount.ok || isTooMuch || conditionTrouble !== undefined) return;
    onDone();
    const giving = { quantity: amount.value, to: isGone ? null : to, condition: condition.trim() };
    void giveBack({ app, doer }, { loan, item }, giving).catch(app.onTrouble);
  };
  return {
    text,
    setText,
    to,
    setTo,
    isGone,
    setGone,
    condition,
    setCondition,
    submit,
    shown: amount.ok ? formatAmount(amount.value, unit) : '',
    amountTrouble: wasTried && (!amount.ok || isTooMuch) ? wrongAmount : undefined,
    conditionTrouble,
    leftHint:
      amount.ok && amount.value < left
        ? w.stillOut(formatAmount(left - amount.value, unit))
        : undefined,
  };
}

interface GoalSelectProps {
  readonly loan: Loan;
  readonly to: Loan['fromLocationId'];
  readonly onChoose: (place: Loan['fromLocationId']) => void;
}

function GoalSelect({ loan, to, onChoose }: GoalSelectProps) {
  const app = useApp();
  return (
    <Select
      label={screenWords.value.loans.back.to}
      value={to}
      options={goalOptions(app, loan)}
      onChange={(value) => onChoose(toPlace(value))}
      hint={originWords(app, loan)}
    />
  );
}

/** Where it came from is always among them, in use or not. */
function goalOptions({ locations }: App, { fromLocationId }: Loan): SelectOption[] {
  const none = { value: unplaced, text: placeName(locations.value, unplaced) };
  const known = placeOptions(locations.value, fromLocationId);
  const isListed =
    fromLocationId === unplaced || known.some(({ value }) => value === fromLocationId);
  const origin = { value: fromLocationId, text: placeName(locations.value, fromLocationId) };
  return isListed ? [none, ...known] : [origin, none, ...known];
}

function originWords({ locations }: App, { fromLocationId }: Loan): string {
  const w = screenWords.value.loans.back;
  const node = locations.value.node(fromLocationId);
  const path = placePath(locations.value, fromLocationId);
  return node !== undefined && (node.deleted || !node.row.active)
    ? w.inactivePlace(path)
    : w.cameFrom(path);
}
