/** The latest of what has happened to an item, as lines that can be taken back, and the way to all of it. */
import { useMemo, useState } from 'preact/hooks';
import type { Item } from '../../../../shared/entities.ts';
import type { HistoryScope } from '../../../../shared/history.ts';
import { makeHistory } from '../../../state/history.ts';
import type { ItemPage } from '../../../state/item-page.ts';
import { paths } from '../../../state/route.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { formatTime } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { HistoryLineRow } from '../history/history-line.tsx';
import { LineSheet } from '../history/line-sheet.tsx';
import { useHistoryView } from '../history/use-history-view.ts';
import { useTakingBack } from '../history/use-taking-back.ts';

const shownLines = 6;

export function ItemHistory({ item, page }: { item: Item; page: ItemPage }) {
  const [openId, setOpenId] = useState<string | null>(null);
  const lines = useMemo(() => makeHistory(page).slice(0, shownLines), [page]);
  const scope = useMemo((): HistoryScope => ({ kind: 'item', itemId: item.id }), [item.id]);
  const items = useMemo(() => new Map([[item.id, item]]), [item]);
  const view = useHistoryView({ scope, items });
  const takingBackOf = useTakingBack();
  const open = lines.find(({ id }) => id === openId);
  const w = screenWords.value.history;
  return (
    <Section title={w.title}>
      {lines.length === 0 && <p class="quiet">{page.isWhole ? w.none : w.olderMore}</p>}
      {lines.length > 0 && (
        <ul class="list history">
          {lines.map((line) => (
            <HistoryLineRow
              key={line.id}
              line={line}
              view={view}
              time={formatTime(line.at)}
              takingBackOf={takingBackOf}
              onOpen={() => setOpenId(line.id)}
            />
          ))}
        </ul>
      )}
      {(lines.length > 0 || !page.isWhole) && (
        <Button wide icon="history" href={paths.itemHistory(item.id)}>
          {w.all}
        </Button>
      )}
      {open !== undefined && <LineSheet line={open} view={view} onClose={() => setOpenId(null)} />}
    </Section>
  );
}
