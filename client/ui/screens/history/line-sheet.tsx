/** All that is known of one line: who, when by both clocks, what for, what it did to the level, and the way back. */
import type { ComponentChildren } from 'preact';
import { hasBatch } from '../../../../shared/batches.ts';
import type { StocktakeId } from '../../../../shared/ids.ts';
import type { HistoryLine, LineLeg } from '../../../state/history.ts';
import { paths } from '../../../state/route.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useLive } from '../../use-live.ts';
import { batchWords } from '../../words/batch-words.ts';
import { formatMoment } from '../../words/clock-words.ts';
import { formatAmount, formatQuantity, formatTime } from '../../words/format.ts';
import {
  historyItem,
  historyPlace,
  historyWords,
  takenBackWords,
  unitOf,
  whoWords,
  type HistoryView,
} from '../../words/history-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { LineOrigin } from './line-origin.tsx';
import { useTakingBack } from './use-taking-back.ts';

export interface LineSheetProps {
  readonly line: HistoryLine;
  readonly view: HistoryView;
  readonly onClose: () => void;
}

export function LineSheet({ line, view, onClose }: LineSheetProps) {
  const w = screenWords.value.history;
  return (
    <Dialog
      sheet
      title={historyWords(view, line)}
      onClose={onClose}
      footer={<Deed line={line} view={view} />}
    >
      {line.kind === 'movement' && line.inCountOf !== null && (
        <p class="state needsCount wraps">{w.sheet.inCount(formatTime(line.inCountOf))}</p>
      )}
      <dl class="facts line-facts">
        <What line={line} view={view} />
        <Levels line={line} view={view} />
        <When line={line} />
        <LineOrigin line={line} />
      </dl>
    </Dialog>
  );
}

/** One pair of a list; nothing where there is nothing to say. */
function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === null || children === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function What({ line, view }: Pick<LineSheetProps, 'line' | 'view'>) {
  const w = screenWords.value.history.sheet;
  const unit = unitOf(view, line.itemId);
  const item = historyItem(view, line.itemId);
  const isKnown = view.items.has(line.itemId);
  return (
    <>
      {view.scope.kind !== 'item' && (
        <Fact name={w.item}>{isKnown ? <a href={paths.item(line.itemId)}>{item}</a> : item}</Fact>
      )}
      {line.kind === 'movement' ? (
        <Fact name={w.amount}>{formatAmount(line.movement.quantity, unit)}</Fact>
      ) : (
        <Fact name={w.counted}>{formatAmount(line.quantity, unit)}</Fact>
      )}
      {line.kind === 'count' && line.before !== null && line.before !== line.quantity && (
        <Fact name={w.thought}>{formatAmount(line.before, unit)}</Fact>
      )}
      <Fact name={w.who}>{whoWords(view, line.personId)}</Fact>
      {line.kind === 'movement' && (
        <>
          <Fact name={w.takenBack}>{takenBackWords(view, line)}</Fact>
          <Fact name={w.purpose}>{line.movement.purpose}</Fact>
        </>
      )}
      {hasBatch(line.batch) && <Fact name={w.batch}>{batchWords(line.batch)}</Fact>}
      <Fact name={w.note}>{line.note === '' ? '' : <span class="as-typed">{line.note}</span>}</Fact>
      {line.kind === 'count' && line.stocktakeId !== null && (
        <StocktakeName id={line.stocktakeId} />
      )}
    </>
  );
}

function StocktakeName({ id }: { id: StocktakeId }) {
  const stocktake = useLive((db) => db.stocktake.get(id), [id]);
  if (stocktake === undefined) return null;
  return (
    <Fact name={screenWords.value.history.sheet.stocktake}>
      <a href={paths.stocktake(id)}>{stocktake.name}</a>
    </Fact>
  );
}

function Levels({ line, view }: Pick<LineSheetProps, 'line' | 'view'>) {
  const w = screenWords.value.history.sheet;
  const unit = unitOf(view, line.itemId);
  return (
    <>
      {line.legs.map((leg) => (
        <Fact key={leg.locationId} name={w.level(historyPlace(view, leg.locationId))}>
          {legWords(leg, unit)}
        </Fact>
      ))}
      {view.scope.kind !== 'location' && line.level !== null && (
        <Fact name={w.levelAll}>{formatAmount(line.level, unit)}</Fact>
      )}
    </>
  );
}

function legWords({ before, after }: LineLeg, unit: string): string | null {
  const w = screenWords.value.history.sheet;
  if (after === null) return null;
  if (before === null) return formatAmount(after, unit);
  if (before === after) return w.unchanged(formatAmount(after, unit));
  return w.becomes(formatQuantity(before), formatAmount(after, unit));
}

function When({ line }: { line: HistoryLine }) {
  const w = screenWords.value.history.sheet;
  return (
    <>
      <Fact name={w.phoneClock}>{formatMoment(line.at)}</Fact>
      <Fact name={w.serverClock}>
        {line.receivedAt === null ? w.notThere : formatMoment(line.receivedAt)}
      </Fact>
    </>
  );
}

function Deed({ line, view }: Pick<LineSheetProps, 'line' | 'view'>) {
  const takingBack = useTakingBack()(line);
  const w = screenWords.value.history;
  if (line.kind === 'count') return null;
  const loan = view.loanOf(line.movement.id);
  if (loan !== undefined) {
    return (
      <Button icon="lend" wide href={paths.loan(loan.id)}>
        {screenWords.value.loans.history.open}
      </Button>
    );
  }
  if (line.undo.next === null) return <p class="quiet small">{w.ofLoan}</p>;
  if (takingBack === null) return null;
  const { deed, run } = takingBack;
  return (
    <Button icon="restore" wide onClick={run}>
      {deed === 'undo' ? w.undo : w.redo}
    </Button>
  );
}
