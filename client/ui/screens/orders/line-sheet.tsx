/** Changing a line that is not ordered yet, or taking it off. */
import { useState } from 'preact/hooks';
import { isSameJson } from '../../../../shared/same-json.ts';
import type { LinePatch } from '../../../state/order-actions.ts';
import type { OrderLineView } from '../../../state/orders.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useActions } from '../../use-actions.ts';
import { screenWords } from '../../words/screen-words.ts';
import { LineFields } from './line-fields.tsx';
import { useLineDraft, type LineFigures } from './use-line-draft.ts';

export function LineSheet({ view, onClose }: { view: OrderLineView; onClose: () => void }) {
  const { actions, perform } = useActions();
  const { line, item } = view;
  const currency = line.price?.currency ?? 'EUR';
  const draft = useLineDraft({ ...line, currency }, item?.unit ?? 'piece');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.orders;
  const name = item?.name ?? w.unknownItem;

  const submit = (): void => {
    setTried(true);
    if (draft.figures === undefined) return;
    onClose();
    const patch = changedFields(line, draft.figures);
    if (Object.keys(patch).length === 0) return;
    void perform(actions.changeOrderLine(line, patch), w.line.saved(name));
  };
  const remove = (): void => {
    onClose();
    void perform(actions.removeOrderLines([line]), w.line.removed(name));
  };
  return (
    <Dialog
      sheet
      title={w.line.edit(name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button icon="bin" onClick={remove}>
            {w.line.remove}
          </Button>
          <Button kind="primary" submits>
            {w.line.save}
          </Button>
        </>
      }
    >
      <LineFields draft={draft} wasTried={wasTried} />
    </Dialog>
  );
}

/** What others change meanwhile is left alone. */
function changedFields(before: LineFigures, after: LineFigures): LinePatch {
  return {
    ...(after.packs !== before.packs && { packs: after.packs }),
    ...(after.packQuantity !== before.packQuantity && { packQuantity: after.packQuantity }),
    ...(!isSameJson(after.price, before.price) && { price: after.price }),
    ...(after.note !== before.note && { note: after.note }),
  };
}
