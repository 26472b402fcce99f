/**
 * The form of an item, new or known. It sends only what was really changed, keeps what was typed whatever happens, and
 * says at each wrong field what to do.
 */
import { useLocation } from 'preact-iso/router';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Item } from '../../../../shared/entities.ts';
import { isUuid, unplaced, type ItemId } from '../../../../shared/ids.ts';
import { succeed } from '../../../../shared/result.ts';
import { makeSku } from '../../../../shared/short-code.ts';
import { changedItemFields } from '../../../state/changed-fields.ts';
import { fold } from '../../../state/fold.ts';
import { likelyCurrency } from '../../../state/likely-currency.ts';
import { paths } from '../../../state/route.ts';
import { changeSetting } from '../../../state/settings.ts';
import { useApp, type App } from '../../app-context.ts';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { showToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { isStaff } from '../../is-staff.ts';
import { setUnsaved } from '../../unsaved.ts';
import { storeSheet } from '../../store-sheet.ts';
import { useActions, type UseActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { failureWords } from '../../words/failure-words.ts';
import { words } from '../../words/words.ts';
import {
  draftOf,
  emptyDraft,
  keptDrafts,
  readDraft,
  type ItemDraft,
  type ReadDraft,
  type Troubles,
} from './item-draft.ts';
import { ItemFields } from './item-fields.tsx';

export function ItemFormScreen({ id }: { id: ItemId | null }) {
  const item = useLive(
    async (db) => (id === null ? null : ((await db.item.get(id)) ?? null)),
    [id],
  );
  const { items, settings } = useApp();
  const w = screenWords.value.form;
  // The settings say who one is, and so whether prices are asked for.
  const isKnown = settings.value !== undefined && item !== undefined;
  const isReady = isKnown && (id !== null || items.value !== undefined);
  return (
    <Screen
      title={id === null ? w.newItem : w.editItem(item?.name ?? '')}
      back={id === null ? paths.items : paths.item(id)}
      isDetail
    >
      {isReady ? <ItemForm item={item} /> : <Skeleton rows={5} />}
    </Screen>
  );
}

function ItemForm({ item }: { item: Item | null }) {
  const app = useApp();
  const doer = useActions();
  const { route, query } = useLocation();
  // What was begun for one scanned code is not mixed up with another.
  const key = item?.id ?? `new ${query['code'] ?? ''}`;
  // The row as it was when the form opened: what others change meanwhile is theirs, not a change of ours.
  const base = useMemo(() => item, []);
  const [first, kept] = useMemo(() => [firstDraft(app, base, query), keptDrafts.get(key)], []);
  const [draft, setDraft] = useState(kept ?? first);
  const [said, setSaid] = useState<Troubles>(new Map());
  const [refused, setRefused] = useState<string>();
  const [isKept, setIsKept] = useState(kept !== undefined);
  const form = useRef<HTMLFormElement>(null);
  const w = screenWords.value.form;

  const latest = useRef(draft);
  latest.current = draft;
  useEffect(() => setUnsaved(key, draft !== first), [draft]);
  useEffect(
    () => () => {
      setUnsaved(key, latest.current !== first);
      if (latest.current === first) keptDrafts.delete(key);
      else keptDrafts.set(key, latest.current);
    },
    [],
  );
  const leave = (to: string): void => {
    latest.current = first;
    route(to, true);
  };
  const save = async (): Promise<void> => {
    const read = readDraft(draft);
    setSaid(read.troubles);
    setRefused(undefined);
    if (read.troubles.size > 0) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
      );
      return;
    }
    const stored = draft.sheet === null ? succeed(undefined) : await storeSheet(doer, draft.sheet);
    if (!stored.ok) {
      setRefused(failureWords(stored.failure));
      return;
    }
    const saved = await (base === null ? create(doer, draft, read) : edit(doer, base, read));
    const { unitCost } = read.fields;
    if (unitCost) changeSetting(app.db, 'currency', unitCost.currency).catch(app.onTrouble);
    if (saved.ok) leave(paths.item(saved.id));
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
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
      }}
    >
      {isKept && (
        <Banner
          kind="note"
          icon="restore"
          title={w.kept}
          action={
            <Button
              onClick={() => {
                setDraft(first);
                setIsKept(false);
              }}
            >
              {w.startOver}
            </Button>
          }
        />
      )}
      <ItemFields
        draft={draft}
        troubles={said}
        itemId={base?.id ?? null}
        onPhoto={(photo) => setDraft((now) => ({ ...now, photos: [...now.photos, photo] }))}
        onChange={(change) => {
          const next = { ...draft, ...change };
          setDraft(next);
          // A trouble that was told goes as soon as it is mended; no new one appears while one types.
          if (said.size > 0) {
            const now = readDraft(next).troubles;
            setSaid(new Map([...said].flatMap(([field]) => pairOf(field, now.get(field)))));
          }
        }}
      />
      <Trouble text={refused ?? (said.size > 0 ? w.fixFirst(said.size) : undefined)} />
      <div class="actions">
        <Button onClick={() => leave(base === null ? paths.items : paths.item(base.id))}>
          {words.value.parts.cancel}
        </Button>
        <Button kind="primary" submits>
          {base === null ? w.create : w.save}
        </Button>
      </div>
    </form>
  );
}

