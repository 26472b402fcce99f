/** For staff: what is at or below its minimum and that nobody has asked for yet, requested with one tap. */
import { isLow } from '../../../state/low-count.ts';
import type { ListedItem } from '../../../state/listed-item.ts';
import { likelyQuantity, type Request } from '../../../state/requests.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useActions } from '../../use-actions.ts';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';

const shownMax = 50;

export function LowItems({ requests }: { requests: readonly Request[] }) {
  const app = useApp();
  const { actions, perform } = useActions();
  const w = screenWords.value.requests;
  const requested = new Set(requests.map(({ reorder }) => reorder.itemId));
  const low = (app.items.value ?? []).filter((item) => isLow(item) && !requested.has(item.id));
  if (low.length === 0) return null;

  const request = async ({ id, quantity }: ListedItem): Promise<void> => {
    const item = await app.db.item.get(id);
    if (item === undefined) return;
    const wanted = likelyQuantity(item, quantity);
    const ask = { itemId: id, quantity: wanted, priority: 'normal', note: '' } as const;
    await perform(actions.askForReorder(ask), w.ask.done(formatAmount(wanted, item.unit)));
  };
  return (
    <Section title={`${w.low.title} (${low.length})`} hint={w.low.hint}>
      <ul class="list">
        {low.slice(0, shownMax).map((item) => (
          <li key={item.id} class="low-item">
            <a class="row plain" href={paths.item(item.id)}>
              <span class="text">
                <span class="name">
                  <span>{item.name}</span>
                </span>
                <span class="facts-line">
                  <StateMark state={item.state} />
                  <span class="under">
                    {formatAmount(item.quantity, item.unit)} · {w.minimum}{' '}
                    {formatAmount(item.minimum, item.unit)}
                  </span>
                </span>
              </span>
            </a>
            <Button label={w.low.requestItem(item.name)} onClick={() => void request(item)}>
              {w.low.request}
            </Button>
          </li>
        ))}
      </ul>
      {low.length > shownMax && (
        <p class="quiet small">{screenWords.value.locations.itemsHere(low.length)}</p>
      )}
    </Section>
  );
}
