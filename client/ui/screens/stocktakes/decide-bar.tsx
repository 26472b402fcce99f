/** The decision at the thumb: close with a summary of what it changes; afterwards the result as a file, and reopening. */
import { useState } from 'preact/hooks';
import type { Stocktake } from '../../../../shared/entities.ts';
import { must } from '../../../../shared/result.ts';
import { acceptedLines, totalsOf } from '../../../../shared/stocktake-result.ts';
import { saveAsFile } from '../../../device/share.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { formatMoney } from '../../words/money-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { openCounterNames } from './review-summary.tsx';
import type { ReviewView } from './review-screen.tsx';
import { makeReviewCsv } from './review-csv.ts';
import { useStocktakeActions } from './use-stocktake.ts';

export function DecideBar({ view }: { view: ReviewView }) {
  const app = useApp();
  const [asking, setAsking] = useState<'close' | 'reopen' | null>(null);
  const { review } = view;
  const stocktake = must(review.stocktake ?? undefined, 'the stocktake under review');
  const w = screenWords.value.stocktake.review;
  const isOpen = stocktake.state === 'open';
  const saveCsv = (): void =>
    saveAsFile(w.csvName(fileNameOf(stocktake)), makeReviewCsv(app, view), 'text/csv');
  const close = (): void => setAsking(null);
  return (
    <div class="decide-bar">
      <Button icon="download" onClick={saveCsv}>
        {w.csv}
      </Button>
      {isOpen ? (
        <Button kind="primary" icon="check" onClick={() => setAsking('close')}>
          {w.close}
        </Button>
      ) : (
        <Button icon="restore" onClick={() => setAsking('reopen')}>
          {w.reopen}
        </Button>
      )}
      {asking === 'close' && <CloseDialog view={view} stocktake={stocktake} onClose={close} />}
      {asking === 'reopen' && <ReopenDialog stocktake={stocktake} onClose={close} />}
    </div>
  );
}

interface AskedProps {
  readonly stocktake: Stocktake;
  readonly onClose: () => void;
}

function CloseDialog({ view, stocktake, onClose }: AskedProps & { readonly view: ReviewView }) {
  const { onTrouble } = useApp();
  const { does, perform } = useStocktakeActions();
  const [isClosing, setClosing] = useState(false);
  const { sorted, choices, review } = view;
  const w = screenWords.value.stocktake.review;
  const { id, name } = stocktake;
  const totals = totalsOf(sorted.decided, review.rows?.costs ?? new Map());
  const stillOpen = openCounterNames(view);
  const { undecided, notCounted, openUnknown } = sorted;
  const close = async (): Promise<void> => {
    setClosing(true);
    await perform(does.close(id, acceptedLines(sorted.all, choices)), w.closed(name));
    onClose();
  };
  return (
    <Dialog
      sheet
      title={w.closeTitle(name)}
      onClose={onClose}
      onSubmit={() => void close().catch(onTrouble)}
      footer={
        <>
          <Button onClick={onClose}>{words.value.parts.cancel}</Button>
          <Button kind="primary" submits disabled={isClosing}>
            {w.closeDo}
          </Button>
        </>
      }
    >
      <ul class="plain-list closing">
        <li>
          <strong>{w.closeChanges(totals.changed)}</strong>
        </li>
        <li>{w.asExpected(totals.unchanged)}</li>
        {totals.byCurrency.map(({ currency, up, down }) => (
          <li key={currency}>
            {[
              up === 0 ? '' : w.up(formatMoney({ amount: up, currency })),
              down === 0 ? '' : w.down(formatMoney({ amount: -down, currency })),
            ]
              .filter(Boolean)
              .join(', ')}
          </li>
        ))}
        {totals.notThere > 0 && <li>{w.closeNotThere(totals.notThere)}</li>}
        {notCounted.length > 0 && <li>{w.closeLeft(notCounted.length)}</li>}
        {undecided.length > 0 && (
          <li class="state out wraps">{w.closeUndecided(undecided.length)}</li>
        )}
        {openUnknown.length > 0 && (
          <li class="state low wraps">{w.closeUnknown(openUnknown.length)}</li>
        )}
      </ul>
      {stillOpen !== '' && (
        <p class="state low wraps">
          {w.stillOpen(stillOpen)} {w.closeLate}
        </p>
      )}
      <p class="quiet small">{w.closeMore}</p>
    </Dialog>
  );
}

function ReopenDialog({ stocktake, onClose }: AskedProps) {
  const { onTrouble } = useApp();
  const { does, perform } = useStocktakeActions();
  const w = screenWords.value.stocktake;
  const { id, name } = stocktake;
  const reopen = (): void => {
    onClose();
    perform(does.reopen(id), w.count.reopened(name)).catch(onTrouble);
  };
  return (
    <Dialog
      sheet
      title={w.review.reopenTitle(name)}
      onClose={onClose}
      onSubmit={reopen}
      footer={
        <>
          <Button onClick={onClose}>{words.value.parts.cancel}</Button>
          <Button kind="primary" submits>
            {w.review.reopen}
          </Button>
        </>
      }
    >
      <p>{w.review.reopenMore}</p>
    </Dialog>
  );
}

function fileNameOf({ name }: Stocktake): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim() || 'stocktake';
}
