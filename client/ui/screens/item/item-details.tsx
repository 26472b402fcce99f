/** What else is known of an item: notes, own fields, how much to order, where to read on. Empty fields are left out. */
import type { Item } from '../../../../shared/entities.ts';
import type { ItemPage } from '../../../state/item-page.ts';
import { worthOfStock } from '../../../state/worth.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Section } from '../../parts/section.tsx';
import { formatAmount, formatUnit } from '../../words/format.ts';
import { formatMoney } from '../../words/money-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export function ItemDetails({ item, stock }: { item: Item; stock: ItemPage['stock'] }) {
  const { session } = useApp();
  const w = screenWords.value.item;
  const facts: [string, string][] = [
    [w.reorderLabel, item.reorderQuantity > 0 ? formatAmount(item.reorderQuantity, item.unit) : ''],
    ...(isStaff(session.value) ? worthFacts(item, stock) : []),
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

const oneUnit = 1000;

/** A phone that may not see prices has none; who has just become a member has none to be shown either. */
function worthFacts(item: Item, stock: ItemPage['stock']): [string, string][] {
  const all = worthOfStock(item, stock);
  if (item.unitCost === null || all === null) return [];
  const w = screenWords.value.low.worth;
  return [
    [w.label, w.each(formatMoney(item.unitCost), formatUnit(oneUnit, item.unit))],
    [w.all, formatMoney(all)],
  ];
}
