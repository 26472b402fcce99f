/** One deed with the stock of one item, asked and done: take, count, move and all others are the same form. */
import { useRef } from 'preact/hooks';
import type { Quantity } from '../../../../shared/quantity.ts';
import { hasKeyboard } from '../../../device/this-device.ts';
import { isAbsurd } from '../../../state/deed-context.ts';
import { isOutgoing, wayOf } from '../../../state/deed-kinds.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { useActions } from '../../use-actions.ts';
import { formatAmount, formatQuantity } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { AmountField } from './amount-field.tsx';
import { BatchFields } from './batch-fields.tsx';
import { DeedNotices } from './deed-notices.tsx';
import { doesWords, overdrawWords } from './deed-words.ts';
import { LevelChange } from './level-change.tsx';
import { placesWithStock, toPlace } from './likely-places.ts';
import { PurposeField } from './purpose-field.tsx';
import { saveDeed, troublesOf } from './save-deed.ts';
import { useDeedForm, type DeedForm, type DeedSource } from './use-deed-form.ts';
import { useSaving } from './use-saving.ts';
import '../../styles/deeds.css';

export interface DeedSheetProps extends DeedSource {
  readonly onClose: () => void;
  /** After it was done, where that leads elsewhere than closing. */
  readonly onDone?: () => void;
}

export function DeedSheet({ onClose, onDone = onClose, ...source }: DeedSheetProps) {
  const app = useApp();
  const doer = useActions();
  const { deed, item } = source;
  const form = useDeedForm(source);
  const w = screenWords.value.deeds;
  const { read } = form.amount;
  const isSame = wayOf[deed] === 'across' && form.place === form.goal;
  const troubles = troublesOf(form);
  const doubt = read.ok ? doubtWords(form, read.value, item.unit) : '';
  const { wasTried, isSaving, isAsking, submit } = useSaving({
    isReady: read.ok && !isSame && form.batch.batch !== undefined && troubles.size === 0,
    doubt,
    save: () => saveDeed({ app, doer, source, form }),
    onSaved: onDone,
  });
  const does = doesWords(deed, form.isLess, read.ok ? formatAmount(read.value, item.unit) : '');
  const tried = (field: string): string | undefined => (wasTried ? troubles.get(field) : undefined);
  // The figure comes first where it is all that most people set; last where it says what lies at that place.
  const isAboutAPlace = deed === 'count' || deed === 'move';
  const howMuch = <HowMuch key="howMuch" source={source} form={form} wasTried={wasTried} />;
  const where = (
    <Where
      key="where"
      source={source}
      form={form}
      isSame={isSame && wasTried}
      wasTried={wasTried}
      lotTrouble={tried('lot')}
    />
  );
  return (
    <Dialog
      sheet
      title={w.titles[deed](item.name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          {isAsking && (
            <p class="doubt" role="alert">
              {doubt}
            </p>
          )}
          <Button kind="primary" submits disabled={isSaving} focusFirst={!hasKeyboard()}>
            {isAsking ? w.sure(does) : does}
          </Button>
        </>
      }
    >
      {isAboutAPlace ? [where, howMuch] : [howMuch, where]}
      {deed !== 'move' && <Level form={form} isSaving={isSaving} />}
      <DeedNotices
        item={item}
        places={deed === 'move' ? [form.place, form.goal] : [form.place]}
        more={[isSaving ? undefined : overdrawWords(deed, form)]}
      />
      <WhatFor source={source} form={form} tried={tried} />
    </Dialog>
  );
}

interface PartProps {
  readonly source: DeedSource;
  readonly form: DeedForm;
}

/** Once it is saved the stock is what it was to become, and the form is still there for a moment. */
function Level({ form, isSaving }: { form: DeedForm; isSaving: boolean }) {
  const { before, after } = form;
  const shown = useRef({ before, after });
  if (!isSaving) shown.current = { before, after };
  return <LevelChange {...shown.current} />;
}

interface WhatForProps extends PartProps {
  /** What is wrong with a field, once somebody has tried. */
  readonly tried: (field: string) => string | undefined;
}

function WhatFor({ source, form, tried }: WhatForProps) {
  const w = screenWords.value.deeds;
  return (
    <>
      {source.deed !== 'count' && (
        <PurposeField
          value={form.purpose}
          recent={form.context.purposes}
          trouble={tried('purpose')}
          onInput={form.setPurpose}
        />
      )}
      <Field
        label={w.note}
        hint={w.noteHint}
        value={form.note}
        trouble={tried('note')}
        onInput={form.setNote}
      />
    </>
  );
}

interface WhereProps extends PartProps {
  readonly isSame: boolean;
  readonly wasTried: boolean;
  readonly lotTrouble: string | undefined;
}

function Where({ source, form, isSame, wasTried, lotTrouble }: WhereProps) {
  return (
    <>
      <Places source={source} form={form} isSame={isSame} />
      <BatchFields
        choice={form.batch}
        stock={source.stock}
        place={form.place}
        wasTried={wasTried}
        lotTrouble={lotTrouble}
      />
    </>
  );
}

function Places({ source, form, isSame }: PartProps & { readonly isSame: boolean }) {
  const app = useApp();
  const { deed, stock } = source;
  const { place, goal, setPlace, setGoal } = form;
  const w = screenWords.value.deeds;
  const way = wayOf[deed];
  const label = way === 'in' ? w.to : way === 'out' || way === 'across' ? w.from : w.at;
  return (
    <>
      <Select
        label={label}
        value={place}
        options={placesWithStock(app, stock, place, { isGoal: way === 'in' })}
        onChange={(value) => setPlace(toPlace(value))}
      />
      {way === 'across' && (
        <Select
          label={w.to}
          value={goal}
          options={placesWithStock(app, stock, goal, { isGoal: true })}
          onChange={(value) => setGoal(toPlace(value))}
          trouble={isSame ? w.samePlace : undefined}
        />
      )}
    </>
  );
}

function Direction({ form: { isLess, setLess } }: { form: DeedForm }) {
  const w = screenWords.value.deeds;
  return (
    <Choice
      label={w.direction}
      chosen={isLess ? 'less' : 'more'}
      options={[
        { value: 'less', text: w.isLess },
        { value: 'more', text: w.isMore },
      ]}
      onChoose={(value) => setLess(value === 'less')}
    />
  );
}

function HowMuch({ source, form, wasTried }: PartProps & { readonly wasTried: boolean }) {
  const { deed, item } = source;
  const { amount, before, after, context, isLess } = form;
  const w = screenWords.value.deeds;
  const isCount = deed === 'count';
  return (
    <>
      {wayOf[deed] === 'either' && <Direction form={form} />}
      <AmountField
        label={isCount ? w.howManyThere : w.howMany}
        amount={amount}
        unit={item.unit}
        packs={context.packs}
        least={isCount ? 0 : 1}
        all={isOutgoing(deed, isLess) ? before : 0}
        wasTried={wasTried}
        hint={deed === 'move' && after >= 0 ? w.there(formatAmount(before, item.unit)) : undefined}
      />
    </>
  );
}

/** Which is asked about once; "" where the amount is nothing out of the ordinary. */
function doubtWords({ context }: DeedForm, amount: Quantity, unit: string): string {
  const w = screenWords.value.deeds;
  if (!isAbsurd(amount, context)) return '';
  const said = formatAmount(amount, unit);
  return context.mostEver > 0
    ? w.absurd(said, formatQuantity(context.mostEver))
    : w.absurdAtAll(said);
}
