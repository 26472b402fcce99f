/** What else is known of an item: notes, own fields, how much to order, where to read on. Empty fields are left out. */
import type { Item } from '../../../../shared/entities.ts';
import { Section } from '../../parts/section.tsx';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';

export function ItemDetails({ item }: { item: Item }) {
  const w = screenWords.value.item;
  const facts: [string, string][] = [
    [w.reorderLabel, item.reorderQuantity > 0 ? formatAmount(item.reorderQuantity, item.unit) : ''],
    [w.notes, item.notes],
    ...Object.entries(item.custom),
  ];
  const shown = facts.filter(([, value]) => value !== '');
  if (shown.length === 0 && item.link === '') return null;
  return (
    <Section title={w.details}>
      <dl class="facts">
        {shown.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd class="as-typed">{value}</dd>
          </>
        ))}
        {item.link !== '' && (
          <>
            <dt>{w.link}</dt>
            <dd>
              <a href={item.link} target="_blank" rel="noreferrer">
                {item.link}
              </a>
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}
