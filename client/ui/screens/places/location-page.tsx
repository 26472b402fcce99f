/** One place: where it is, what is inside it, what lies there, and what staff can do with it. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import type { Location } from '../../../../shared/entities.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import type { ListedItem } from '../../../state/listed-item.ts';
import { paths } from '../../../state/route.ts';
import { liesIn, noFilters } from '../../../state/search.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu, type MenuEntry } from '../../parts/menu.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Section } from '../../parts/section.tsx';
import { QrLabelDialog } from '../../screens.ts';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { pathWords, rowName } from '../../words/place-words.ts';
import { words } from '../../words/words.ts';
import { ItemRow } from '../items/item-row.tsx';
import { LocationForm } from './location-form.tsx';

const shownMax = 50;

export function LocationPage({ id }: { id: LocationId }) {
  const { locations } = useApp();
  const row = locations.value.row(id);
  const w = screenWords.value.locations;
  return (
    <Screen
      title={row === undefined ? w.title : rowName(row)}
      back={paths.locations}
      isDetail
      tools={row !== undefined && row.deletedAt === null && <LocationTools row={row} />}
    >
      {row === undefined && <EmptyState icon="search" title={w.missing} />}
      {row !== undefined && (
        <>
          <Where row={row} />
          {row.deletedAt !== null && <Deleted row={row} />}
          <InsideIt row={row} />
          <ItemsHere id={id} />
        </>
      )}
    </Screen>
  );
}

function Where({ row }: { row: Location }) {
  const { locations } = useApp();
  const w = screenWords.value.locations;
  const above = locations.value.node(row.id)?.path.slice(0, -1) ?? [];
  if (above.length === 0 && row.description === '' && row.active) return null;
  return (
    <div>
      {above.length > 0 && (
        <nav aria-label={w.path}>
          <ul class="crumbs">
            {above.map((each) => (
              <li key={each.id}>
                <a href={paths.location(each.id)}>{rowName(each)}</a>
                <span aria-hidden="true">/</span>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {row.description !== '' && <p>{row.description}</p>}
      {!row.active && <p class="state inactive">{words.value.places.inactive}</p>}
    </div>
  );
}

function LocationTools({ row }: { row: Location }) {
  const app = useApp();
  const { actions, perform } = useActions();
  const { route } = useLocation();
  const [form, setForm] = useState<'edit' | 'inside' | 'label' | null>(null);
  const codes = useLive((db) => db.code.where('locationId').equals(row.id).toArray(), [row.id]);
  const w = screenWords.value.locations;
  const mayEdit = app.may('location.patch');
  const short = codes?.find(({ deletedAt }) => deletedAt === null)?.value ?? row.id;
  const setActive = (active: boolean): void => {
    const said = active ? w.activated(row.name) : w.deactivated(row.name);
    void perform(actions.editLocation(row, { active }), said);
  };
  const label: MenuEntry = {
    icon: 'qr',
    text: screenWords.value.scan.label.open,
    onChoose: () => setForm('label'),
  };
  const entries: MenuEntry[] = [
    { icon: 'plus', text: w.addInside, onChoose: () => setForm('inside') },
    {
      icon: row.active ? 'sleep' : 'restore',
      text: row.active ? w.deactivate : w.activate,
      onChoose: () => setActive(!row.active),
    },
    {
      icon: 'bin',
      text: w.delete,
      danger: true,
      onChoose: () => void perform(actions.remove('location', row.id), w.deleted(row.name)),
    },
  ];
  return (
    <>
      {mayEdit && (
        <IconButton icon="edit" label={words.value.parts.edit} onClick={() => setForm('edit')} />
      )}
      <Menu label={words.value.parts.more} entries={mayEdit ? [label, ...entries] : [label]} />
      {form === 'label' && (
        <QrLabelDialog
          isPlace
          name={row.name}
          short={short}
          path={paths.locationLabel(short)}
          onClose={() => setForm(null)}
        />
      )}
      {(form === 'edit' || form === 'inside') && (
        <LocationForm
          before={form === 'edit' ? row : null}
          parentId={row.id}
          onClose={() => setForm(null)}
          onCreated={(id) => route(paths.location(id))}
        />
      )}
    </>
  );
}

function Deleted({ row }: { row: Location }) {
  const app = useApp();
  const { actions, perform } = useActions();
  const w = screenWords.value.locations;
  return (
    <div class="toolbar">
      <p class="quiet">{w.deletedMore}</p>
      {app.may('location.restore') && (
        <Button
          icon="restore"
          onClick={() => void perform(actions.restore('location', row.id), w.restored(row.name))}
        >
          {w.restore}
        </Button>
      )}
    </div>
  );
}

function InsideIt({ row }: { row: Location }) {
  const { locations } = useApp();
  const inside = locations.value.living.filter((node) => node.row.parentId === row.id);
  if (inside.length === 0) return null;
  return (
    <Section title={screenWords.value.locations.inside}>
      <ul class="list">
        {inside.map((node) => (
          <li key={node.row.id}>
            <a class="row plain" href={paths.location(node.row.id)} title={pathWords(node)}>
              <span class="name">
                <span>{node.row.name}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ItemsHere({ id }: { id: LocationId }) {
  const { items, locations, browse } = useApp();
  const { route } = useLocation();
  const w = screenWords.value.locations;
  const places = locations.value.withInside(id);
  const here: ListedItem[] = (items.value ?? []).filter(
    (item) => item.locationIds.length > 0 && liesIn(item, places),
  );
  const showAll = (): void => {
    browse.query.value = '';
    browse.filters.value = { ...noFilters, locationId: id };
    route(paths.items);
  };
  return (
    <Section
      title={w.here}
      tools={
        here.length > 0 && (
          <Button kind="bare" onClick={showAll}>
            {w.showAll}
          </Button>
        )
      }
    >
      {here.length === 0 && <p class="quiet">{w.nothingHere}</p>}
      {here.length > 0 && (
        <ul class="list">
          {here.slice(0, shownMax).map((item) => (
            <li key={item.id}>
              <ItemRow item={item} isOpen={false} />
            </li>
          ))}
        </ul>
      )}
      {here.length > shownMax && <p class="quiet small">{w.itemsHere(here.length)}</p>}
    </Section>
  );
}
