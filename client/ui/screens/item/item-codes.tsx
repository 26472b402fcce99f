/** The codes that lead to an item: add by typing, remove, see who else carries the same. */
import { useState } from 'preact/hooks';
import { looksMistyped } from '../../../../shared/codes.ts';
import type { Code, Item } from '../../../../shared/entities.ts';
import { paths } from '../../../state/route.ts';
import { findCodeTwin } from '../../../state/twins.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Section } from '../../parts/section.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useActions } from '../../use-actions.ts';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';

const oneUnit = 1000;

export function ItemCodes({ item, codes }: { item: Item; codes: readonly Code[] }) {
  const { actions, perform } = useActions();
  const [isAdding, setAdding] = useState(false);
  const w = screenWords.value.codes;
  return (
    <Section
      title={w.title}
      tools={
        <Button kind="bare" icon="plus" onClick={() => setAdding(true)}>
          {w.add}
        </Button>
      }
    >
      {codes.length === 0 ? (
        <p class="quiet">{w.none}</p>
      ) : (
        <ul class="list">
          {codes.map((code) => (
            <CodeLine key={code.id} item={item} code={code} />
          ))}
        </ul>
      )}
      {isAdding && (
        <AddCodeSheet
          item={item}
          onClose={() => setAdding(false)}
          onAdd={(value, unitsPerScan) => {
            setAdding(false);
            const added = actions.addCode({ itemId: item.id, value, unitsPerScan });
            void perform(added, w.added(value));
          }}
        />
      )}
    </Section>
  );
}

function CodeLine({ item, code }: { item: Item; code: Code }) {
  const app = useApp();
  const { actions, perform } = useActions();
  const w = screenWords.value.codes;
  const twin = findCodeTwin(app.items.value ?? [], code.value, item.id);
  return (
    <li class="code-line">
      <span>
        <span class="mono">{code.value}</span>
        <br />
        <span class="under">
          {code.unitsPerScan !== oneUnit && w.unitsOf(formatAmount(code.unitsPerScan, item.unit))}
        </span>
        {twin && (
          <a class="state low" href={paths.item(twin.id)}>
            {w.twin(twin.name)}
          </a>
        )}
      </span>
      <IconButton
        icon="bin"
        label={w.remove(code.value)}
        onClick={() => void perform(actions.remove('code', code.id), w.removed(code.value))}
      />
    </li>
  );
}

interface AddCodeSheetProps {
  readonly item: Item;
  readonly onClose: () => void;
  readonly onAdd: (value: string, unitsPerScan: number) => void;
}

function AddCodeSheet({ item, onClose, onAdd }: AddCodeSheetProps) {
  const { items } = useApp();
  const [value, setValue] = useState('');
  const [units, setUnits] = useState('1');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.codes;
  const amount = readQuantity(units, 1);
  const twin = findCodeTwin(items.value ?? [], value, item.id);
  const isEmpty = value.trim() === '';
  const warning = looksMistyped(value) ? w.mistyped : twin && w.twin(twin.name);
  const submit = (): void => {
    setTried(true);
    if (!isEmpty && amount.ok) onAdd(value.trim(), amount.value);
  };
  return (
    <Dialog
      sheet
      title={w.add}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits>
          {w.add}
        </Button>
      }
    >
      <Field
        label={w.value}
        hint={warning ?? w.valueHint}
        value={value}
        focusFirst
        takesCodes
        onInput={setValue}
        trouble={isEmpty && wasTried ? screenWords.value.wrong.empty : undefined}
      />
      <Stepper
        label={w.units}
        value={units}
        least={oneUnit}
        onInput={setUnits}
        hint={amount.ok ? formatAmount(amount.value, item.unit) : undefined}
        trouble={amount.ok ? undefined : amount.failure}
      />
    </Dialog>
  );
}
