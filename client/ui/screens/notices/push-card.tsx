/** Push messages on this very device: whether it has them, and what stands in the way where it has not. */
import { useState } from 'preact/hooks';
import type { NoticesView } from '../../../../shared/notices.ts';
import { closePush, openPush, pushLeave } from '../../../device/push-device.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Section } from '../../parts/section.tsx';
import { showToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { pushWords } from '../../words/notice-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { serverFailureWords } from '../../words/server-failure-words.ts';
import { language } from '../../words/words.ts';
import { TestSend } from './test-send.tsx';
import type { UseNotices } from './use-notices.ts';

export interface PushCardProps {
  readonly notices: UseNotices;
  readonly view: NoticesView;
}

export function PushCard(props: PushCardProps) {
  const { view } = props;
  const w = screenWords.value.notices.push;
  const leave = pushLeave();
  const others = view.deviceCount - (view.isDeviceKnown ? 1 : 0);
  return (
    <Section title={w.title} {...(others > 0 ? { hint: w.others(others) } : {})}>
      <Card>
        {leave === 'insecure' || leave === 'unsupported' || leave === 'denied' ? (
          <NoPush leave={leave} />
        ) : (
          <PushSwitch {...props} isOn={leave === 'granted' && view.isDeviceKnown} />
        )}
      </Card>
    </Section>
  );
}

function NoPush({ leave }: { leave: 'insecure' | 'unsupported' | 'denied' }) {
  const w = screenWords.value.notices.push;
  return (
    <>
      <p>{w[leave]}</p>
      {leave === 'insecure' && (
        <div class="toolbar">
          <Button href={paths.secure}>{w.secureHelp}</Button>
        </div>
      )}
    </>
  );
}

function PushSwitch({ notices, view, isOn }: PushCardProps & { isOn: boolean }) {
  const { onTrouble } = useApp();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const w = screenWords.value.notices.push;
  const { server, read } = notices;

  const turnOn = async (): Promise<string | undefined> => {
    const opened = await openPush(view.pushKey);
    if (!opened.ok) return w.failures[opened.failure];
    // The wish first: a device alone is told of nothing.
    const wish = await server.saveWish({ ...view.wish, language: language.value });
    const device = wish.ok ? await server.saveDevice(opened.value) : wish;
    if (!device.ok) return serverFailureWords(device.failure);
    showToast({ text: w.turnedOn });
    return undefined;
  };
  const turnOff = async (): Promise<string | undefined> => {
    await closePush();
    const answer = await server.forgetDevice();
    if (!answer.ok) return serverFailureWords(answer.failure);
    showToast({ text: w.turnedOff, undo: () => act(turnOn) });
    return undefined;
  };
  const act = (deed: () => Promise<string | undefined>): void => {
    const run = async (): Promise<void> => {
      setBusy(true);
      setTrouble(undefined);
      setTrouble(await deed());
      await read();
      setBusy(false);
    };
    void run().catch(onTrouble);
  };
  return (
    <>
      <p>{isOn ? w.on : w.off}</p>
      <div class="toolbar">
        <Button
          kind={isOn ? 'plain' : 'primary'}
          icon="bell"
          disabled={isBusy}
          onClick={() => act(isOn ? turnOff : turnOn)}
        >
          {isOn ? w.turnOff : w.turnOn}
        </Button>
        {isOn && (
          <TestSend
            send={() => server.test('push', language.value)}
            wordsOf={pushWords}
            disabled={isBusy}
          />
        )}
      </div>
      <div class="field">
        <Trouble text={trouble} />
      </div>
    </>
  );
}
