/** The rarer deeds, each with what it is for: the reason that it leaves in the history is what makes figures of use. */
import { moreDeeds, type DeedName } from '../../../state/deed-kinds.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon, type IconName } from '../../parts/icons.tsx';
import { screenWords } from '../../words/screen-words.ts';

type Rare = (typeof moreDeeds)[number];
/** Where lending and giving back have taken their places. */
type Displaced = 'take' | 'putBack';

const icons: Readonly<Record<Rare | Displaced, IconName>> = {
  take: 'take',
  putBack: 'putBack',
  add: 'plusBox',
  receive: 'receive',
  loss: 'search',
  damage: 'attention',
  correct: 'edit',
};

export interface MoreDeedsProps {
  readonly also: readonly Displaced[];
  readonly onChoose: (deed: DeedName) => void;
  readonly onClose: () => void;
}

export function MoreDeeds({ also, onChoose, onClose }: MoreDeedsProps) {
  const w = screenWords.value.deeds;
  const about = { ...w.about, ...screenWords.value.loans.about };
  return (
    <Dialog sheet title={w.moreLabel} onClose={onClose}>
      <ul class="list">
        {[...also, ...moreDeeds].map((deed) => (
          <li key={deed}>
            <button type="button" class="row plain with-icon" onClick={() => onChoose(deed)}>
              <Icon name={icons[deed]} />
              <span>
                <strong>{w[deed]}</strong>
                <span class="under">{about[deed]}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
