/** What one can do with a scanned thing: as on its card, but a loan that is out can come back with one tap. */
import { useState } from 'preact/hooks';
import type { Item, Loan } from '../../../../shared/entities.ts';
import type { DeedName } from '../../../state/deed-kinds.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Button } from '../../parts/button.tsx';
import type { IconName } from '../../parts/icons.tsx';
import { useActions } from '../../use-actions.ts';
import { formatTime } from '../../words/format.ts';
import { amountWords, withWords } from '../../words/loan-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { DueMark } from '../loans/due-mark.tsx';
import { giveAllBack } from '../loans/give-back.ts';
import { useLending } from '../loans/use-lending.ts';
import { useLoanView } from '../loans/use-loan-view.ts';

export type LookUpDeed = DeedName | 'lend' | 'giveBack';

export interface LookUpDeedsProps {
  readonly item: Item;
  readonly onChoose: (deed: LookUpDeed) => void;
  readonly onClose: () => void;
}

export function LookUpDeeds({ item, onChoose, onClose }: LookUpDeedsProps) {
  const app = useApp();
  const doer = useActions();
  const { isLendable, out, likely } = useLending(item);
  const [isDone, setDone] = useState(false);
  const w = screenWords.value;
  const lend = isStaff(app.session.value) ? w.loans.deeds.lend : w.loans.deeds.borrow;
  const giveBack = (): void => {
    if (likely === undefined) return onChoose('giveBack');
    // A second tap while the first is being written gives nothing else back.
    if (isDone) return;
    setDone(true);
    onClose();
    void giveAllBack({ app, doer }, { loan: likely, item }).catch(app.onTrouble);
  };
  const take: Offer = isLendable
    ? { icon: 'lend', text: lend, onClick: () => onChoose('lend') }
    : { icon: 'take', text: w.deeds.take, onClick: () => onChoose('take') };
  const back: Offer =
    out.length > 0
      ? { icon: 'putBack', text: w.loans.deeds.giveBack, onClick: giveBack }
      : { icon: 'putBack', text: w.deeds.putBack, onClick: () => onChoose('putBack') };
  const offers: readonly Offer[] = [
    ...(out.length > 0 ? [back, take] : [take, back]),
    { icon: 'count', text: w.deeds.count, onClick: () => onChoose('count') },
    { icon: 'move', text: w.deeds.move, onClick: () => onChoose('move') },
  ];
  return (
    <div class="deeds" role="group" aria-label={w.deeds.label}>
      {offers.map(({ icon, text, onClick }, place) => (
        <Button key={text} kind={place === 0 ? 'primary' : 'plain'} icon={icon} onClick={onClick}>
          {text}
        </Button>
      ))}
    </div>
  );
}

interface Offer {
  readonly icon: IconName;
  readonly text: string;
  readonly onClick: () => void;
}

const shownMax = 3;

/** Who has it now, of a thing that is lent. */
export function OutNow({ item }: { item: Item }) {
  const view = useLoanView();
  const { out } = useLending(item);
  const w = screenWords.value.loans;
  if (out.length === 0) return null;
  return (
    <ul class="stock-lines" aria-label={w.card.title}>
      {out.slice(0, shownMax).map((loan: Loan) => (
        <li key={loan.id}>
          <span>
            {withWords(loan, view)}
            <br />
            <span class="under">
              {[amountWords(loan, item.unit), w.since(formatTime(loan.lentAt))].join(' · ')}
            </span>
          </span>
          <DueMark loan={loan} today={view.today} />
        </li>
      ))}
    </ul>
  );
}
