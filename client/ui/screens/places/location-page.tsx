/** One place: where it is, what is inside it, what lies there, and what staff can do with it. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import type { Location } from '../../../../shared/entities.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import { paths } from '../../../state/route.ts';
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
import { CountThis } from './count-this.tsx';
import { LocationCodes } from './location-codes.tsx';
import { LocationForm } from './location-form.tsx';
import { LyingList } from './lying-list.tsx';
import { PlaceWorth } from './place-worth.tsx';

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
          <PlaceWorth id={id} />
          <InsideIt row={row} />
          {row.deletedAt === null && <CountThis id={id} />}
          <LyingList id={id} />
          <LocationCodes row={row} />
          <Button wide icon="history" href={paths.locationHistory(id)}>
            {screenWords.value.history.all}
          </Button>
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
