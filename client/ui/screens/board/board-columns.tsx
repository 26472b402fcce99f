/** The three columns of the board. What each line says is said in words: colours do not carry four metres. */
import type {
  ArrivedOnBoard,
  BoardLists,
  ComingOnBoard,
  LowOnBoard,
} from '../../../state/board.ts';
import { formatQuantity, formatUnit } from '../../words/format.ts';
import { nearDay } from '../../words/near-day.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { BoardColumn, type BoardLine } from './board-column.tsx';
import type { Turning } from './use-turning.ts';

export interface BoardColumnsProps {
  readonly lists: BoardLists;
  readonly today: string;
  readonly turning: Turning;
}

export function BoardColumns({ lists, today, turning }: BoardColumnsProps) {
  const w = screenWords.value.board;
  const { low, coming, arrived } = lists;
  const lines = {
    low: low.map(lowLine),
    coming: coming.map((each) => comingLine(each, today)),
    arrived: arrived.map((each) => arrivedLine(each, today)),
  } as const;
  return (
    <div class="columns">
      {(['low', 'coming', 'arrived'] as const).map((kind) => (
        <BoardColumn
          key={kind}
          kind={kind}
          title={w[kind]}
          empty={w.nothing[kind]}
          lines={lines[kind]}
          turning={turning}
        />
      ))}
    </div>
  );
}

function lowLine({ item, asked }: LowOnBoard): BoardLine {
  const w = screenWords.value.board;
  const { id, name, quantity, minimum, unit, state } = item;
  const facts = [
    ...(minimum > 0 ? [w.minimum(formatQuantity(minimum))] : []),
    state === 'needsCount' ? w.needsCount : w.asked[asked],
  ];
  return {
    key: id,
    itemId: id,
    name,
    amount: formatQuantity(quantity),
    unit: state === 'out' ? words.value.states.out : formatUnit(quantity, unit),
    facts: facts.join(' · '),
    isLoud: quantity <= 0,
  };
}

function comingLine(coming: ComingOnBoard, today: string): BoardLine {
  const w = screenWords.value.board;
  const { item, quantity, expectedOn, lateDays } = coming;
  const day = expectedOn === '' ? w.noDay : nearDay(expectedOn, today);
  return {
    key: item.id,
    itemId: item.id,
    name: item.name,
    amount: formatQuantity(quantity),
    unit: formatUnit(quantity, item.unit),
    facts: lateDays > 0 ? `${day} · ${w.late(lateDays)}` : day,
    isLoud: lateDays > 0,
  };
}

function arrivedLine({ item, quantity, receivedOn }: ArrivedOnBoard, today: string): BoardLine {
  return {
    key: `${receivedOn} ${item.id}`,
    itemId: item.id,
    name: item.name,
    amount: formatQuantity(quantity),
    unit: formatUnit(quantity, item.unit),
    facts: nearDay(receivedOn, today),
    isLoud: false,
  };
}
