/** Theme and language. */
import { changeSetting, type Settings } from '../../../state/settings.ts';
import { useApp } from '../../app-context.ts';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Section } from '../../parts/section.tsx';
import { Setting } from '../../parts/setting.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { languages } from '../../words/words.ts';

const themes = ['system', 'light', 'dark'] as const;

export function LookSettings({ settings }: { settings: Settings }) {
  const { db, onTrouble } = useApp();
  const w = screenWords.value.settings;
  return (
    <Section title={w.look}>
      <Card class="settings">
        <Setting title={w.theme} stacked>
          <Choice
            label={w.theme}
            chosen={settings.theme}
            options={themes.map((value) => ({ value, text: w.themes[value] }))}
            onChoose={(theme) => void changeSetting(db, 'theme', theme).catch(onTrouble)}
          />
        </Setting>
        <Setting title={w.language} stacked>
          <Choice
            label={w.language}
            chosen={settings.language ?? ''}
            options={[
              { value: '', text: w.languageSystem },
              ...languages.map((value) => ({ value, text: w.languages[value] })),
            ]}
            onChoose={(value) =>
              void changeSetting(db, 'language', value === '' ? null : value).catch(onTrouble)
            }
          />
        </Setting>
      </Card>
    </Section>
  );
}
