/** What has happened to an item, newest first, with the level after each line. A movement can be taken back here. */
import { useState } from 'preact/hooks';
import type { Item } from '../../../../shared/entities.ts';
import { makeHistory, type HistoryLine, type MovementLine } from '../../../state/history.ts';
import type { ItemPage } from '../../../state/item-page.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Chart } from '../../parts/chart.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Section } from '../../parts/section.tsx';
import { useActions } from '../../use-actions.ts';
import { formatAmount, formatChange, formatQuantity, formatTime } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { changeOf, historyWords } from '../../words/history-words.ts';
import { words } from '../../words/words.ts';

const shownAtFirst = 15;

export function ItemHistory({ item, page }: { item: Item; page: ItemPage }) {
  const [shown, setShown] = useState(shownAtFirst);
  const w = screenWords.value.history;
  const lines = makeHistory(page);
  const points = lines
    .flatMap(({ at, level }) => (level === null ? [] : [{ at, level }]))
    .toReversed();
  return (
    <Section title={w.title}>
      <Chart label={w.chart} points={points} floor={item.minimum} />
      {lines.length === 0 && <p class="quiet">{w.none}</p>}
      {lines.length > 0 && (
        <ul class="list history">
          {lines.slice(0, shown).map((line) => (
            <Line key={line.id} line={line} item={item} />
          ))}
        </ul>
      )}
      {lines.length > shown && (
        <Button onClick={() => setShown(shown + 4 * shownAtFirst)}>
          {words.value.parts.showMore}
        </Button>
      )}
      {!page.isWhole && shown >= lines.length && <p class="quiet small">{w.older}</p>}
    </Section>
  );
}

function Line({ line, item }: { line: HistoryLine; item: Item }) {
  const { locations } = useApp();
  const w = screenWords.value.history;
  const isUndone = line.kind === 'movement' && line.isUndone;
  const change = changeOf(line);
  const figure =
    line.kind === 'count'
      ? formatQuantity(line.quantity)
      : change === null
        ? ''
        : formatChange(change);
  return (
    <li class={isUndone ? 'undone' : undefined}>
      <span>
        <span class="what">{historyWords(locations.value, line)}</span>
        <br />
        <span class="under">{remarks(line, item).join(' · ')}</span>
      </span>
      <span class="change">
        {figure === '' && line.kind === 'movement'
          ? formatQuantity(line.movement.quantity)
          : figure}
        {line.level !== null && <small>{w.level(formatQuantity(line.level))}</small>}
      </span>
      {line.kind === 'movement' && <TakeBack line={line} />}
    </li>
  );
}

function remarks(line: HistoryLine, item: Item): string[] {
  const w = screenWords.value.history;
  const all = [formatTime(line.at)];
  if (line.isPending) all.push(w.waiting);
  if (line.kind === 'count' && line.before !== null && line.before !== line.quantity) {
    all.push(w.wasThought(formatAmount(line.before, item.unit)));
  }
  if (line.kind === 'movement' && line.inCountOf !== null)
    all.push(w.inCount(formatTime(line.inCountOf)));
  if (line.kind === 'movement' && line.isUndone) all.push(w.undone);
  if (line.note !== '') all.push(line.note);
  return all;
}

function TakeBack({ line }: { line: MovementLine }) {
  const app = useApp();
  const { actions, perform } = useActions();
  const { movement, isUndone } = line;
  if (isUndone || movement.undoes !== null || !app.may('movement.record')) return <span />;
  return (
    <IconButton
      icon="restore"
      label={screenWords.value.history.undo}
      onClick={() => void perform(actions.undoMovement(movement), words.value.parts.undone)}
    />
  );
}
