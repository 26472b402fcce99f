/** Naming a category, its parent and its colour: a small palette whose edges show on paper and in the dark. */
import { useState } from 'preact/hooks';
import type { Category } from '../../../../shared/entities.ts';
import { toId, type CategoryId } from '../../../../shared/ids.ts';
import { changedFields } from '../../../state/changed-fields.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { ColourPicker } from '../../parts/colour-picker.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useActions } from '../../use-actions.ts';
import { screenWords } from '../../words/screen-words.ts';
import { failureWords } from '../../words/failure-words.ts';
import { troubleOf } from '../../words/invalid-words.ts';
import { categoryOptions } from '../../words/place-words.ts';
import { words } from '../../words/words.ts';

export function CategoryForm({
  before,
  onClose,
}: {
  before: Category | null;
  onClose: () => void;
}) {
  const app = useApp();
  const { actions, perform } = useActions();
  const [name, setName] = useState(before?.name ?? '');
  const [description, setDescription] = useState(before?.description ?? '');
  const [parent, setParent] = useState<CategoryId | null>(before?.parentId ?? null);
  const [colour, setColour] = useState(before?.colour ?? '');
  const [wasTried, setTried] = useState(false);
  const [refused, setRefused] = useState<string>();
  const w = screenWords.value.categories;
  const tree = app.categories.value;
  const fields = { name: name.trim(), description: description.trim(), parentId: parent, colour };
  const trouble = troubleOf('category', 'name', fields.name);
  const own = before === null ? new Set<string>() : tree.withInside(before.id);

  const save = async (): Promise<void> => {
    setTried(true);
    setRefused(undefined);
    if (trouble !== undefined) return;
    const saved = await (before === null
      ? actions.createCategory(fields)
      : actions.editCategory(before, changedFields<Partial<Category>>(before, fields)));
    if (!saved.ok) {
      setRefused(saved.failure.kind === 'wouldLoop' ? w.wouldLoop : failureWords(saved.failure));
      return;
    }
    onClose();
    void perform(Promise.resolve(saved), (before === null ? w.created : w.saved)(fields.name));
  };
  const remove = (): void => {
    if (before === null) return;
    onClose();
    void perform(actions.remove('category', before.id), w.deleted(before.name));
  };
  return (
    <Dialog
      sheet
      title={before === null ? w.new : w.edit(before.name)}
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <>
          {before !== null && app.may('category.delete') && (
            <Button kind="danger" icon="bin" onClick={remove}>
              {words.value.parts.delete}
            </Button>
          )}
          <Button kind="primary" submits>
            {before === null ? words.value.parts.add : words.value.parts.save}
          </Button>
        </>
      }
    >
      <Field
        label={w.name}
        value={name}
        focusFirst
        required
        trouble={wasTried ? trouble : undefined}
        onInput={setName}
      />
      <ColourPicker label={w.colour} chosen={colour} onChoose={setColour} />
      <Select
        label={w.parent}
        value={parent ?? ''}
        options={[
          { value: '', text: w.top },
          ...categoryOptions(tree, parent).filter(({ value }) => !own.has(value)),
        ]}
        onChange={(value) => setParent(value === '' ? null : toId<'category'>(value))}
      />
      <Field label={w.description} lines="many" value={description} onInput={setDescription} />
      <Trouble text={refused} />
    </Dialog>
  );
}
