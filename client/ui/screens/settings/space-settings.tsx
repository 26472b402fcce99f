/** The way to what holds for the whole space. */
import { paths } from '../../../state/route.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { screenWords } from '../../words/screen-words.ts';

export function SpaceSettings() {
  const w = screenWords.value.supply.space;
  return (
    <Section title={w.entry} hint={w.entryMore}>
      <div class="toolbar">
        <Button icon="settings" href={paths.space}>
          {w.open}
        </Button>
      </div>
    </Section>
  );
}
