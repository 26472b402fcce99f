/** Everything that happened, as a table to keep or to reckon with. */
import { useState } from 'preact/hooks';
import type { HistoryScope } from '../../../../shared/history.ts';
import { noHistoryFilters } from '../../../state/history-filters.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { ExportSheet } from '../../screens.ts';
import { screenWords } from '../../words/screen-words.ts';

const everything: HistoryScope = { kind: 'all' };

export function HistorySettings() {
  const [isOpen, setOpen] = useState(false);
  const w = screenWords.value.history;
  return (
    <Section title={w.export.entry} hint={w.export.allMore}>
      <div class="toolbar">
        <Button icon="download" onClick={() => setOpen(true)}>
          {w.export.open}
        </Button>
      </div>
      {isOpen && (
        <ExportSheet
          scope={everything}
          name={w.csv.everything}
          filters={noHistoryFilters}
          onClose={() => setOpen(false)}
        />
      )}
    </Section>
  );
}
