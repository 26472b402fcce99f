/** The running list: what was scanned, newest on top, each with its amount to set and its way back. */
import { makeStockId } from '../../../../shared/ids.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import type { ScanLine } from '../../../state/scan-line.ts';
import type { ScanSession } from '../../../state/scan-session.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { categoryStyle } from '../../parts/card.tsx';
import { GhsSign } from '../../parts/hazard-signs.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Photo } from '../../parts/photo.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useLive } from '../../use-live.ts';
import { failureWords } from '../../words/failure-words.ts';
import { formatAmount } from '../../words/format.ts';
import { colourOf, placeName } from '../../words/place-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { ChangeScanned } from './change-scanned.tsx';
import { remarkLines } from './code-remarks.ts';
import { besideBatch, LineBatch } from './line-batch.tsx';
import { LineLoan } from './line-loan.tsx';

export function ScanList({ session }: { session: ScanSession }) {
  const lines = session.lines.value;
  const w = screenWords.value.scan;
  const mode = session.mode.value;
  const levels = useLevels(lines);
  return (
    <section class="scan-list" aria-label={w.list.title}>
      {(lines.length === 0 || mode === 'count') && <p class="scan-how">{w.how[mode]}</p>}
      {lines.length > 0 && (
        <ul class="list">
          {lines.map((line) => (
            <Line
              key={line.key}
              line={line}
              session={session}
              level={levels.get(makeStockId(line.item.id, line.placeId, line.batch))}
            />
          ))}
        </ul>
      )}
      {lines.length > 0 && <ChangeScanned session={session} />}
      {lines.some(({ state }) => state !== 'open') && (
        <Button kind="bare" onClick={() => session.clear()}>
          {w.list.clear}
        </Button>
      )}
    </section>
  );
}

/** What lies at each place now, by stock id: followed, so that no line ever says what is no longer so. */
function useLevels(lines: readonly ScanLine[]): ReadonlyMap<string, number> {
  const ids = [
    ...new Set(lines.map(({ item, placeId, batch }) => makeStockId(item.id, placeId, batch))),
  ];
  const rows = useLive((db) => db.stock.bulkGet(ids), [ids.join(' ')]);
  return new Map(
    (rows ?? []).flatMap((row) => (row === undefined ? [] : [[row.id, row.quantity]])),
  );
}

interface LineProps {
  readonly line: ScanLine;
  readonly session: ScanSession;
  readonly level: number | undefined;
}

function Line({ line, session, level = 0 }: LineProps) {
  const app = useApp();
  const { item, key, state } = line;
  const w = screenWords.value.scan.list;
  const colour = colourOf(app.categories.value, item.categoryId);
  const listed = app.items.value?.find(({ id }) => id === item.id);
  const undo = async (): Promise<void> => {
    const undone = await session.undo(key);
    if (!undone.ok) showToast({ text: failureWords(undone.failure) });
  };
  return (
    <li class={`scan-line ${state}`} style={categoryStyle(colour)} data-line={item.name}>
      <Photo colour={colour} alt="" sizes={[96]} picture={listed?.picture ?? null} />
      <div class="what">
        <a href={paths.item(item.id)}>{item.name}</a>
        <Signs line={line} />
        <p class="under">{lineWords(app, line)}</p>
        <p class="under">
          <LineState line={line} level={level} />
        </p>
        <LineLoan line={line} />
        <LineBatch line={line} session={session} />
        {line.purpose !== '' && (
          <p class="under">{screenWords.value.deeds.purposeFor(line.purpose)}</p>
        )}
        {remarkLines(besideBatch(line), app.moment().nowMs).map(({ name, text, isBad }) => (
          <p key={name} class={isBad ? 'state out' : 'under'}>
            {name}: {text}
          </p>
        ))}
      </div>
      {state !== 'undone' && (
        <>
          <LineStepper line={line} session={session} />
          {state === 'open' && (
            <IconButton
              icon="check"
              class="save-count"
              label={`${w.saveCount}: ${item.name}`}
              onClick={() => void finish(session)}
            />
          )}
          <IconButton
            icon="restore"
            label={state === 'open' ? `${w.discard}: ${item.name}` : w.undo(item.name)}
            onClick={() => void undo()}
          />
        </>
      )}
    </li>
  );
}

