/** An order to take along or to hand on: as text, as CSV, on paper, or article by article in the supplier's shop. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import { copyText, saveAsFile } from '../../../device/share.ts';
import { paths } from '../../../state/route.ts';
import { toCsv } from '../../../state/to-csv.ts';
import { useApp } from '../../app-context.ts';
import { Menu } from '../../parts/menu.tsx';
import { showToast } from '../../parts/toast.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { EditOrderSheet } from './edit-order-sheet.tsx';
import { LinksSheet } from './links-sheet.tsx';
import { orderRows, orderText } from './order-text.ts';
import type { KnownPage } from './order-screen.tsx';

export function OrderMenu({ page }: { page: KnownPage }) {
  const { session } = useApp();
  const { route } = useLocation();
  const [sheet, setSheet] = useState<'edit' | 'links' | null>(null);
  const w = screenWords.value.orders;
  const { order } = page;
  const name = order.number === '' ? w.page.order : order.number;
  const spaceName = session.value?.spaceName ?? '';
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(orderText(page, spaceName));
    showToast({ text: isCopied ? words.value.parts.copied : words.value.parts.notCopied });
  };
  return (
    <>
      <Menu
        label={words.value.parts.more}
        entries={[
          { icon: 'edit', text: w.deeds.edit, onChoose: () => setSheet('edit') },
          { icon: 'copy', text: w.deeds.copy, onChoose: () => void copy() },
          {
            icon: 'download',
            text: w.deeds.csv,
            onChoose: () => saveAsFile(w.csv.file(name), toCsv(orderRows(page)), 'text/csv'),
          },
          { icon: 'print', text: w.deeds.print, onChoose: () => route(paths.printOrder(order.id)) },
          { icon: 'link', text: w.deeds.links, onChoose: () => setSheet('links') },
        ]}
      />
      {sheet === 'edit' && <EditOrderSheet order={order} onClose={() => setSheet(null)} />}
      {sheet === 'links' && <LinksSheet page={page} onClose={() => setSheet(null)} />}
    </>
  );
}
