/** The way to what one is told of, and how. */
import { paths } from '../../../state/route.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { screenWords } from '../../words/screen-words.ts';

export function NoticeSettings() {
  const w = screenWords.value.notices;
  return (
    <Section title={w.title} hint={w.entryMore}>
      <div class="toolbar">
        <Button icon="bell" href={paths.notices}>
          {w.open}
        </Button>
      </div>
    </Section>
  );
}