async function finish(session: ScanSession): Promise<void> {
  const done = await session.finishCount();
  if (!done.ok) showToast({ text: failureWords(done.failure) });
}

/** A danger is shown wherever a thing is taken in the hand. */
function Signs({ line }: { line: ScanLine }) {
  const ghs = line.item.hazards?.ghs ?? [];
  const w = screenWords.value.hazards;
  if (ghs.length === 0) return null;
  return (
    <p class="signs">
      {ghs.map((sign) => (
        <GhsSign key={sign} sign={sign} />
      ))}
      <span>{ghs.map((sign) => w.signs[sign]).join(', ')}</span>
    </p>
  );
}

/** "Take 3 pieces · Main Workshop". */
export function lineWords(app: ReturnType<typeof useApp>, line: ScanLine): string {
  const { mode, item, loan, quantity, placeId, fromId } = line;
  const w = screenWords.value.scan;
  const lending = screenWords.value.loans.scan;
  const amount = formatAmount(quantity, item.unit);
  const place = placeName(app.locations.value, placeId);
  if (mode === 'move' && fromId !== null)
    return w.list.moved(amount, placeName(app.locations.value, fromId), place);
  if (loan !== null) return (loan.kind === 'lend' ? lending.lendTo : lending.backTo)(amount, place);
  return w.list.done(w.modes[mode], amount, place);
}

function LineState({ line, level }: { line: ScanLine; level: number }) {
  const { state, mode, item } = line;
  const w = screenWords.value.scan.list;
  if (state === 'undone') return <>{w.undone}</>;
  if (state === 'open') return <strong class="counting">{w.counting}</strong>;
  if (mode === 'count') return <>{w.counted}</>;
  const amount = formatAmount(level, item.unit);
  return (
    <>
      <span aria-hidden="true">→</span> {mode === 'take' ? w.left(amount) : w.there(amount)}{' '}
      {level < 0 && <StateMark state="needsCount" />}
    </>
  );
}

function LineStepper({ line, session }: { line: ScanLine; session: ScanSession }) {
  const { item, key, quantity } = line;
  const w = screenWords.value.scan.list;
  const set = async (wanted: Parameters<ScanSession['change']>[1]): Promise<void> => {
    const changed = await session.change(key, wanted);
    if (changed?.ok === false) showToast({ text: failureWords(changed.failure) });
  };
  const least = line.mode === 'count' ? 0 : 1000;
  const most = line.loan?.kind === 'giveBack' ? line.loan.most : Infinity;
  if (most <= least) return null;
  return (
    <div class="stepper small-stepper">
      <button
        type="button"
        aria-label={w.less(item.name)}
        disabled={quantity <= least}
        onClick={() => void set((now) => Math.max(least, now - 1000))}
      >
        <Icon name="minus" />
      </button>
      <input
        type="text"
        inputMode="decimal"
        aria-label={w.amount(item.name)}
        value={quantityToText(quantity)}
        onChange={(event) => {
          const read = readQuantity(event.currentTarget.value, least === 0 ? 0 : 1);
          // What cannot be used falls back to what is so.
          if (read.ok && read.value !== quantity) void set(read.value);
          else event.currentTarget.value = quantityToText(quantity);
          if (!read.ok) showToast({ text: read.failure });
        }}
      />
      <button
        type="button"
        aria-label={w.more(item.name)}
        disabled={quantity >= most}
        onClick={() => void set((now) => Math.min(most, now + 1000))}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}

/** For the line that a screen reader hears. */
export function saidWords(app: ReturnType<typeof useApp>, line: ScanLine): string {
  return screenWords.value.scan.list.said(line.item.name, lineWords(app, line));
}
