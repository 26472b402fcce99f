/** A stocktake to be: its name, which places and categories it is about, and whether its counters see what is expected. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import type { Stocktake } from '../../../../shared/entities.ts';
import {
  isUuid,
  toId,
  unplaced,
  type CategoryId,
  type LocationId,
} from '../../../../shared/ids.ts';
import { readStocktake } from '../../../state/read-stocktake.ts';
import { paths } from '../../../state/route.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp, type App } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Field } from '../../parts/field.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Section } from '../../parts/section.tsx';
import { Setting } from '../../parts/setting.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Switch } from '../../parts/switch.tsx';
import { TreePicks } from '../../parts/tree-picks.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useLive } from '../../use-live.ts';
import { failureWords } from '../../words/failure-words.ts';
import { formatDay } from '../../words/format.ts';
import { troubleOf } from '../../words/invalid-words.ts';
import { placeName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { NoSuchStocktake } from './no-such-stocktake.tsx';
import { useStocktakeActions } from './use-stocktake.ts';

export function NewStocktake() {
  const app = useApp();
  const { query } = useLocation();
  const { place = '' } = query;
  const w = screenWords.value.stocktake;
  const at = isUuid(place) ? toId<'location'>(place) : null;
  return (
    <Screen title={w.new} back={at === null ? paths.stocktakes : paths.location(at)}>
      {app.may('stocktake.create') ? <Form before={null} at={at} /> : <OnlyStaff />}
    </Screen>
  );
}

export function EditStocktake({ id }: { id: string }) {
  const app = useApp();
  const stocktake = useLive((db) => readStocktake(db, id), [id]);
  if (stocktake === null) return <NoSuchStocktake />;
  return (
    <Screen
      title={screenWords.value.stocktake.form.edit(stocktake?.name ?? '')}
      back={paths.stocktake(toId<'stocktake'>(id))}
    >
      {!app.may('stocktake.patch') && <OnlyStaff />}
      {app.may('stocktake.patch') && stocktake === undefined && <Skeleton rows={3} />}
      {app.may('stocktake.patch') && stocktake !== undefined && (
        <Form before={stocktake} at={null} />
      )}
    </Screen>
  );
}

function OnlyStaff() {
  const w = screenWords.value.stocktake;
  return (
    <EmptyState
      icon="key"
      title={w.form.onlyStaff}
      action={<Button href={paths.stocktakes}>{w.toList}</Button>}
    >
      {w.form.onlyStaffMore}
    </EmptyState>
  );
}

interface FormProps {
  readonly before: Stocktake | null;
  /** Where a new one begins. */
  readonly at: LocationId | null;
}

interface Draft {
  readonly name: string;
  readonly note: string;
  /** Null: everywhere. */
  readonly places: readonly LocationId[] | null;
  readonly categories: readonly CategoryId[] | null;
  readonly blind: boolean;
}

