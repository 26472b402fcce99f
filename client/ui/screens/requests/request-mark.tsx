/** The state of a request by colour and word, and how urgent it is where that is more than usual. */
import type { Reorder } from '../../../../shared/entities.ts';
import type { ReorderState } from '../../../../shared/reorders.ts';
import { screenWords } from '../../words/screen-words.ts';
import '../../styles/requests.css';

const looks: { readonly [State in ReorderState]: string } = {
  requested: 'asked',
  approved: 'agreed',
  ordered: 'coming',
  partlyReceived: 'coming',
  received: 'fine',
  declined: 'inactive',
  cancelled: 'inactive',
};

export function RequestMark({ state }: { state: ReorderState }) {
  return (
    <span class={`state request-state ${looks[state]}`}>
      {screenWords.value.requests.states[state]}
    </span>
  );
}

export function PriorityMark({ priority }: Pick<Reorder, 'priority'>) {
  if (priority !== 'high' && priority !== 'urgent') return null;
  return (
    <span class={`state ${priority === 'urgent' ? 'out' : 'low'}`}>
      {screenWords.value.requests.priorities[priority]}
    </span>
  );
}
