/** The saved links of an order, opened one after the other: a browser lets one tap open one tab. */
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { screenWords } from '../../words/screen-words.ts';
import type { KnownPage } from './order-screen.tsx';
import { packsOfLine } from './order-text.ts';

export function LinksSheet({ page, onClose }: { page: KnownPage; onClose: () => void }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const w = screenWords.value.orders;
  const linked = page.lines.filter(({ supplierItem }) => (supplierItem?.link ?? '') !== '');
  return (
    <Dialog sheet title={w.links.title} onClose={onClose}>
      <p class="quiet">{linked.length === 0 ? w.links.none : w.links.hint}</p>
      <ul class="list order-links">
        {page.lines.map((view) => {
          const { line, item, supplierItem } = view;
          const name = item?.name ?? w.unknownItem;
          const link = supplierItem?.link ?? '';
          return (
            <li key={line.id} class="link-line">
              <span class="what">
                <span class="name">{name}</span>
                <span class="under">
                  {[supplierItem?.sku ?? '', packsOfLine(view)].filter(Boolean).join(' · ')}
                  {opened.has(line.id) && ` · ${w.links.opened}`}
                </span>
              </span>
              {link === '' ? (
                <span class="quiet small">{w.links.noLink}</span>
              ) : (
                <Button
                  icon="link"
                  href={link}
                  isOutside
                  onClick={() => setOpened((before) => new Set(before).add(line.id))}
                >
                  {w.links.next(supplierItem?.sku || name)}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
