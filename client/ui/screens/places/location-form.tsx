/** Naming a place, describing it, and saying what it lies inside: one small sheet for new and known ones. */
import { useState } from 'preact/hooks';
import type { Location } from '../../../../shared/entities.ts';
import { toId, type LocationId } from '../../../../shared/ids.ts';
import type { Result } from '../../../../shared/result.ts';
import type { ActionFailure, Done } from '../../../state/actions.ts';
import { changedFields } from '../../../state/changed-fields.ts';
import { fold } from '../../../state/fold.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useActions } from '../../use-actions.ts';
import { screenWords } from '../../words/screen-words.ts';
import { failureWords } from '../../words/failure-words.ts';
import { troubleOf } from '../../words/invalid-words.ts';
import { pathWords, placeOptions } from '../../words/place-words.ts';
import { words } from '../../words/words.ts';

export interface LocationFormProps {
  /** Null for a new one. */
  readonly before: Location | null;
  /** Where a new one goes at first. */
  readonly parentId: LocationId | null;
  readonly onClose: () => void;
  readonly onCreated: (id: LocationId) => void;
}

export function LocationForm({ before, parentId, onClose, onCreated }: LocationFormProps) {
  const app = useApp();
  const { actions, perform } = useActions();
  const [name, setName] = useState(before?.name ?? '');
  const [description, setDescription] = useState(before?.description ?? '');
  const [parent, setParent] = useState<LocationId | null>(
    before === null ? parentId : before.parentId,
  );
  const [active, setActive] = useState(before?.active ?? true);
  const [wasTried, setTried] = useState(false);
  const [refused, setRefused] = useState<string>();
  const w = screenWords.value.locations;
  const tree = app.locations.value;
  const fields = { name: name.trim(), description: description.trim(), parentId: parent, active };
  const troubles = {
    name: troubleOf('location', 'name', fields.name),
    description: troubleOf('location', 'description', fields.description),
  };
  // Not offered, so that nobody has to be told that a place cannot lie inside itself.
  const own = before === null ? new Set<string>() : tree.withInside(before.id);
  const twin = tree.living.find(
    ({ row }) =>
      row.id !== before?.id && row.parentId === parent && fold(row.name) === fold(fields.name),
  );

  const save = async (): Promise<void> => {
    setTried(true);
    setRefused(undefined);
    if (troubles.name !== undefined || troubles.description !== undefined) return;
    const saved: Result<Done & { readonly id?: LocationId }, ActionFailure> = await (before === null
      ? actions.createLocation(fields)
      : actions.editLocation(before, changedFields<Partial<Location>>(before, fields)));
    if (!saved.ok) {
      setRefused(saved.failure.kind === 'wouldLoop' ? w.wouldLoop : failureWords(saved.failure));
      return;
    }
    onClose();
    void perform(Promise.resolve(saved), (before === null ? w.created : w.saved)(fields.name));
    if (saved.value.id !== undefined) onCreated(saved.value.id);
  };
  return (
    <Dialog
      sheet
      title={before === null ? w.new : w.edit(before.name)}
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <Button kind="primary" submits>
          {before === null ? words.value.parts.add : words.value.parts.save}
        </Button>
      }
    >
      <Field
        label={w.name}
        value={name}
        focusFirst
        required
        hint={twin && w.sameName(pathWords(twin))}
        trouble={wasTried ? troubles.name : undefined}
        onInput={setName}
      />
      <Select
        label={w.parent}
        value={parent ?? ''}
        options={[
          { value: '', text: w.top },
          ...placeOptions(tree, parent).filter(({ value }) => !own.has(value)),
        ]}
        onChange={(value) => setParent(value === '' ? null : toId<'location'>(value))}
      />
      <Field
        label={w.description}
        lines="many"
        value={description}
        trouble={wasTried ? troubles.description : undefined}
        onInput={setDescription}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
        <span class="grow">
          {w.active}
          <span class="small quiet">{w.activeHint}</span>
        </span>
      </label>
      <Trouble text={refused} />
    </Dialog>
  );
}
