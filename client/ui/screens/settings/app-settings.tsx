/** Bincard as an app of this device: on the home screen, with a figure on its icon, from a secure address. */
import { useState } from 'preact/hooks';
import { askForBadge, canBadge, needsBadgePermission } from '../../../device/app-badge.ts';
import { installWay, readInstallFacts } from '../../../device/install-way.ts';
import { paths } from '../../../state/route.ts';
import { changeSetting, type Settings } from '../../../state/settings.ts';
import { useApp } from '../../app-context.ts';
import { InstallSteps } from '../../install-steps.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Section } from '../../parts/section.tsx';
import { Setting } from '../../parts/setting.tsx';
import { Switch } from '../../parts/switch.tsx';
import { showToast } from '../../parts/toast.tsx';
import { screenWords } from '../../words/screen-words.ts';

export function AppSettings({ settings }: { settings: Settings }) {
  return (
    <Section title={screenWords.value.install.title} id="app">
      <Card class="settings">
        <InstallSetting />
        {canBadge() && <BadgeSetting isOn={settings.badge} />}
      </Card>
    </Section>
  );
}

function InstallSetting() {
  const { installOffer, onTrouble } = useApp();
  const [isOpen, setOpen] = useState(false);
  const w = screenWords.value.install;
  const offer = installOffer.value;
  const way = installWay(readInstallFacts(offer !== null));
  if (way === 'installed' || way === 'none') return <Setting title={w.asApp} hint={w[way]} />;
  if (way === 'insecure') {
    return (
      <Setting title={w.asApp} hint={w.insecure}>
        <Button href={paths.secure}>{w.secure.help}</Button>
      </Setting>
    );
  }
  if (way === 'prompt') {
    return (
      <Setting title={w.asApp} hint={w.prompt}>
        <Button
          icon="download"
          onClick={() =>
            void offer?.().then((isWanted) => {
              if (isWanted) showToast({ text: w.started });
            }, onTrouble)
          }
        >
          {w.install}
        </Button>
      </Setting>
    );
  }
  return (
    <Setting title={w.asApp} hint={w.bannerMore}>
      <Button onClick={() => setOpen(true)}>{w.how}</Button>
      {isOpen && <InstallSteps way={way} onClose={() => setOpen(false)} />}
    </Setting>
  );
}

function BadgeSetting({ isOn }: { isOn: boolean }) {
  const { db, onTrouble } = useApp();
  const [mustAsk, setMustAsk] = useState(needsBadgePermission);
  const w = screenWords.value.install;
  const ask = async (): Promise<void> => {
    if (!(await askForBadge())) showToast({ text: w.badgeRefused });
    setMustAsk(needsBadgePermission());
  };
  return (
    <>
      <Setting title={w.badge} hint={w.badgeHint}>
        <Switch
          label={w.badge}
          on={isOn}
          onChange={(on) => void changeSetting(db, 'badge', on).catch(onTrouble)}
        />
      </Setting>
      {isOn && mustAsk && (
        <Setting title={w.badgeAsk}>
          <Button onClick={() => void ask().catch(onTrouble)}>{w.badgeAllow}</Button>
        </Setting>
      )}
    </>
  );
}
