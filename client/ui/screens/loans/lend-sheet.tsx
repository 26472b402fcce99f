/**
 * Lending: members borrow for themselves, staff say to whom it goes. More than is there is allowed, because the goods did
 * go out; a day that is over is asked about once.
 */
import { hasKeyboard } from '../../../device/this-device.ts';
import { readUsualDue } from '../../../state/lend-days.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useLive } from '../../use-live.ts';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { binOptions, type BinOption, type Shelf } from './bin-options.ts';
import { BorrowerField } from './borrower-field.tsx';
import { DueField } from './due-field.tsx';
import { useLendForm, type LendFormProps, type LendSheetProps } from './use-lend-form.ts';
import { useLoanView } from './use-loan-view.ts';

export function LendSheet(props: LendSheetProps) {
  const view = useLoanView();
  const due = useLive((db) => readUsualDue(db, view.today), [view.today]);
  return due === undefined ? null : <LendForm {...props} usualDue={due} view={view} />;
}

function LendForm(props: LendFormProps) {
  const form = useLendForm(props);
  const { item, view, onClose } = props;
  const { texts, troubles, set, due, amount, source } = form;
  const w = screenWords.value.loans.lend;
  return (
    <Dialog
      sheet
      title={(form.isForOthers ? w.title : w.borrowTitle)(item.name)}
      onClose={onClose}
      onSubmit={form.submit}
      footer={
        <Button kind="primary" submits focusFirst={!hasKeyboard()}>
          {deedWords(form, item.unit)}
        </Button>
      }
    >
      {form.isForOthers && (
        <BorrowerField
          value={form.who}
          focusFirst={hasKeyboard()}
          trouble={troubles.who}
          onChange={form.setWho}
        />
      )}
      <DueField value={due.value} trouble={due.trouble} today={view.today} onChange={due.choose} />
      <Stepper
        label={w.howMany}
        value={texts.amount}
        least={1000}
        onInput={(text) => set({ amount: text })}
        trouble={troubles.amount}
        hint={amount !== null && amount > source.quantity ? w.moreThanThere : undefined}
      />
      <SourceSelect shelf={form.shelf} chosen={source} onChoose={form.setSource} />
      <Field
        label={w.condition}
        hint={w.conditionHint}
        value={texts.condition}
        trouble={troubles.condition}
        onInput={(condition) => set({ condition })}
      />
      <Field
        label={w.note}
        hint={w.noteHint}
        value={texts.note}
        trouble={troubles.note}
        onInput={(note) => set({ note })}
      />
    </Dialog>
  );
}

function deedWords(
  { isForOthers, due, amount }: ReturnType<typeof useLendForm>,
  unit: string,
): string {
  const w = screenWords.value.loans.lend;
  if (due.isAsked) return isForOthers ? w.allTheSame : w.borrowAllTheSame;
  const shown = amount === null ? '' : formatAmount(amount, unit);
  return (isForOthers ? w.doLend : w.doBorrow)(shown).trim();
}

interface SourceSelectProps {
  readonly shelf: Shelf;
  readonly chosen: BinOption;
  readonly onChoose: (bin: BinOption) => void;
}

function SourceSelect({ shelf, chosen, onChoose }: SourceSelectProps) {
  const options = binOptions(shelf, chosen);
  return (
    <Select
      label={screenWords.value.loans.lend.from}
      value={chosen.value}
      options={options}
      onChange={(value) => {
        const bin = options.find((each) => each.value === value);
        if (bin !== undefined) onChoose(bin);
      }}
    />
  );
}
