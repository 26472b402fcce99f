/** The state of a stock, said by shape, colour and word: ● fine, ▲ low, □ out, ◆ needs a count. */
import type { StockState } from '../../state/listed-item.ts';
import { words } from '../words/words.ts';

const shapes: { readonly [State in StockState]: string } = {
  fine: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z',
  low: 'M8 1.5 15.5 14.5H.5z',
  out: 'M2 2h12v12H2zM4 4v8h8V4z',
  needsCount: 'M8 .8 15.2 8 8 15.2.8 8z',
};

export function StateMark({ state }: { state: StockState }) {
  return (
    <span class={`state ${state}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={shapes[state]} fill-rule="evenodd" />
      </svg>
      {words.value.states[state]}
    </span>
  );
}