function pairOf(field: string, trouble: string | undefined): [string, string][] {
  return trouble === undefined ? [] : [[field, trouble]];
}

function firstDraft(
  app: App,
  item: Item | null,
  { name = '', code = '', place = '' }: Readonly<Record<string, string>>,
): ItemDraft {
  const currency = isStaff(app.session.value)
    ? (item?.unitCost?.currency ??
      app.settings.value?.currency ??
      likelyCurrency(navigator.languages))
    : '';
  if (item !== null) return { ...draftOf(item), currency };
  const taken = new Set((app.items.value ?? []).map(({ sku }) => fold(sku)));
  const sku = makeSku({
    fillRandom: app.moment().fillRandom,
    isTaken: (made) => taken.has(fold(made)),
  });
  return { ...emptyDraft, currency, sku, name, code, homeLocationId: isUuid(place) ? place : '' };
}

type Saved =
  | { readonly ok: true; readonly id: ItemId }
  | { readonly ok: false; readonly words: string };

async function create(
  { actions, perform }: UseActions,
  draft: ItemDraft,
  { fields, opening }: ReadDraft,
): Promise<Saved> {
  const locationId = fields.homeLocationId ?? unplaced;
  const done = await actions.createItem({
    fields,
    ...(opening === null ? {} : { opening: { locationId, quantity: opening } }),
    codes: draft.code.trim() === '' ? [] : [draft.code.trim()],
  });
  if (!done.ok) return { ok: false, words: failureWords(done.failure) };
  const { id } = done.value;
  if (draft.photos.length > 0) {
    const added = await actions.addPhotos(id, draft.photos);
    // The item is there, so the form is done; its photos can be taken again on its card.
    if (!added.ok) showToast({ text: failureWords(added.failure) });
  }
  void perform(Promise.resolve(done), screenWords.value.form.created(fields.name));
  return { ok: true, id };
}

async function edit(
  { actions, perform }: UseActions,
  base: Item,
  { fields }: ReadDraft,
): Promise<Saved> {
  const w = screenWords.value.form;
  const patch = changedItemFields(base, fields);
  if (Object.keys(patch).length === 0) {
    showToast({ text: w.unchanged });
    return { ok: true, id: base.id };
  }
  const done = await actions.editItem(base, patch);
  if (done.ok) {
    void perform(Promise.resolve(done), w.saved(fields.name));
    return { ok: true, id: base.id };
  }
  const isDeleted = done.failure.kind === 'rowDeleted';
  return { ok: false, words: isDeleted ? w.deletedMeanwhile : failureWords(done.failure) };
}
