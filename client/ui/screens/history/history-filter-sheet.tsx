/** Choosing which lines of a history to see. The list behind follows each choice. */
import { toId, type ItemId, type LocationId, type PersonId } from '../../../../shared/ids.ts';
import type { Item } from '../../../../shared/entities.ts';
import {
  countHistoryFilters,
  historyKinds,
  noHistoryFilters,
  type HistoryFilters,
  type HistoryKind,
} from '../../../state/history-filters.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Select } from '../../parts/select.tsx';
import type { HistoryView } from '../../words/history-words.ts';
import { personName } from '../../words/person-words.ts';
import { placeOptions } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { PeriodFields } from './period-fields.tsx';

export interface HistoryFilterSheetProps {
  readonly filters: HistoryFilters;
  readonly onChoose: (filters: HistoryFilters) => void;
  readonly view: HistoryView;
  readonly count: number;
  /** More may fit than has been read. */
  readonly isMore: boolean;
  readonly onClose: () => void;
}

export function HistoryFilterSheet(props: HistoryFilterSheetProps) {
  const { filters, onChoose, view, onClose } = props;
  const w = screenWords.value.history.filters;
  const choose = (choice: Partial<HistoryFilters>): void => onChoose({ ...filters, ...choice });
  return (
    <Dialog
      sheet
      title={w.title}
      onClose={onClose}
      footer={
        <>
          <Button
            disabled={countHistoryFilters(filters) === 0}
            onClick={() => onChoose(noHistoryFilters)}
          >
            {w.clear}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {w.show(props.count, props.isMore)}
          </Button>
        </>
      }
    >
      <Kinds chosen={filters.kinds} onChoose={(kinds) => choose({ kinds })} />
      <PeriodFields filters={filters} onChoose={choose} />
      <Who view={view} chosen={filters.personId} onChoose={(personId) => choose({ personId })} />
      {view.scope.kind === 'location' ? (
        <WhichItem
          items={view.items}
          chosen={filters.itemId}
          onChoose={(itemId) => choose({ itemId })}
        />
      ) : (
        <Where chosen={filters.placeId} onChoose={(placeId) => choose({ placeId })} />
      )}
      <Only filters={filters} onChoose={choose} />
    </Dialog>
  );
}

interface KindsProps {
  readonly chosen: readonly HistoryKind[];
  readonly onChoose: (kinds: readonly HistoryKind[]) => void;
}

function Kinds({ chosen, onChoose }: KindsProps) {
  const w = screenWords.value.history;
  return (
    <div class="field">
      <span class="label" id="history-kinds">
        {w.filters.kind}
      </span>
      <div class="chips wrap" role="group" aria-labelledby="history-kinds">
        {historyKinds.map((kind) => {
          const isChosen = chosen.includes(kind);
          const others = chosen.filter((each) => each !== kind);
          return (
            <Chip
              key={kind}
              pressed={isChosen}
              onToggle={() => onChoose(isChosen ? others : [...chosen, kind])}
            >
              {w.kinds[kind]}
            </Chip>
          );
        })}
      </div>
    </div>
  );
}

interface OnlyProps {
  readonly filters: HistoryFilters;
  readonly onChoose: (choice: Partial<HistoryFilters>) => void;
}

function Only({ filters: { isTakenBack, isBelowZero }, onChoose }: OnlyProps) {
  const w = screenWords.value.history.filters;
  return (
    <div class="field">
      <span class="label" id="history-only">
        {w.only}
      </span>
      <div class="chips wrap" role="group" aria-labelledby="history-only">
        <Chip pressed={isTakenBack} onToggle={() => onChoose({ isTakenBack: !isTakenBack })}>
          {w.takenBack}
        </Chip>
        <Chip pressed={isBelowZero} onToggle={() => onChoose({ isBelowZero: !isBelowZero })}>
          {w.belowZero}
        </Chip>
      </div>
    </div>
  );
}

interface PickProps<Picked> {
  readonly chosen: Picked | null;
  readonly onChoose: (id: Picked | null) => void;
}

/** Only people whom this phone may know: on a member's phone that is the member. */
function Who({ view, chosen, onChoose }: PickProps<PersonId> & { view: HistoryView }) {
  const w = screenWords.value.history.filters;
  const { people, ownId } = view;
  const known = [...people.keys()];
  if (ownId !== null && !people.has(ownId)) known.push(ownId);
  if (known.length === 0) return null;
  const options = known
    .map((id) => ({ value: id as string, text: personName(people, id, ownId) }))
    .toSorted((one, other) => one.text.localeCompare(other.text));
  return (
    <Select
      label={w.person}
      value={chosen ?? ''}
      options={[{ value: '', text: w.anyone }, ...options]}
      onChange={(id) => onChoose(id === '' ? null : toId<'person'>(id))}
    />
  );
}

function Where({ chosen, onChoose }: PickProps<LocationId>) {
  const { locations } = useApp();
  const w = screenWords.value.history.filters;
  return (
    <Select
      label={w.place}
      value={chosen ?? ''}
      options={[{ value: '', text: w.anyPlace }, ...placeOptions(locations.value, chosen)]}
      onChange={(id) => onChoose(id === '' ? null : toId<'location'>(id))}
    />
  );
}

function WhichItem({
  items,
  chosen,
  onChoose,
}: PickProps<ItemId> & { items: ReadonlyMap<ItemId, Item> }) {
  const w = screenWords.value.history.filters;
  const options = [...items.values()]
    .map(({ id, name }) => ({ value: id as string, text: name }))
    .toSorted((one, other) => one.text.localeCompare(other.text));
  return (
    <Select
      label={w.item}
      value={chosen ?? ''}
      options={[{ value: '', text: w.anyItem }, ...options]}
      onChange={(id) => onChoose(id === '' ? null : toId<'item'>(id))}
    />
  );
}