function Form({ before, at }: FormProps) {
  const app = useApp();
  const { does, perform } = useStocktakeActions();
  const { route } = useLocation();
  const [draft, setDraft] = useState<Draft>(() => firstDraft(app, before, at));
  const [wasTried, setTried] = useState(false);
  const [refused, setRefused] = useState<string>();
  const w = screenWords.value.stocktake.form;
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const { places, categories } = draft;
  const nameTrouble = troubleOf('location', 'name', draft.name.trim());
  const noteTrouble = troubleOf('location', 'description', draft.note.trim());
  const isIncomplete = places?.length === 0 || categories?.length === 0;

  const save = async (): Promise<void> => {
    setTried(true);
    setRefused(undefined);
    if (nameTrouble !== undefined || noteTrouble !== undefined || isIncomplete) return;
    const fields = {
      name: draft.name.trim(),
      note: draft.note.trim(),
      locationIds: places ?? [],
      categoryIds: categories ?? [],
      blind: draft.blind,
    };
    if (before !== null) {
      const saved = await does.editStocktake(before, fields);
      if (!saved.ok) return setRefused(failureWords(saved.failure));
      route(paths.stocktake(before.id), true);
      return void perform(Promise.resolve(saved), w.saved(fields.name));
    }
    const made = await does.createStocktake(fields);
    if (!made.ok) return setRefused(failureWords(made.failure));
    const { id } = made.value;
    route(at === null ? paths.stocktake(id) : paths.stocktakePart(id, at), true);
    void perform(Promise.resolve(made), w.created(fields.name));
  };
  return (
    <form
      class="form"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void save().catch(app.onTrouble);
      }}
    >
      <Field
        label={w.name}
        value={draft.name}
        required
        trouble={wasTried ? nameTrouble : undefined}
        onInput={(name) => change({ name })}
      />
      <Picks
        title={w.places}
        hint={w.placesHint}
        all={w.everywhere}
        nodes={placeNodes(app)}
        chosen={places}
        wasTried={wasTried}
        onChoose={(chosen) => change({ places: chosen })}
      />
      {app.categories.value.living.length > 0 && (
        <Picks
          title={w.categories}
          all={w.allCategories}
          nodes={app.categories.value.living}
          chosen={categories}
          wasTried={wasTried}
          onChoose={(chosen) => change({ categories: chosen })}
        />
      )}
      <Card class="settings">
        <Setting title={w.sight} hint={w.sightHint}>
          <Switch label={w.sight} on={!draft.blind} onChange={(on) => change({ blind: !on })} />
        </Setting>
      </Card>
      <Field
        label={w.note}
        hint={w.noteHint}
        lines="many"
        value={draft.note}
        trouble={wasTried ? noteTrouble : undefined}
        onInput={(note) => change({ note })}
      />
      <Trouble text={refused} />
      <div class="actions">
        <Button href={before === null ? paths.stocktakes : paths.stocktake(before.id)}>
          {words.value.parts.cancel}
        </Button>
        <Button kind="primary" submits>
          {before === null ? w.create : w.save}
        </Button>
      </div>
    </form>
  );
}

interface PicksProps<Id extends string> {
  readonly title: string;
  readonly hint?: string;
  readonly all: string;
  readonly nodes: Parameters<typeof TreePicks<Id>>[0]['nodes'];
  readonly chosen: readonly Id[] | null;
  readonly wasTried: boolean;
  readonly onChoose: (chosen: readonly Id[] | null) => void;
}

function Picks<Id extends string>(props: PicksProps<Id>) {
  const { title, hint, all, nodes, chosen, wasTried, onChoose } = props;
  const w = screenWords.value.stocktake.form;
  return (
    <Section title={title} {...(chosen !== null && hint !== undefined && { hint })}>
      <Choice
        label={title}
        chosen={chosen === null ? 'all' : 'some'}
        options={[
          { value: 'all', text: all },
          { value: 'some', text: w.onlyThese },
        ]}
        onChoose={(value) => onChoose(value === 'all' ? null : [])}
      />
      {chosen !== null && (
        <TreePicks legend={title} nodes={nodes} chosen={chosen} onChoose={onChoose} />
      )}
      <Trouble text={wasTried && chosen?.length === 0 ? w.noneChosen : undefined} />
    </Section>
  );
}

/** What lies in no named place can be counted, too. */
function placeNodes({ locations }: App): PicksProps<LocationId>['nodes'] {
  const tree = locations.value;
  const row = {
    id: unplaced,
    name: placeName(tree, unplaced),
    parentId: null,
    deletedAt: null,
  };
  return [...tree.living, { row, depth: 0, deleted: false, path: [row], insideCount: 0 }];
}

function firstDraft(app: App, before: Stocktake | null, at: LocationId | null): Draft {
  if (before !== null) {
    const { name, note, locationIds, categoryIds, blind } = before;
    return {
      name,
      note,
      blind,
      places: locationIds.length === 0 ? null : locationIds,
      categories: categoryIds.length === 0 ? null : categoryIds,
    };
  }
  const w = screenWords.value.stocktake.form;
  const day = formatDay(toDay(app.moment().nowMs));
  const name =
    at === null ? w.suggested(day) : w.suggestedAt(placeName(app.locations.value, at), day);
  return { name, note: '', places: at === null ? null : [at], categories: null, blind: false };
}
