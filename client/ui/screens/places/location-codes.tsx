/** The codes of a place: what its label carries, and what says "I am here" when it is scanned. */
import { useState } from 'preact/hooks';
import { looksMistyped } from '../../../../shared/codes.ts';
import type { Location } from '../../../../shared/entities.ts';
import { makeSku } from '../../../../shared/short-code.ts';
import { fold } from '../../../state/fold.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Section } from '../../parts/section.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';

export function LocationCodes({ row }: { row: Location }) {
  const { may } = useApp();
  const { actions, perform } = useActions();
  const [isAdding, setAdding] = useState(false);
  const found = useLive((db) => db.code.where('locationId').equals(row.id).toArray(), [row.id]);
  const codes = (found ?? []).filter(({ deletedAt }) => deletedAt === null);
  const w = screenWords.value.codes;
  const p = screenWords.value.locations;
  const add = (value: string): void => {
    setAdding(false);
    void perform(actions.addPlaceCode(row.id, value), w.added(value));
  };
  const mayAdd = may('code.create') && row.deletedAt === null;
  const makeShort = useShortCode();
  return (
    <Section
      title={w.title}
      tools={
        mayAdd && (
          <Button kind="bare" icon="plus" onClick={() => setAdding(true)}>
            {w.add}
          </Button>
        )
      }
    >
      {codes.length === 0 && (
        <div class="toolbar">
          <p class="quiet">{p.noCodes}</p>
          {mayAdd && (
            <Button icon="qr" onClick={() => void makeShort().then(add)}>
              {p.makeCode}
            </Button>
          )}
        </div>
      )}
      {codes.length > 0 && (
        <ul class="list">
          {codes.map((code) => (
            <li key={code.id} class="code-line">
              <span class="mono">{code.value}</span>
              {may('code.delete') && (
                <IconButton
                  icon="bin"
                  label={w.remove(code.value)}
                  onClick={() =>
                    void perform(actions.remove('code', code.id), w.removed(code.value))
                  }
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {isAdding && <AddSheet onClose={() => setAdding(false)} onAdd={add} />}
    </Section>
  );
}

/** A short code that nothing on this device has yet, be it an item or a place. */
function useShortCode(): () => Promise<string> {
  const { db, items, moment } = useApp();
  return async () => {
    const codes = await db.code.toArray();
    const taken = new Set([
      ...(items.value ?? []).map(({ sku }) => fold(sku)),
      ...codes.map(({ value }) => fold(value)),
    ]);
    return makeSku({
      fillRandom: moment().fillRandom,
      isTaken: (made) => taken.has(fold(made)),
    });
  };
}

interface AddSheetProps {
  readonly onClose: () => void;
  readonly onAdd: (value: string) => void;
}

function AddSheet({ onClose, onAdd }: AddSheetProps) {
  const [value, setValue] = useState('');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.codes;
  const isEmpty = value.trim() === '';
  const submit = (): void => {
    setTried(true);
    if (!isEmpty) onAdd(value.trim());
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
        hint={looksMistyped(value) ? w.mistyped : w.valueHint}
        value={value}
        focusFirst
        takesCodes
        onInput={setValue}
        trouble={isEmpty && wasTried ? screenWords.value.wrong.empty : undefined}
      />
    </Dialog>
  );
}
