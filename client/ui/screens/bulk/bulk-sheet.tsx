/** What can be done to the chosen items together: first which deed, then its few questions and what it would come to. */
import { useState } from 'preact/hooks';
import type { ItemId } from '../../../../shared/ids.ts';
import { useApp } from '../../app-context.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon, type IconName } from '../../parts/icons.tsx';
import { showToast } from '../../parts/toast.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { bulkKinds, neededFor, type BulkKind } from './bulk-draft.ts';
import { BulkForm } from './bulk-form.tsx';
import { saveItemsCsv } from './items-csv.ts';
import { useBulkItems } from './use-bulk-items.ts';
import '../../styles/bulk.css';

export interface BulkSheetProps {
  readonly ids: readonly ItemId[];
  readonly onClose: () => void;
  readonly onHistory?: () => void;
  /** After they were deleted, and nothing is left to be changed. */
  readonly onDeleted?: () => void;
}

const icons: { readonly [Kind in BulkKind]: IconName } = {
  move: 'move',
  adjust: 'plusBox',
  minimum: 'low',
  category: 'category',
  home: 'place',
  unit: 'count',
  lendable: 'lend',
  active: 'sleep',
  delete: 'bin',
  restore: 'restore',
};

export function BulkSheet(props: BulkSheetProps) {
  const app = useApp();
  // The ids of this opening: what is selected while it is open is another matter.
  const [ids] = useState(props.ids);
  const [kind, setKind] = useState<BulkKind | null>(null);
  const [isRunning, setRunning] = useState(false);
  const items = useBulkItems(ids, isRunning);
  const w = screenWords.value.bulk;
  if (kind !== null) {
    return (
      <BulkForm
        key={kind}
        kind={kind}
        ids={ids}
        items={items}
        onRunning={setRunning}
        onBack={() => setKind(null)}
        onClose={props.onClose}
        onDone={() => {
          props.onClose();
          if (kind === 'delete') props.onDeleted?.();
        }}
      />
    );
  }
  const isAnyDeleted = (items ?? []).some(({ item }) => item.deletedAt !== null);
  const kinds = bulkKinds.filter(
    (each) => neededFor[each].every(app.may) && (each !== 'restore' || isAnyDeleted),
  );
  return (
    <Dialog sheet title={w.sheet.title(ids.length)} onClose={props.onClose}>
      <ul class="list">
        {kinds.map((each) => (
          <Entry key={each} icon={icons[each]} text={w.deeds[each]} onClick={() => setKind(each)} />
        ))}
        <Entry
          icon="download"
          text={w.deeds.export}
          isDisabled={items === undefined}
          onClick={() => {
            if (items === undefined) return;
            saveItemsCsv(app, items);
            showToast({ text: w.done.saved(items.length) });
          }}
        />
        {props.onHistory !== undefined && (
          <Entry icon="history" text={w.changes.title} onClick={props.onHistory} />
        )}
      </ul>
    </Dialog>
  );
}

interface EntryProps {
  readonly icon: IconName;
  readonly text: string;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}

function Entry({ icon, text, isDisabled = false, onClick }: EntryProps) {
  return (
    <li>
      <button class="row plain with-icon" type="button" disabled={isDisabled} onClick={onClick}>
        <Icon name={icon} />
        <span>{text}</span>
        <Icon name="next" little />
      </button>
    </li>
  );
}
