/** Who works on this device, in which space, and how safely the browser keeps what is saved. */
import { useEffect, useState } from 'preact/hooks';
import { askToPersist, readStorage, type StorageFacts } from '../../../device/storage.ts';
import { thisDevice } from '../../../device/this-device.ts';
import { changeSetting, type Settings } from '../../../state/settings.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Field } from '../../parts/field.tsx';
import { Section } from '../../parts/section.tsx';
import { Setting } from '../../parts/setting.tsx';
import { showToast } from '../../parts/toast.tsx';
import { formatBytes } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';

export function DeviceSettings({ settings }: { settings: Settings }) {
  const app = useApp();
  const session = app.session.value;
  const [name, setName] = useState(settings.deviceName);
  const w = screenWords.value.settings;
  return (
    <Section title={w.device}>
      <Card class="settings">
        {session === null ? (
          <Setting title={w.notSignedIn} />
        ) : (
          <Setting
            title={session.personName}
            hint={`${w.roles[session.role]} · ${session.spaceName}`}
          />
        )}
        <Setting title={w.deviceName} hint={w.deviceNameHint(thisDevice())} stacked>
          <Field
            label={w.deviceName}
            isLabelHidden
            value={name}
            onInput={(text) => {
              setName(text);
              void changeSetting(app.db, 'deviceName', text).catch(app.onTrouble);
            }}
          />
        </Setting>
        <StorageSetting />
      </Card>
    </Section>
  );
}

function StorageSetting() {
  const [facts, setFacts] = useState<StorageFacts>();
  const { onTrouble } = useApp();
  const w = screenWords.value.settings;
  const look = (): void => void readStorage().then(setFacts, onTrouble);
  useEffect(look, []);
  if (facts === undefined) return null;
  const { isPersisted, usedBytes, quotaBytes } = facts;
  const promise =
    isPersisted === undefined ? w.unknownStorage : isPersisted ? w.persisted : w.notPersisted;
  const usage =
    usedBytes === undefined || quotaBytes === undefined
      ? ''
      : screenWords.value.install.free(
          formatBytes(usedBytes),
          formatBytes(Math.max(0, quotaBytes - usedBytes)),
        );
  return (
    <Setting title={w.storage} hint={[promise, usage].filter(Boolean).join(' ')}>
      {isPersisted === false && (
        <Button
          onClick={() =>
            void askToPersist().then((isKept) => {
              showToast({ text: isKept ? w.persistDone : w.persistRefused });
              look();
            }, onTrouble)
          }
        >
          {w.persist}
        </Button>
      )}
    </Setting>
  );
}
