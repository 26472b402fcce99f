/** A supplier, new or known. Two of one name may be, and are pointed out. Only what was changed is sent. */
import { useLocation } from 'preact-iso/router';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Supplier } from '../../../../shared/entities.ts';
import { emptyFields } from '../../../../shared/entities.ts';
import type { SupplierId } from '../../../../shared/ids.ts';
import { supplierKinds, type SupplierFields } from '../../../../shared/suppliers.ts';
import { hasKeyboard } from '../../../device/this-device.ts';
import { changedFields } from '../../../state/changed-fields.ts';
import { paths } from '../../../state/route.ts';
import { findSupplierTwin, readSuppliers } from '../../../state/suppliers.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Section } from '../../parts/section.tsx';
import { Setting } from '../../parts/setting.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Switch } from '../../parts/switch.tsx';
import { showToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { setUnsaved } from '../../unsaved.ts';
import { useActions, type UseActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { failureWords } from '../../words/failure-words.ts';
import { troubleOf } from '../../words/invalid-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';

type Draft = Omit<SupplierFields, 'externalId'>;

const texts = ['name', 'website', 'email', 'phone', 'customerNumber', 'notes'] as const;

export function SupplierFormScreen({ id }: { id: SupplierId | null }) {
  const supplier = useLive(
    async (db) => (id === null ? null : ((await db.supplier.get(id)) ?? null)),
    [id],
  );
  const w = screenWords.value.suppliers.form;
  return (
    <Screen
      title={id === null ? w.new : w.edit(supplier?.name ?? '')}
      back={id === null ? paths.suppliers : paths.supplier(id)}
      isDetail
    >
      {supplier === undefined ? <Skeleton rows={4} /> : <SupplierForm supplier={supplier} />}
    </Screen>
  );
}

function SupplierForm({ supplier }: { supplier: Supplier | null }) {
  const doer = useActions();
  const { route } = useLocation();
  // The row as it was when the form opened: what others change meanwhile is theirs.
  const [base] = useState(supplier);
  const [first] = useState(() => draftOf(base));
  const [draft, setDraft] = useState(first);
  const [wasTried, setTried] = useState(false);
  const [refused, setRefused] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const key = `supplier ${base?.id ?? 'new'}`;
  const w = screenWords.value.suppliers.form;
  const fields = trimmed(draft);
  const troubles = new Map(
    texts.map((name) => [name, troubleOf('supplier', name, fields[name])] as const),
  );
  useEffect(() => setUnsaved(key, draft !== first), [key, draft, first]);
  useEffect(() => () => setUnsaved(key, false), [key]);

  const save = async (): Promise<void> => {
    setTried(true);
    setRefused(undefined);
    if ([...troubles.values()].some((trouble) => trouble !== undefined)) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
      );
      return;
    }
    const saved = await keep(doer, base, fields);
    if (saved.ok) route(paths.supplier(saved.id), true);
    else setRefused(saved.words);
  };
  return (
    <form
      ref={form}
      class="form"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <SupplierEntries
        draft={draft}
        ownId={base?.id ?? null}
        troubles={wasTried ? troubles : new Map()}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <div class="field">
        <Trouble text={refused} />
      </div>
      <div class="actions">
        <Button href={base === null ? paths.suppliers : paths.supplier(base.id)}>
          {words.value.parts.cancel}
        </Button>
        <Button kind="primary" submits>
          {base === null ? w.create : words.value.parts.save}
        </Button>
      </div>
    </form>
  );
}

interface EntriesProps {
  readonly draft: Draft;
  readonly ownId: SupplierId | null;
  readonly troubles: ReadonlyMap<string, string | undefined>;
  readonly onChange: (change: Partial<Draft>) => void;
}

function SupplierEntries({ draft, ownId, troubles, onChange }: EntriesProps) {
  const others = useLive(readSuppliers, []);
  const w = screenWords.value.suppliers.form;
  const { kinds, kindHints } = screenWords.value.suppliers;
  const twin = findSupplierTwin(others ?? [], draft.name, ownId);
  const entry = (field: (typeof texts)[number]) => ({
    label: w[field],
    value: draft[field],
    trouble: troubles.get(field),
    onInput: (value: string) => onChange({ [field]: value }),
  });
  return (
    <>
      <Section title={screenWords.value.suppliers.one}>
        <Field
          {...entry('name')}
          hint={twin && w.twin(twin.name)}
          focusFirst={ownId === null && hasKeyboard()}
          required
        />
        <div class="field">
          <span class="label">{w.kind}</span>
          <Choice
            label={w.kind}
            chosen={draft.kind}
            options={supplierKinds.map((value) => ({ value, text: kinds[value] }))}
            onChoose={(kind) => onChange({ kind })}
          />
          <span class="hint">{kindHints[draft.kind]}</span>
        </div>
        <Field {...entry('website')} hint={w.websiteHint} keyboard="url" />
        <div class="pair">
          <Field {...entry('email')} keyboard="email" />
          <Field {...entry('phone')} keyboard="tel" />
        </div>
        <Field {...entry('customerNumber')} hint={w.customerNumberHint} />
        <Field {...entry('notes')} hint={w.notesHint} lines="many" />
      </Section>
      <Setting title={w.active} hint={w.activeHint}>
        <Switch label={w.active} on={draft.active} onChange={(active) => onChange({ active })} />
      </Setting>
    </>
  );
}

function draftOf(supplier: Supplier | null): Draft {
  const { name, kind, website, email, phone, customerNumber, notes, active } =
    supplier ?? emptyFields.supplier;
  return { name, kind, website, email, phone, customerNumber, notes, active };
}

function trimmed(draft: Draft): Draft {
  const cut = Object.fromEntries(texts.map((name) => [name, draft[name].trim()]));
  return { ...draft, ...cut };
}

type Kept =
  | { readonly ok: true; readonly id: SupplierId }
  | { readonly ok: false; readonly words: string };

async function keep(
  { actions, perform }: UseActions,
  base: Supplier | null,
  fields: Draft,
): Promise<Kept> {
  const w = screenWords.value.suppliers.form;
  if (base === null) {
    const made = await actions.createSupplier(fields);
    if (!made.ok) return { ok: false, words: failureWords(made.failure) };
    void perform(Promise.resolve(made), w.created(fields.name));
    return { ok: true, id: made.value.id };
  }
  const patch = changedFields<Draft>(base, fields);
  if (Object.keys(patch).length === 0) {
    showToast({ text: w.unchanged });
    return { ok: true, id: base.id };
  }
  const saved = await actions.editSupplier(base, patch);
  if (saved.ok) {
    void perform(Promise.resolve(saved), w.saved(fields.name));
    return { ok: true, id: base.id };
  }
  const isDeleted = saved.failure.kind === 'rowDeleted';
  return { ok: false, words: isDeleted ? w.deletedMeanwhile : failureWords(saved.failure) };
}
