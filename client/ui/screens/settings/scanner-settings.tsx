/** Keyboard scanners and the sound of a scan, for this device alone. */
import { useState } from 'preact/hooks';
import { changeSetting, type Settings } from '../../../state/settings.ts';
import { useApp } from '../../app-context.ts';
import { Card } from '../../parts/card.tsx';
import { Field } from '../../parts/field.tsx';
import { Section } from '../../parts/section.tsx';
import { Setting } from '../../parts/setting.tsx';
import { Switch } from '../../parts/switch.tsx';
import { screenWords } from '../../words/screen-words.ts';

export function ScannerSettings({ settings }: { settings: Settings }) {
  const { db, onTrouble } = useApp();
  const [prefix, setPrefix] = useState(settings.wedge.prefix);
  const [suffix, setSuffix] = useState(settings.wedge.suffix);
  const w = screenWords.value.scan.wedge;
  const { wedge, scanSound } = settings;
  const change = (part: Partial<Settings['wedge']>): void =>
    void changeSetting(db, 'wedge', { ...wedge, ...part }).catch(onTrouble);
  return (
    <Section title={w.title}>
      <Card class="settings">
        <Setting title={w.sound} hint={w.soundHint}>
          <Switch
            label={w.sound}
            on={scanSound}
            onChange={(on) => void changeSetting(db, 'scanSound', on).catch(onTrouble)}
          />
        </Setting>
        <Setting title={w.isOn} hint={w.isOnHint}>
          <Switch label={w.isOn} on={wedge.isOn} onChange={(isOn) => change({ isOn })} />
        </Setting>
        {wedge.isOn && (
          <Setting title={w.prefix} hint={w.hint} stacked>
            <div class="pair">
              <Field
                label={w.prefix}
                value={prefix}
                onInput={(text) => {
                  setPrefix(text);
                  change({ prefix: text });
                }}
              />
              <Field
                label={w.suffix}
                value={suffix}
                onInput={(text) => {
                  setSuffix(text);
                  change({ suffix: text });
                }}
              />
            </div>
          </Setting>
        )}
      </Card>
    </Section>
  );
}
